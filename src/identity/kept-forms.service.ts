import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { closeBox, keyFrom, openBox } from './closed-box.js';
import { hashOf, isSecret } from './secret.js';

/** What was typed, by the names of the fields. */
export type Fields = Readonly<Record<string, readonly string[]>>;

/** Where something is kept: under the key of one browser, for one page. */
export interface Place {
  readonly scheme: SchemeId;
  /** A secret that the browser has and we do not. */
  readonly key: string;
  readonly page: string;
}

/** What one page may keep; a form that is longer is not kept. */
const MOST_BYTES = 262_144;

const KEEP = `
  INSERT INTO kept_form (scheme_id, key_hash, page, person_id, closed)
  SELECT scheme_id, $3, $4, person_id, $5 FROM web_sign_in WHERE scheme_id = $1 AND token_hash = $2
  ON CONFLICT (scheme_id, key_hash, page)
    DO UPDATE SET person_id = excluded.person_id, closed = excluded.closed, made_at = clock_timestamp()`;

const FIND = `
  SELECT closed FROM kept_form
  WHERE scheme_id = $1 AND key_hash = $2 AND page = $3 AND person_id = $4 AND made_at > clock_timestamp() - interval '2 hours'`;

const FORGET = `DELETE FROM kept_form WHERE scheme_id = $1 AND key_hash = $2 AND page = $3 AND person_id = $4`;

/**
 * Keeps what somebody had typed when their sign-in ended, for the same person in the same browser. The database has it
 * encrypted with a key that only the browser has, and bound to the person, so nobody else is ever shown it.
 */
@Injectable()
export class KeptForms {
  constructor(private readonly work: UnitOfWork) {}

  /** False when that cookie never was a sign-in here, or when it is too much. */
  async keep({ scheme, key, page }: Place, cookie: string, fields: Fields): Promise<boolean> {
    const plain = Buffer.from(JSON.stringify(fields));
    if (plain.length > MOST_BYTES || !isSecret(cookie)) return false;
    return this.work.write(scheme, async (tx) => {
      const [former]: { person_id: PersonId }[] = await tx.query(
        'SELECT person_id FROM web_sign_in WHERE scheme_id = $1 AND token_hash = $2',
        [scheme, hashOf(cookie)],
      );
      if (former === undefined) return false;
      const closed = closeBox(keyFrom(key, 'kept-form'), plain, former.person_id);
      await tx.query(KEEP, [scheme, hashOf(cookie), hashOf(key), page, closed]);
      return true;
    });
  }

  /** What this person had typed there; nothing when it was somebody else, or when two hours have gone. */
  async find({ scheme, key, page }: Place, person: PersonId): Promise<Fields | undefined> {
    if (!isSecret(key)) return undefined;
    const [row] = await this.work.read(scheme, async (view) => {
      const rows: { closed: Buffer }[] = await view.query(FIND, [scheme, hashOf(key), page, person]);
      return rows;
    });
    const plain = row === undefined ? undefined : openBox(keyFrom(key, 'kept-form'), row.closed, person);
    return plain === undefined ? undefined : fieldsIn(JSON.parse(plain.toString()));
  }

  /** They sent it, so it need not be kept. */
  async forget({ scheme, key, page }: Place, person: PersonId): Promise<void> {
    await this.work.write(scheme, (tx) => tx.query(FORGET, [scheme, hashOf(key), page, person]), {
      keyed: true,
    });
  }
}

/** The fields of a form as it was sent; what is no text is left out. */
export function fieldsIn(body: unknown): Fields {
  const entries: [string, unknown][] = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name, [value].flat().filter(isText)]));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
