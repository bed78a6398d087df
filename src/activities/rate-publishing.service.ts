import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { Tx } from '../database/index.js';
import type { EarningRateId } from '../shared/ids.js';
import type { NewEarningRate } from './earning-rate.js';
import { EarningRates } from './earning-rates.service.js';
import type { Planner } from './planning.service.js';

/** What administrators do to rates, each written down beside who did it, in the caller's transaction. */
@Injectable()
export class RatePublishing {
  constructor(
    private readonly audit: Audit,
    private readonly rates: EarningRates,
  ) {}

  async ask(tx: Tx, by: Planner, rate: NewEarningRate): Promise<EarningRateId> {
    const id = await this.rates.ask(tx, by, rate);
    const { part, galaxies, fromOn } = rate;
    const subject = { kind: 'earning-rate', id };
    await this.audit.note(tx, {
      by,
      action: 'rate.asked',
      subject,
      details: { part, galaxies, from: fromOn },
    });
    return id;
  }

  /** The same for a form, which asks once however often it is sent. */
  async askOnce(tx: Tx, by: Planner, rate: NewEarningRate): Promise<EarningRateId> {
    return (await this.rates.askedBefore(tx, by, rate)) ?? this.ask(tx, by, rate);
  }

  /** The same person again is the same as once. */
  async agree(tx: Tx, by: Planner, id: EarningRateId): Promise<void> {
    const decided = await this.rates.decided(tx, by, id);
    if (decided?.isAgreed === true) return;
    await this.rates.agree(tx, by, id);
    await this.audit.note(tx, { by, action: 'rate.published', subject: { kind: 'earning-rate', id } });
  }

  /** Again is the same as once. */
  async withdraw(tx: Tx, by: Planner, id: EarningRateId): Promise<void> {
    const decided = await this.rates.decided(tx, by, id);
    if (decided?.isWithdrawn === true) return;
    await this.rates.withdraw(tx, by, id);
    await this.audit.note(tx, { by, action: 'rate.withdrawn', subject: { kind: 'earning-rate', id } });
  }
}
