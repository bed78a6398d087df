import { Injectable } from '@nestjs/common';
import { UnitOfWork, type View } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, RegisterCheckId, SchemeId, SessionId } from '../shared/ids.js';
import { standingIn } from './answer.js';
import { namesOf } from './names.statements.js';
import type { Outcome, Tick } from './register.js';
import { RegistersQueries } from './registers.queries.js';
import { CLOSE, NOT_IN, ONE_CHECK, OPEN_CHECKS, TICKS } from './rosters.sql.js';
import type { CheckKind } from './saving.js';
import { unknownRegister } from './registers.errors.js';

/** A session that ended two hours ago and has no register. It is about the register, never a person. */
export interface NotIn {
  readonly id: SessionId;
  readonly activityName: string;
  readonly occursOn: IsoDate;
  /** Whether its leader was asked for it. */
  readonly isAsked: boolean;
  /** False on the day on which its leader is asked. */
  readonly isForStaff: boolean;
  readonly leaders: readonly string[];
}

export interface CheckSummary {
  readonly id: RegisterCheckId;
  readonly sessionId: SessionId;
  readonly version: number;
  readonly kind: CheckKind;
  readonly isClosed: boolean;
  readonly activityName: string;
  readonly occursOn: IsoDate;
}

type CheckRow = CheckSummary & {
  readonly sentBy: PersonId | null;
  readonly outcome: Outcome | null;
  readonly note: string | null;
};

/** Everything that staff need to look at one thing. */
export interface CheckView extends CheckSummary {
  readonly sender: string;
  /** Everybody on the register now. */
  readonly onRegister: readonly string[];
  /** Who is on the list that was sent and not on the register, and the other way round; empty when no list was kept. */
  readonly onlySent: readonly string[];
  readonly onlyRegister: readonly string[];
  readonly notes: readonly string[];
}

/** What staff look after: registers that are not in, and what there is to check. */
@Injectable()
export class StaffRegisters {
  constructor(
    private readonly work: UnitOfWork,
    private readonly registers: RegistersQueries,
  ) {}

  async notIn(view: View, scheme: SchemeId): Promise<readonly NotIn[]> {
    const rows: (Omit<NotIn, 'leaders'> & { leaders: readonly PersonId[] })[] = await view.query(NOT_IN, [
      scheme,
    ]);
    const names = await namesOf(view, scheme, [...new Set(rows.flatMap(({ leaders }) => leaders))]);
    return rows.map((row) => ({ ...row, leaders: row.leaders.map((leader) => names.get(leader) ?? '') }));
  }

  async openChecks(view: View, scheme: SchemeId): Promise<readonly CheckSummary[]> {
    return view.query(OPEN_CHECKS, [scheme]);
  }

  /** Both lists, as they were at one moment. */
  async all(
    scheme: SchemeId,
  ): Promise<{ readonly notIn: readonly NotIn[]; readonly checks: readonly CheckSummary[] }> {
    return this.work.read(scheme, async (view) => ({
      notIn: await this.notIn(view, scheme),
      checks: await this.openChecks(view, scheme),
    }));
  }

  /** Refuses with `unknown-session` when there is no such check. */
  async check(scheme: SchemeId, id: RegisterCheckId): Promise<CheckView> {
    return this.work.read(scheme, async (view) => {
      const [row]: CheckRow[] = await view.query(ONE_CHECK, [scheme, id]);
      if (row === undefined) throw unknownRegister();
      const sent: Tick[] = await view.query(TICKS, [scheme, id]);
      const current = await this.registers.current(view, scheme, row.sessionId);
      const standing = current === undefined ? [] : standingIn(current).map(({ personId }) => personId);
      const listed = sent.map(({ personId }) => personId);
      const versions = await this.registers.versions(view, scheme, row.sessionId);
      const names = await namesOf(view, scheme, [
        ...standing,
        ...listed,
        ...(row.sentBy === null ? [] : [row.sentBy]),
      ]);
      const named = (people: readonly PersonId[]) => people.map((each) => names.get(each) ?? '').sort();
      return {
        ...row,
        sender: row.sentBy === null ? '' : (names.get(row.sentBy) ?? ''),
        onRegister: named(standing),
        onlySent: named(listed.filter((each) => !standing.includes(each))),
        onlyRegister: listed.length === 0 ? [] : named(standing.filter((each) => !listed.includes(each))),
        notes: [row.note, ...versions.map(({ note }) => note)].flatMap((note) => note ?? []),
      };
    });
  }

  /** Somebody of staff has looked; again is the same as once. */
  async close(scheme: SchemeId, id: RegisterCheckId, person: PersonId): Promise<void> {
    await this.work.write(scheme, (tx) => tx.query(CLOSE, [scheme, id, person]), { keyed: true });
  }
}
