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
