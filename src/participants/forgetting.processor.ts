import { Injectable } from '@nestjs/common';
import type { Effect, JobHandlers } from '../outbox/index.js';
import type { SchemeId } from '../shared/ids.js';
import { Forgetting } from './forgetting.service.js';
import { rulesOf } from './retention.js';

/** The jobs that forget what is over its time. */
@Injectable()
export class ForgettingProcessor {
  readonly handlers: Pick<JobHandlers, 'forget-by-night' | 'forget-by-minute'>;

  constructor(private readonly forgetting: Forgetting) {
    this.handlers = {
      'forget-by-night': ({ schemeId }) => this.forget(schemeId, 'night'),
      'forget-by-minute': ({ schemeId }) => this.forget(schemeId, 'minute'),
    };
  }

  /** The pieces are transactions of their own, each complete with its note; the job's own has nothing left to do. */
  private async forget(scheme: SchemeId, each: 'night' | 'minute'): Promise<Effect> {
    await this.forgetting.carryOut(scheme, rulesOf(each));
    return () => Promise.resolve();
  }
}
