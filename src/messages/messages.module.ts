import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { Environment } from '../config/index.js';
import { DevAppPages } from '../identity/dev-app.pages.js';
import { IdentityModule } from '../identity/identity.module.js';
import { Clock, SystemClock } from '../shared/clock.js';
import { DevMessagesPages } from './dev-messages.pages.js';
import { DevMessages } from './dev-messages.service.js';
import { Messenger } from './message.js';
import { Post } from './post.service.js';
import { Smtp } from './smtp.service.js';
import { TextGateway } from './text-gateway.service.js';

/** Sending texts and emails: for real where settings say how, to a page of the developer's own otherwise. */
@Module({})
export class MessagesModule {
  /** What sends; for the worker. */
  static forWorker(environment: Environment): readonly Provider[] {
    return isDevelopment(environment)
      ? [DevMessages, { provide: Messenger, useExisting: DevMessages }]
      : [{ provide: Messenger, useValue: postOf(environment) }];
  }

  /** The pages where a developer reads what was sent, and the code of the example's app. In production there are none. */
  static forWeb(environment: Environment): DynamicModule {
    const parts = {
      imports: [IdentityModule],
      controllers: [DevMessagesPages, DevAppPages],
      providers: [DevMessages, { provide: Clock, useClass: SystemClock }],
    };
    return { module: MessagesModule, ...(isDevelopment(environment) ? parts : {}) };
  }
}

/** Never in production, nor where others could reach the page: who reads a code there can sign in with it. */
function isDevelopment({ NODE_ENV, HOST, SMTP_URL, TEXT_GATEWAY_URL }: Environment): boolean {
  const sendsNothing = SMTP_URL === undefined && TEXT_GATEWAY_URL === undefined;
  return NODE_ENV !== 'production' && OF_THIS_MACHINE.includes(HOST) && sendsNothing;
}

const OF_THIS_MACHINE: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

function postOf({ SMTP_URL, MAIL_FROM, TEXT_GATEWAY_URL, TEXT_GATEWAY_TOKEN }: Environment): Post {
  return new Post({
    email: SMTP_URL === undefined ? undefined : new Smtp({ url: SMTP_URL, from: MAIL_FROM }),
    text:
      TEXT_GATEWAY_URL === undefined
        ? undefined
        : new TextGateway({ url: TEXT_GATEWAY_URL, token: TEXT_GATEWAY_TOKEN }),
  });
}
