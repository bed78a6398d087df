export { ConfigModule } from './config.module.js';
export { ConfigurationError } from './configuration-error.js';
export { databaseUrl, Environment, settingNames } from './environment.js';
export { loadEnvironment } from './load-environment.js';
export { startOrExplain } from './start-or-explain.js';
