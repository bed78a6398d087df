import { pino, type DestinationStream, type Logger } from 'pino';
import { currentCorrelationId } from '../shared/correlation.js';
import type { Environment } from './environment.js';
import { loggedError } from './logged-error.js';

/** Writes one JSON line. Fields hold numbers, codes and ids; never names, notes, bodies, cookies or free text. */
export abstract class Log {
  abstract debug(fields: object, message: string): void;
  abstract info(fields: object, message: string): void;
  abstract warn(fields: object, message: string): void;
  abstract error(fields: object, message: string): void;
}

/** The log of this process. Each line carries the correlation id of the work in hand, where there is one. */
export function createLog({ LOG_LEVEL }: Environment, destination?: DestinationStream): Logger {
  const options = {
    level: LOG_LEVEL,
    base: { pid: process.pid },
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
    serializers: { err: loggedError, error: loggedError },
    mixin: (fields: object) => {
      const correlationId = currentCorrelationId();
      return correlationId === undefined || 'correlationId' in fields ? {} : { correlationId };
    },
    // A second lock behind the rule above, for whoever logs a request or its headers whole.
    redact: [
      'req',
      'res',
      'headers',
      'body',
      'query',
      'parameters',
      '*.headers',
      '*.body',
      '*.query',
      '*.parameters',
    ],
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
