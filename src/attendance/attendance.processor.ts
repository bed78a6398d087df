import { Injectable } from '@nestjs/common';
import { Environment, publicAddress } from '../config/index.js';
import type { JobHandlers } from '../outbox/index.js';
import { RegisterAsking } from './register-asking.service.js';

/** The jobs of registers. */
@Injectable()
export class AttendanceProcessor {
  readonly handlers: Pick<JobHandlers, 'ask-for-registers'>;

  constructor(asking: RegisterAsking, environment: Environment) {
    const address = publicAddress(environment);
    this.handlers = {
      'ask-for-registers': ({ schemeId }) => Promise.resolve((tx) => asking.ask(tx, schemeId, address)),
    };
  }
}
