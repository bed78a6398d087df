export { bigintArray, uuidArray } from './binary-arrays.js';
export { asDomainError, declareRefusals } from './constraint-errors.js';
export { dataSourceOptions, openDataSource, SERVICE_ROLE } from './data-source.js';
export { DatabaseModule } from './database.module.js';
export { answerOf, Last } from './last.js';
export { migrate } from './migrate.js';
export { askPrepared, type Prepared } from './open-transaction.js';
export { isUnavailable } from './unavailable.js';
export { UnitOfWork, type Asks, type Tx, type View, type WriteChoices } from './unit-of-work.js';
