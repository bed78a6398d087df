import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Logger as NestLogger, LoggerModule, PinoLogger } from 'nestjs-pino';
import type { Logger } from 'pino';
import { Log } from './log.js';

/**
 * What Nest itself speaks through, from its first word on: a start that fails is logged as JSON too. Its thirty lines on
 * what it has put together are left out; its warnings are not.
 */
export function nestLogger(log: Logger): NestLogger {
  const quieter = log.child({}, { level: log.level === 'info' ? 'warn' : log.level });
  return new NestLogger(new PinoLogger({ pinoHttp: { logger: quieter } }), {});
}

/**
 * Gives `Log`, and nestjs-pino's loggers. The line of each request is written by the web frame, which knows the route's
 * pattern; nestjs-pino's own would hold the URL.
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
