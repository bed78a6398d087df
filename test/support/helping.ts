import { EarningRatesQueries, SessionsQueries } from '../../src/activities/index.js';
import { Audit, type Doer } from '../../src/audit/index.js';
import {
  type Approved,
  Contributions,
  ContributionsQueries,
  type Told,
  Thanks,
} from '../../src/contributions/index.js';
import { parseIsoDate } from '../../src/shared/calendar.js';
import {
  type ActorId,
  type ContributionId,
  newId,
  type ParticipantId,
  parseId,
  type PersonId,
  type SchemeId,
} from '../../src/shared/ids.js';
import type { Book } from './book.js';
import { Plans } from './plans.js';

/** A day on which people of these tests help. */
export const A_HELPING_DAY = parseIsoDate('2026-03-14');

/** Somebody who acts, with a role. */
export function doer(personId: PersonId, ...roles: readonly string[]): Doer {
  return { personId, actorId: parseId<ActorId>(personId), roles };
}

/** What people say they did and what others make of it, over a book in one line each. */
export class Helping {
  readonly plans: Plans;
  readonly contributions: Contributions;
  readonly thanks: Thanks;
  readonly queries = new ContributionsQueries();

  constructor(readonly book: Book) {
    const audit = new Audit(book.work);
    const rates = new EarningRatesQueries();
    this.plans = new Plans(book);
    this.contributions = new Contributions(book.ledger, rates, audit);
    this.thanks = new Thanks(book.ledger, rates, new SessionsQueries(), audit);
  }

  ask(
    scheme: SchemeId,
    person: ParticipantId,
    told: Partial<Told> = {},
    id = newId<ContributionId>(),
  ): Promise<ContributionId> {
    const whole = { what: 'Made the soup', occurredOn: A_HELPING_DAY, ...told };
    const by = doer(person, 'participant');
    return this.book.work.write(scheme, (tx) =>
      this.contributions.ask(tx, { scheme, id, person, by, ...whole }),
    );
  }

  /** Staff write it down for them. */
  askFor(scheme: SchemeId, person: ParticipantId, staff: PersonId): Promise<ContributionId> {
    const whole = { what: 'Made the soup', occurredOn: A_HELPING_DAY, by: doer(staff, 'staff') };
    return this.book.work.write(scheme, (tx) =>
      this.contributions.ask(tx, { scheme, id: newId<ContributionId>(), person, ...whole }),
    );
  }

  approve(scheme: SchemeId, id: ContributionId, staff: PersonId): Promise<Approved> {
    const decision = { scheme, id, decidedBy: staff, by: doer(staff, 'staff') };
    return this.book.work.write(scheme, (tx) => this.contributions.approve(tx, decision), { keyed: true });
  }

  refuse(scheme: SchemeId, id: ContributionId, staff: PersonId, reason: string): Promise<void> {
    const decision = { scheme, id, decidedBy: staff, by: doer(staff, 'staff'), reason };
    return this.book.work.write(scheme, (tx) => this.contributions.refuse(tx, decision));
  }

  withdraw(schemeId: SchemeId, personId: ParticipantId, id: ContributionId): Promise<void> {
    const acting = { schemeId, personId, doer: doer(personId, 'participant'), asked: undefined };
    return this.book.work.write(schemeId, (tx) => this.contributions.withdraw(tx, acting, id));
  }

  async state(scheme: SchemeId, id: ContributionId): Promise<string> {
    return (await this.book.work.read(scheme, (view) => this.queries.one(view, scheme, id))).state;
  }

  /** Everything that a contribution can have changed. */
  async rows(): Promise<Readonly<Record<string, readonly unknown[]>>> {
    const found: Record<string, readonly unknown[]> = { ...(await this.book.rows()) };
    for (const table of ['contribution', 'question', 'audit_event', 'outbox'])
      found[table] = await this.book.ownerSource.query(`SELECT * FROM ${table} ORDER BY 1, 2`);
    return found;
  }
}
