import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import { askPrepared, type Tx } from '../database/index.js';
import { Participants } from '../participants/index.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { isCalled } from './lists.sql.js';
import { namedSince } from './registers.errors.js';
import { LOCK } from './registers.sql.js';

/** $1 scheme, $2 reference. */
const THERE = 'SELECT FROM person WHERE scheme_id = $1 AND ref = $2';

/**
 * Whether somebody of that name came onto a register after a version of it, by another sending than the one of that key.
 * $1 scheme, $2 session, $3 name, $4 version, $5 key.
 */
const NAMED_SINCE = `
  SELECT FROM attendance a
    JOIN person p ON p.scheme_id = a.scheme_id AND p.id = a.person_id
    JOIN register_version v ON v.scheme_id = a.scheme_id AND v.session_id = a.session_id AND v.version = a.from_version
  WHERE a.scheme_id = $1 AND a.session_id = $2 AND ${isCalled('$3')}
    AND a.from_version > $4 AND v.key <> $5 AND NOT starts_with(v.key, $5 || '#')
    AND NOT EXISTS (SELECT FROM attendance b WHERE b.scheme_id = a.scheme_id AND b.session_id = a.session_id
      AND b.person_id = a.person_id AND b.from_version <= $4)
  LIMIT 1`;

/** Somebody new by first name, and what their reference follows from: the same is the same person. */
export interface Newcomer {
  readonly name: string;
  readonly from: readonly (string | number)[];
  /** The version of the register that whoever says so had seen: nobody of that name may have come onto it since. */
  readonly seen: number;
}

/** Whom a register names first, and the key under which it is sent. */
interface Named {
  readonly sessionId: SessionId;
  readonly key: string;
  readonly people: readonly Newcomer[];
}

/** People whom a register names first, by first name alone. */
@Injectable()
export class NewNames {
  constructor(
    private readonly participants: Participants,
    private readonly audit: Audit,
  ) {}

  /**
   * A person for each of them, joining until staff have finished it with them: the work list counts them. A form that is sent
   * again makes nobody twice. Two who name people of one register at once follow one another, and nothing else is saved to it
   * meanwhile. Refuses with `named-since` when another list put somebody of such a name on it, for they may be the same.
   */
  async join(
    tx: Tx,
    scheme: SchemeId,
    by: Doer,
    { sessionId, key, people: named }: Named,
  ): Promise<readonly PersonId[]> {
    const people: PersonId[] = [];
    await askPrepared(tx, LOCK, [scheme, sessionId]);
    for (const { name: likedName, from, seen } of named) {
      await refuseNamedSince(tx, [scheme, sessionId, likedName, seen, key]);
      const ref = `new-${digest([...from, likedName]).slice(0, 20)}`;
      const there: unknown[] = await tx.query(THERE, [scheme, ref]);
      const id = await this.participants.join(tx, scheme, ref, { likedName, takingPart: 'joining' });
      if (there.length === 0)
        await this.audit.note(tx, { by, action: 'person.added', subject: { kind: 'person', id } });
      people.push(id);
    }
    return people;
  }
}

async function refuseNamedSince(
  tx: Tx,
  asked: readonly [SchemeId, SessionId, name: string, seen: number, key: string],
): Promise<void> {
  const since: unknown[] = await tx.query(NAMED_SINCE, [...asked]);
  if (since.length > 0) throw namedSince();
}

function digest(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
