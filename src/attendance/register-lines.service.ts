import { Injectable } from '@nestjs/common';
import type { Doer } from '../audit/index.js';
import { askPrepared, type Tx } from '../database/index.js';
import type { EntryId, PersonId, SchemeId, SessionId, TransferId } from '../shared/ids.js';
import { standingIn, type VersionView } from './answer.js';
import type { Source } from './new-register.js';
import { lineGone } from './registers.errors.js';
import { RegistersQueries } from './registers.queries.js';
import { Registers } from './registers.service.js';
import { LOCK } from './registers.sql.js';

/** Which line is to be taken off its register. */
export interface LineToTakeOff {
  readonly scheme: SchemeId;
  /** What the line gave. */
  readonly transferId: TransferId;
  /** Staff, for they may do so at any time. */
  readonly by: Doer;
  readonly key: string;
  readonly source: Source;
}

/** Puts single lines of registers right. The register stays what the book says, so this is a version like any other. */
@Injectable()
export class RegisterLines {
  constructor(
    private readonly registers: Registers,
    private readonly queries: RegistersQueries,
  ) {}

  /**
   * Saves the register as it stands without that line, and answers with the entry that turned it round. Refuses with
   * `line-gone` when somebody else has put the line right by then.
   */
  async takeOff(tx: Tx, { transferId, ...line }: LineToTakeOff): Promise<EntryId> {
    const { scheme } = line;
    const { sessionId } = await standing(tx, scheme, transferId);
    await askPrepared(tx, LOCK, [scheme, sessionId]);
    const { personId } = await standing(tx, scheme, transferId);
    const current = await this.queries.current(tx, scheme, sessionId);
    if (current === undefined) throw lineGone();
    const others = standingIn(current).filter((each) => each.personId !== personId);
    const saved = await this.registers.save(tx, {
      ...line,
      ...restOf(current, others.length),
      sessionId,
      ticks: others.map((each) => ({ personId: each.personId, part: each.part })),
    });
    if (saved.kind === 'asked' || saved.entryId === undefined) throw lineGone();
    return saved.entryId;
  }
}

interface StandingLine {
  readonly sessionId: SessionId;
  readonly personId: PersonId;
}

async function standing(tx: Tx, scheme: SchemeId, transfer: TransferId): Promise<StandingLine> {
  const [row]: StandingLine[] = await tx.query(
    `SELECT session_id AS "sessionId", person_id AS "personId" FROM attendance
     WHERE scheme_id = $1 AND transfer_id = $2 AND put_right_version IS NULL`,
    [scheme, transfer],
  );
  if (row === undefined) throw lineGone();
  return row;
}

/** What the register says beside its list; with nobody left on it, nobody came. */
function restOf({ version, headCountExtra, countedOut, countedBack }: VersionView, left: number) {
  const outcome = left + headCountExtra > 0 ? ('came' as const) : ('nobody-came' as const);
  return { basedOn: version, outcome, headCountExtra, countedOut, countedBack, note: undefined };
}
