import { Injectable } from '@nestjs/common';
import { EarningRatesQueries, SessionsQueries, type SessionView } from '../activities/index.js';
import { Audit, type Doer } from '../audit/index.js';
import type { Tx } from '../database/index.js';
import { available, Ledger } from '../ledger/index.js';
import { galaxies, type Galaxies } from '../shared/galaxies.js';
import type { ContributionId, ParticipantId, PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { noRate, notTheirDate, notYourOwn } from './contributions.errors.js';
import { THANK, THANKED } from './contributions.sql.js';

/** Whom a leader thanks, and for which of their sessions. */
export interface NewThanks {
  readonly scheme: SchemeId;
  /** Chosen by the page, so that two taps are one. */
  readonly id: ContributionId;
  readonly session: SessionId;
  readonly person: ParticipantId;
  readonly by: Doer;
}

/** Thanks that a leader says to somebody for a session of theirs: galaxies for a contribution, at once. */
@Injectable()
export class Thanks {
  constructor(
    private readonly ledger: Ledger,
    private readonly rates: EarningRatesQueries,
    private readonly sessions: SessionsQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * One entry, by the rate of the session's own day. Each person is thanked once for a session (`thanked-before`), by
   * somebody who leads it (`missing`) and is not that person (`own-contribution`). The same id again is the same as once.
   */
  async say(tx: Tx, { scheme, id, session, person, by }: NewThanks): Promise<Galaxies> {
    const { activityId, activityName, occursOn } = await this.ledBy(tx, scheme, session, by.personId);
    const before: { galaxies: number }[] = await tx.query(THANKED, [scheme, id, session, person]);
    if (before[0] !== undefined) return galaxies(before[0].galaxies);
    if (person === by.personId) throw notYourOwn();
    const { contributed } = await this.rates.inForce(tx, scheme, { activityId, on: occursOn });
    if (contributed === undefined) throw noRate();
    const amount = galaxies(contributed.galaxies);
    const { entryId, transferIds, repeated } = await this.ledger.record(tx, {
      scheme,
      kind: 'thanks',
      sourceKey: `thanks/${id}`,
      occurredOn: occursOn,
      recordedBy: by.actorId,
      transfers: [{ debit: 'issued', credit: available(person), amount }],
    });
    // The very same thanks were on their way, and the book waited for them.
    if (repeated) return amount;
    const made = [amount, contributed.rateId, entryId, transferIds[0]];
    await tx.query(THANK, [scheme, id, person, activityName, occursOn, session, by.personId, ...made]);
    await this.audit.note(tx, {
      by,
      action: 'thanks.said',
      subject: { kind: 'contribution', id },
      about: person,
    });
    return amount;
  }

  /** That session, if this person leads it; otherwise it is as if it were not there. */
  private async ledBy(tx: Tx, scheme: SchemeId, id: SessionId, person: PersonId): Promise<SessionView> {
    const session = await this.sessions.one(tx, scheme, id);
    if (!session.leaders.some(({ personId }) => personId === person)) throw notTheirDate();
    return session;
  }
}
