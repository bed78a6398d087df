import { Injectable } from '@nestjs/common';
import { EarningRatesQueries } from '../activities/index.js';
import { type Acting, Audit, type AuditAction, type AuditEvent, type Doer } from '../audit/index.js';
import type { Tx } from '../database/index.js';
import { available, Ledger } from '../ledger/index.js';
import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import { galaxies, type Galaxies } from '../shared/galaxies.js';
import {
  type ActorId,
  type ContributionId,
  newId,
  type ParticipantId,
  parseId,
  type PersonId,
  type SchemeId,
  type TransferId,
} from '../shared/ids.js';
import {
  checkedTold,
  type Contribution,
  isOwnOf,
  LONGEST_DECISION_REASON,
  tidy,
  type Told,
} from './contribution.js';
import {
  decidedBefore,
  idUsed,
  noRate,
  notYourOwn,
  reasonMissing,
  unknownContribution,
} from './contributions.errors.js';
import {
  APPROVE,
  ASK,
  ASKED_BEFORE,
  contributionOf,
  type ContributionRow,
  LOCKED,
  REFUSE,
  TODAY,
} from './contributions.sql.js';

export interface NewContribution extends Told {
  readonly scheme: SchemeId;
  /** Chosen by whoever sends it, so that sending twice is sending once. */
  readonly id?: ContributionId;
  /** The reference of the file it is imported from; what is there already under it is left as it is. */
  readonly ref?: string;
  readonly person: ParticipantId;
  /** Who writes it down: the person, staff for them, or the operator's command line. */
  readonly by: Acting | Doer | 'command';
  /** When they said so, for moving an old book in. */
  readonly askedAt?: IsoInstant;
}

/** Which contribution, and who looked at it. */
export interface Decision {
  readonly scheme: SchemeId;
  readonly id: ContributionId;
  readonly decidedBy: PersonId;
  readonly by: AuditEvent['by'];
  /** When they did, for moving an old book in; only a connection that owns the schema may say it. */
  readonly recordedAt?: IsoInstant;
}

export interface Approved {
  readonly galaxies: Galaxies;
  readonly transferId: TransferId;
  /** True when the same person had approved it before. */
  readonly repeated: boolean;
}

/**
 * What people did that no register shows. They say so and somebody else looks at it: nobody checks their own, nor what they
 * wrote down for somebody (`own-contribution`), and the database holds that on the person.
 */
@Injectable()
export class Contributions {
  constructor(
    private readonly ledger: Ledger,
    private readonly rates: EarningRatesQueries,
    private readonly audit: Audit,
  ) {}

  /**
   * Writes down what somebody says they did. Refuses with `bad-contribution`, and with `id-used` when something else was
   * sent under the same id or reference; the same again is the same.
   */
  async ask(tx: Tx, { scheme, person, by, ...asked }: NewContribution): Promise<ContributionId> {
    const id = asked.id ?? newId<ContributionId>();
    const told = checkedTold(asked, await this.today(tx, scheme));
    const values = [
      scheme,
      id,
      asked.ref ?? null,
      person,
      told.what,
      told.occurredOn,
      told.length,
      told.whoKnows,
    ];
    const writer = writerOf(by, person);
    const rows: unknown[] = await tx.query(ASK, [...values, writer, asked.askedAt ?? null]);
    if (rows.length === 0) return sameAsBefore(tx, values);
    await this.audit.note(tx, {
      by,
      action: 'contribution.asked',
      subject: { kind: 'contribution', id },
      about: person,
    });
    return id;
  }

  /**
   * Approves it: one entry, by the earning rate in force on the day it happened. The same person again is the same as
   * once. Refuses with `unknown-contribution`, `own-contribution`, `contribution-decided` and `no-rate`.
   */
  async approve(tx: Tx, decision: Decision): Promise<Approved> {
    const { scheme, id, decidedBy, by, recordedAt } = decision;
    const found = await this.locked(tx, decision);
    if (found.state === 'approved' && found.decidedBy === decidedBy) return approvedBefore(found);
    if (found.state !== 'pending') throw decidedBefore();
    const rate = await this.rateOn(tx, scheme, found.occurredOn);
    const amount = galaxies(rate.galaxies);
    const { entryId, transferIds } = await this.ledger.record(tx, {
      scheme,
      kind: 'contribution',
      sourceKey: `contribution/${id}`,
      occurredOn: found.occurredOn,
      recordedBy: parseId<ActorId>(decidedBy),
      transfers: [{ debit: 'issued', credit: available(found.personId), amount }],
      ...(recordedAt === undefined ? {} : { recordedAt }),
    });
    const [transferId] = transferIds;
    if (transferId === undefined) throw new Error('An entry of one transfer has none.');
    await tx.query(APPROVE, [
      scheme,
      id,
      decidedBy,
      recordedAt ?? null,
      amount,
      rate.rateId,
      entryId,
      transferId,
    ]);
    await this.note(tx, by, 'contribution.approved', found);
    return { galaxies: amount, transferId, repeated: false };
  }

