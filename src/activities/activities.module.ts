import { Module } from '@nestjs/common';
import { ActivitiesQueries } from './activities.queries.js';
import { Activities } from './activities.service.js';
import { EarningRatesQueries } from './earning-rates.queries.js';
import { EarningRates } from './earning-rates.service.js';
import { PlacesQueries } from './places.queries.js';
import { Places } from './places.service.js';
import { SessionsQueries } from './sessions.queries.js';
import { Sessions } from './sessions.service.js';

const PLANS = [
  Activities,
  ActivitiesQueries,
  EarningRates,
  EarningRatesQueries,
  Places,
  PlacesQueries,
  Sessions,
  SessionsQueries,
];

/** What the scheme runs and when, who plans to come, and what taking part gives. */
@Module({ providers: PLANS, exports: PLANS })
export class ActivitiesModule {}
