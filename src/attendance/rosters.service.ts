import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { type Opener, RegisterForms } from './register-forms.queries.js';
import { type Listed, type OpenedRegister, saidYes } from './register-form.js';
import { BY_CODE, LOCK_DAY, MAKE, NEWEST } from './rosters.sql.js';

/** A list as it is printed: what stands on paper decides the numbering. */
export interface Sheet {
  readonly code: string;
  readonly opened: OpenedRegister;
  readonly rows: readonly Listed[];
}

/** A paper list that somebody types up. */
export interface PaperList {
  readonly sessionId: SessionId;
  readonly version: number;
  readonly people: readonly PersonId[];
}

interface SheetRow {
  readonly code: string;
  readonly version: number;
  readonly people: readonly PersonId[];
}

/** Makes printed lists. A list of the same people in the same order is the same paper, however often it is printed. */
@Injectable()
export class Rosters {
  constructor(
    private readonly work: UnitOfWork,
    private readonly forms: RegisterForms,
  ) {}

  /** The list of those who lead and those who answered; refuses with `unknown-session`. */
  async print(opener: Opener, id: SessionId): Promise<Sheet> {
    const opened = await this.forms.open(opener, id);
    const planned = opened.list.filter(({ why }) => why !== 'often');
    const rows = [...saidYes(planned), ...planned.filter((each) => !saidYes(planned).includes(each))].slice(
      0,
      250,
    );
    const people = rows.map(({ personId }) => personId);
    const code = await this.work.write(opener.schemeId, async (tx) => {
      await tx.query(LOCK_DAY, [opener.schemeId, opened.session.occursOn]);
      return codeFor(tx, { scheme: opener.schemeId, id }, people);
    });
    return { code, opened, rows };
  }

  /** The paper list of that code; nothing when there is none. */
  async find(scheme: SchemeId, code: string): Promise<PaperList | undefined> {
    const rows: { sessionId: SessionId; version: number; personId: PersonId | null }[] = await this.work.read(
      scheme,
      (view) => view.query(BY_CODE, [scheme, code]),
    );
    const [first] = rows;
    if (first === undefined) return undefined;
    const people = rows.flatMap(({ personId }) => personId ?? []);
    return { sessionId: first.sessionId, version: first.version, people };
  }
}

async function codeFor(
  tx: Tx,
  { scheme, id }: { readonly scheme: SchemeId; readonly id: SessionId },
  people: readonly PersonId[],
): Promise<string> {
  const [newest]: SheetRow[] = await tx.query(NEWEST, [scheme, id]);
  if (newest?.people.join() === people.join()) return newest.code;
  const [made]: { code: string }[] = await tx.query(MAKE, [scheme, id, (newest?.version ?? 0) + 1, people]);
  if (made === undefined) throw new Error('The session of a list is not there.');
  return made.code;
}
