import { type DynamicModule, Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Logger } from 'pino';
import { Log } from './log.js';

/**
 * Gives `Log`, and lets Nest's own words go the same way (`app.useLogger(app.get(Logger))` of nestjs-pino). The line
 * of each request is written by the web frame, which knows the route's pattern; nestjs-pino's own would hold the URL.
 */
@Global()
@Module({})
export class LoggingModule {
  static forRoot(log: Logger): DynamicModule {
    return {
      module: LoggingModule,
      imports: [LoggerModule.forRoot({ pinoHttp: { logger: log, autoLogging: false }, forRoutes: [] })],
      providers: [{ provide: Log, useValue: log }],
      exports: [Log],
    };
  }
}
