import { Injectable } from '@nestjs/common';
import { Environment, publicAddress } from '../config/index.js';
import { Messenger } from '../messages/index.js';
import { type MessageId, newId } from '../shared/ids.js';
import type { JobHandlers } from '../outbox/index.js';
import { t } from '../web/index.js';
import { SignInSending } from './sign-in-sending.service.js';

/** The jobs of signing in. */
@Injectable()
export class SignInProcessor {
  readonly handlers: Pick<JobHandlers, 'send-sign-in-code'>;

  constructor(sending: SignInSending, messenger: Messenger, environment: Environment) {
    this.handlers = {
      'send-sign-in-code': async ({ schemeId, payload: { codeId } }) => {
        const armed = await sending.arm(schemeId, codeId);
        if (armed !== undefined) {
          const { channel, address, code, token } = armed;
          const link = `${publicAddress(environment)}/sign-in/l/${token}`;
          const service = environment.SENDER_NAME;
          const body = t(`messages.sign-in.${channel}`, { service, code, link });
          const subject = t('messages.subject', { service });
          await messenger.send({ schemeId, channel, address, subject, body, reference: newId<MessageId>() });
        }
        return () => Promise.resolve();
      },
    };
  }
}