  /**
   * Does not approve it, with a reason that the person reads. Refuses with `reason-missing`, `unknown-contribution`,
   * `own-contribution` and `contribution-decided`.
   */
  async refuse(tx: Tx, { reason, ...decision }: Decision & { readonly reason: string }): Promise<void> {
    const words = tidy(reason);
    if (words === '' || words.length > LONGEST_DECISION_REASON) throw reasonMissing();
    const found = await this.locked(tx, decision);
    if (found.state !== 'pending') throw decidedBefore();
    await tx.query(REFUSE, [decision.scheme, decision.id, decision.decidedBy, words]);
    await this.note(tx, decision.by, 'contribution.not-approved', found);
  }

  /** Takes back what nobody has looked at yet; again is the same as once. Only the person's own, or `unknown-contribution`. */
  async withdraw(tx: Tx, acting: Acting, id: ContributionId): Promise<void> {
    const { schemeId, personId } = acting;
    const [row]: ContributionRow[] = await tx.query(LOCKED, [schemeId, id]);
    if (row?.personId !== personId) throw unknownContribution();
    if (row.state === 'withdrawn') return;
    if (row.state !== 'pending') throw decidedBefore();
    await tx.query(`UPDATE contribution SET state = 'withdrawn' WHERE scheme_id = $1 AND id = $2`, [
      schemeId,
      id,
    ]);
    await this.note(tx, acting, 'contribution.withdrawn', contributionOf(row));
  }

  /** Marks the one behind a transfer as put right; nothing when there is none behind it. */
  async putRight(tx: Tx, scheme: SchemeId, transfer: TransferId, reversal: TransferId): Promise<void> {
    await tx.query(
      `UPDATE contribution SET state = 'put-right', reversal_id = $3
       WHERE scheme_id = $1 AND transfer_id = $2 AND state = 'approved'`,
      [scheme, transfer, reversal],
    );
  }

  private async locked(tx: Tx, { scheme, id, decidedBy }: Decision): Promise<Contribution> {
    const [row]: ContributionRow[] = await tx.query(LOCKED, [scheme, id]);
    if (row === undefined) throw unknownContribution();
    if (isOwnOf(row, decidedBy)) throw notYourOwn();
    return contributionOf(row);
  }

  private async rateOn(tx: Tx, scheme: SchemeId, on: IsoDate) {
    const { contributed } = await this.rates.inForce(tx, scheme, { activityId: undefined, on });
    if (contributed === undefined) throw noRate();
    return contributed;
  }

  private async today(tx: Tx, scheme: SchemeId): Promise<IsoDate> {
    const [row]: { today: IsoDate }[] = await tx.query(TODAY, [scheme]);
    if (row === undefined) throw new Error('A scheme that is open is not there.');
    return row.today;
  }

  private async note(
    tx: Tx,
    by: AuditEvent['by'],
    action: AuditAction,
    { id, personId }: Contribution,
  ): Promise<void> {
    await this.audit.note(tx, { by, action, subject: { kind: 'contribution', id }, about: personId });
  }
}

function writerOf(by: NewContribution['by'], person: ParticipantId): PersonId {
  if (typeof by === 'string') return person;
  return 'doer' in by ? by.doer.personId : by.personId;
}

async function sameAsBefore(tx: Tx, values: readonly unknown[]): Promise<ContributionId> {
  const [before]: { id: ContributionId; same: boolean }[] = await tx.query(ASKED_BEFORE, [...values]);
  if (before?.same !== true) throw idUsed();
  return before.id;
}

function approvedBefore({ galaxies: amount, transferId }: Contribution): Approved {
  if (amount === undefined || transferId === undefined) throw new Error('It is approved and gave nothing.');
  return { galaxies: galaxies(amount), transferId, repeated: true };
}
