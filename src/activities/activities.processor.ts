import { Injectable } from '@nestjs/common';
import { Environment, publicAddress } from '../config/index.js';
import type { JobHandlers } from '../outbox/index.js';
import { parseIsoDate } from '../shared/calendar.js';
import { PlaceClearing } from './place-clearing.service.js';
import { Moves } from './moves.service.js';
import { Reminders } from './reminders.service.js';

/** The jobs of what is planned. */
@Injectable()
export class ActivitiesProcessor {
  readonly handlers: Pick<JobHandlers, 'remind-of-dates' | 'tell-of-moves' | 'clear-answers'>;

  constructor(reminders: Reminders, moves: Moves, clearing: PlaceClearing, environment: Environment) {
    const address = publicAddress(environment);
    this.handlers = {
      'remind-of-dates': ({ schemeId, payload: { period } }) => {
        const day = parseIsoDate(period);
        return Promise.resolve((tx) => reminders.remind(tx, schemeId, day, address));
      },
      // The pieces are transactions of their own, each complete; the job's own has nothing left to do.
      'tell-of-moves': ({ schemeId }) => Promise.resolve((tx) => moves.tell(tx, schemeId, address)),
      'clear-answers': async ({ schemeId }) => {
        await clearing.clear(schemeId);
        return () => Promise.resolve();
      },
    };
  }
}
