import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import { type EarningRateId, newId, type PersonId, type SchemeId } from '../shared/ids.js';
import { unknownRate } from './activities.errors.js';
import { checkedRate, type NewEarningRate } from './earning-rate.js';

/** Who asks or agrees, in which scheme. */
interface Acting {
  readonly schemeId: SchemeId;
  readonly personId: PersonId;
}

/** What became of a rate that was asked for. */
interface Decided {
  readonly isAgreed: boolean;
  readonly isWithdrawn: boolean;
}

/** $1 scheme, $2 person: whoever sends the same form twice at once waits. */
const ONE_AT_A_TIME = `SELECT pg_advisory_xact_lock(hashtextextended('rate/' || $1::text || '/' || $2::text, 0))`;

/**
 * Makes earning rates, in the caller's transaction. One person asks and another agrees; the database refuses anything else,
 * and any change to a rate that was published.
 */
@Injectable()
export class EarningRates {
  /** Asks for a rate; it counts for nothing until another agrees. Refuses with `bad-rate` or `unknown-activity`. */
  async ask(tx: Tx, { schemeId, personId }: Acting, rate: NewEarningRate): Promise<EarningRateId> {
    const { why } = checkedRate(rate);
    const id = newId<EarningRateId>();
    await tx.query(
      `INSERT INTO earning_rate (scheme_id, id, activity_id, part, galaxies, from_on, why, asked_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [schemeId, id, rate.activityId ?? null, rate.part, rate.galaxies, rate.fromOn, why, personId],
    );
    return id;
  }

  /** The same for a form: what this person asked for already, and nobody decided, is not asked for again. */
  async askedBefore(
    tx: Tx,
    { schemeId, personId }: Acting,
    rate: NewEarningRate,
  ): Promise<EarningRateId | undefined> {
    const { why } = checkedRate(rate);
    await tx.query(ONE_AT_A_TIME, [schemeId, personId]);
    const [row]: { id: EarningRateId }[] = await tx.query(
      `SELECT id FROM earning_rate WHERE scheme_id = $1 AND asked_by = $2 AND activity_id IS NOT DISTINCT FROM $3::uuid
         AND part = $4 AND galaxies = $5 AND from_on = $6 AND why = $7 AND published_at IS NULL AND withdrawn_at IS NULL
       LIMIT 1`,
      [schemeId, personId, rate.activityId ?? null, rate.part, rate.galaxies, rate.fromOn, why],
    );
    return row?.id;
  }

  /** What was decided about it: whether this person agreed already, and whether it was taken back. Nobody decides meanwhile. */
  async decided(tx: Tx, { schemeId, personId }: Acting, id: EarningRateId): Promise<Decided | undefined> {
    const [row]: Decided[] = await tx.query(
      `SELECT coalesce(agreed_by = $3, false) AS "isAgreed", withdrawn_at IS NOT NULL AS "isWithdrawn"
       FROM earning_rate WHERE scheme_id = $1 AND id = $2 FOR NO KEY UPDATE`,
      [schemeId, id, personId],
    );
    return row;
  }

  /** Agrees to what another asked for, and so publishes it. Refuses with `second-person`, `rate-in-past` or `unknown-rate`. */
  async agree(tx: Tx, { schemeId, personId }: Acting, id: EarningRateId): Promise<void> {
    const [rows]: [unknown[]] = await tx.query(
      `UPDATE earning_rate SET agreed_by = $3, published_at = clock_timestamp()
       WHERE scheme_id = $1 AND id = $2 AND published_at IS NULL AND withdrawn_at IS NULL RETURNING id`,
      [schemeId, id, personId],
    );
    if (rows.length === 0) throw unknownRate();
  }

  /** Takes back what nobody agreed to yet. Refuses with `unknown-rate`. */
  async withdraw(tx: Tx, { schemeId }: Acting, id: EarningRateId): Promise<void> {
    const [rows]: [unknown[]] = await tx.query(
      `UPDATE earning_rate SET withdrawn_at = clock_timestamp()
       WHERE scheme_id = $1 AND id = $2 AND published_at IS NULL AND withdrawn_at IS NULL RETURNING id`,
      [schemeId, id],
    );
    if (rows.length === 0) throw unknownRate();
  }

  /**
   * A rate that was in force before the scheme moved in, from any day. Only the operator may do it: the running service's
   * role may not. Refuses with `bad-rate`, or `rate-there` when one was brought along for that part, activity and day.
   */
  async publish(tx: Tx, scheme: SchemeId, rate: NewEarningRate): Promise<EarningRateId> {
    const { why } = checkedRate(rate);
    const id = newId<EarningRateId>();
    await tx.query(
      `INSERT INTO earning_rate (scheme_id, id, activity_id, part, galaxies, from_on, why, origin, published_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'import', clock_timestamp())`,
      [scheme, id, rate.activityId ?? null, rate.part, rate.galaxies, rate.fromOn, why],
    );
    return id;
  }
}
