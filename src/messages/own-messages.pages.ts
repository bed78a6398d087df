import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { Environment } from '../config/index.js';
import { CurrentActing, ForPeople, pathFor } from '../identity/index.js';
import { Pages } from '../web/index.js';
import type { Sender } from './message.presenter.js';
import { ownMessage } from './own-messages.presenter.js';
import { OwnMessagesQueries } from './own-messages.queries.js';

/** What somebody was told, which way, and whether it arrived. */
@ForPeople('account/sent')
export class OwnMessagesPages {
  readonly #sender: Sender;

  constructor(
    private readonly pages: Pages,
    private readonly queries: OwnMessagesQueries,
    { SENDER_NAME, HELP_PHONE }: Environment,
  ) {
    this.#sender = { name: SENDER_NAME, phone: HELP_PHONE };
  }

  @Get()
  async list(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const messages = await this.queries.of(acting.schemeId, acting.personId);
    const shown = messages.map((message) => ownMessage(message, this.#sender));
    this.pages.render(reply, 'messages/own', { messages: shown, back: pathFor(acting, '/account') });
  }
}
