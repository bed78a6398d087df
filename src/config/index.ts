export { ConfigModule } from './config.module.js';
export { ConfigurationError } from './configuration-error.js';
export { databaseUrl, Environment, settingNames } from './environment.js';
export { loadEnvironment } from './load-environment.js';
export { createLog, Log } from './log.js';
export { LoggingModule, nestLogger } from './logging.module.js';
export { publicAddress } from './public-address.js';
export { runProcess, type Running } from './run-process.js';
