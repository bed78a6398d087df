import { Injectable } from '@nestjs/common';
import { Environment } from '../config/index.js';
import type { Effect, JobHandlers } from '../outbox/index.js';
import { type MessageId, parseId, type SchemeId } from '../shared/ids.js';
import { t } from '../web/index.js';
import { MessageSending, type ReadyMessage } from './message-sending.service.js';
import { Messenger } from './message.js';
import { type Sender, textOf, wordsOf } from './message.presenter.js';
import { Messages } from './messages.service.js';

/** The jobs of messages. */
@Injectable()
export class MessagesProcessor {
  readonly handlers: Pick<JobHandlers, 'send-message' | 'send-due-messages'>;
  readonly #sender: Sender;

  constructor(
    private readonly sending: MessageSending,
    private readonly messenger: Messenger,
    messages: Messages,
    { SENDER_NAME, HELP_PHONE }: Environment,
  ) {
    this.#sender = { name: SENDER_NAME, phone: HELP_PHONE };
    this.handlers = {
      'send-message': ({ schemeId, payload }) => this.send(schemeId, parseId(payload.messageId)),
      'send-due-messages': ({ schemeId }) => Promise.resolve((tx) => messages.promiseDue(tx, schemeId)),
    };
  }

  private async send(scheme: SchemeId, message: MessageId): Promise<Effect> {
    const tried = await this.sending.begin(scheme, message);
    switch (tried.outcome) {
      case 'done':
        return () => Promise.resolve();
      case 'later':
        return (tx) => this.sending.postpone(tx, scheme, message);
      case 'stopped':
        return (tx) => this.sending.stop(tx, scheme, message, tried);
      case 'ready':
        return this.hand(scheme, message, tried.message);
    }
  }

  /** The reference is the message's own id, so a gateway that has it already knows it again. */
  private async hand(schemeId: SchemeId, message: MessageId, ready: ReadyMessage): Promise<Effect> {
    const { channel, address, kind, isLastTry } = ready;
    const words = channel === 'text' ? textOf(ready, this.#sender) : wordsOf(ready, this.#sender);
    const subject = t('messages.subject', { service: this.#sender.name });
    try {
      await this.messenger.send({ schemeId, channel, address, subject, body: words, reference: message });
    } catch (error) {
      if (!isLastTry) throw error;
      return (tx) => this.sending.stop(tx, schemeId, message, { kind, why: 'failed' });
    }
    return (tx) => this.sending.sent(tx, schemeId, message);
  }
}
