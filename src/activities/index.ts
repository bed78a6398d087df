export { ActivitiesModule } from './activities.module.js';
export { ActivitiesQueries } from './activities.queries.js';
export { Activities } from './activities.service.js';
export { ACTIVITY_KINDS, type ActivityKind, type ActivityView, type NewActivity } from './activity.js';
export {
  type EarningRateView,
  type NewEarningRate,
  type Part,
  PARTS,
  type RatesInForce,
} from './earning-rate.js';
export { EarningRatesQueries, type RatesFor } from './earning-rates.queries.js';
export { EarningRates } from './earning-rates.service.js';
export { leadsNow } from './handover.presenter.js';
export { type Handover, handoversBy } from './handovers.statements.js';
export { ANSWERS, type NewAnswer, type PlaceAnswer, type PlaceView } from './place.js';
export { PlacesQueries } from './places.queries.js';
export { Places } from './places.service.js';
export type { NewSession, SessionLeader, SessionView } from './session.js';
export { SessionsQueries } from './sessions.queries.js';
export { Sessions } from './sessions.service.js';
