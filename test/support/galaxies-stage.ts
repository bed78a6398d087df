import { EarningRatesQueries } from '../../src/activities/index.js';
import { RegisterChecks } from '../../src/attendance/register-checks.service.js';
import { type Outcome, Registers } from '../../src/attendance/index.js';
import { Audit } from '../../src/audit/index.js';
import { galaxies } from '../../src/shared/galaxies.js';
import {
  type ActivityId,
  newId,
  type ParticipantId,
  type SchemeId,
  type SessionId,
} from '../../src/shared/ids.js';
import type { Book } from './book.js';
import { doer, Helping } from './helping.js';
import { later } from './plans.js';

/** Who came to a session, and as what. */
export interface Came {
  readonly came?: readonly ParticipantId[];
  readonly led?: readonly ParticipantId[];
  readonly helped?: readonly ParticipantId[];
}

/** A scheme in which things happen: dates with registers, contributions, thanks. */
export class GalaxiesStage {
  readonly helping: Helping;
  private readonly registers: Registers;

  constructor(
    readonly book: Book,
    readonly scheme: SchemeId,
  ) {
    this.helping = new Helping(book);
    const rates = new EarningRatesQueries();
    this.registers = new Registers(book.ledger, rates, new RegisterChecks(), new Audit(book.work));
  }

  /** An activity, once for each name. */
  async activity(name: string): Promise<ActivityId> {
    const [found] = await this.book.ownerSource.query<{ id: ActivityId }[]>(
      'SELECT id FROM activity WHERE scheme_id = $1 AND name = $2',
      [this.scheme, name],
    );
    return found?.id ?? this.helping.plans.activity(this.scheme, { name });
  }

  /** A date of it, so many days ago. */
  async session(name: string, daysAgo: number, leaders: readonly ParticipantId[] = []): Promise<SessionId> {
    const startsAt = await this.helping.plans.at(this.scheme, -daysAgo);
    const activityId = await this.activity(name);
    return this.helping.plans.session(this.scheme, {
      activityId,
      startsAt,
      endsAt: later(startsAt, 3),
      meetPlace: 'The drop-in',
      leaders,
    });
  }

  /** Saves a register as staff do; saved again it is put right. */
  async register(sessionId: SessionId, by: ParticipantId, came: Came): Promise<void> {
    const [row] = await this.book.ownerSource.query<{ version: number }[]>(
      'SELECT coalesce(max(version), 0) AS version FROM register_version WHERE scheme_id = $1 AND session_id = $2',
      [this.scheme, sessionId],
    );
    const ticks = [
      ...(came.led ?? []).map((personId) => ({ personId, part: 'led' as const })),
      ...(came.came ?? []).map((personId) => ({ personId, part: 'attended' as const })),
      ...(came.helped ?? []).map((personId) => ({ personId, part: 'contributed' as const })),
    ];
    const outcome: Outcome = ticks.length === 0 ? 'nobody-came' : 'came';
    const about = {
      scheme: this.scheme,
      sessionId,
      by: doer(by, 'staff'),
      key: newId<SessionId>(),
      source: 'web',
    } as const;
    const counts = { headCountExtra: 0, countedOut: undefined, countedBack: undefined, note: undefined };
    await this.book.work.write(this.scheme, (tx) =>
      this.registers.save(tx, { ...about, ...counts, outcome, ticks, basedOn: row?.version ?? 0 }),
    );
  }

  /** Sets galaxies aside, as asking for something will. */
  async setAside(participant: ParticipantId, amount: number): Promise<void> {
    const details = this.book.details(this.scheme, `redemption/${newId<SessionId>()}/hold`);
    await this.book.work.write(this.scheme, (tx) =>
      this.book.ledger.hold(tx, { ...details, participant, amount: galaxies(amount) }),
    );
  }
}
