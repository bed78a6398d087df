import { Injectable } from '@nestjs/common';
import { UnitOfWork, type View } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, RegisterCheckId, SchemeId, SessionId } from '../shared/ids.js';
import { namesOf } from './names.statements.js';
import { NOT_IN, OPEN_CHECKS } from './rosters.sql.js';
import type { CheckKind } from './saving.js';

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

/** What staff look after: registers that are not in, and what there is to check. */
@Injectable()
export class StaffRegisters {
  constructor(private readonly work: UnitOfWork) {}

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
}
