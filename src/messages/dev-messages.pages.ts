import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, HostScheme } from '../identity/index.js';
import { Pages } from '../web/index.js';
import { DevMessages } from './dev-messages.service.js';

/** What would have been sent. Open to anyone, because it is there in development only. */
@ApiExcludeController()
@Allow('anyone')
@Controller('dev/messages')
export class DevMessagesPages {
  constructor(
    private readonly pages: Pages,
    private readonly schemes: HostScheme,
    private readonly messages: DevMessages,
  ) {}

  @Get()
  async list(@Res() reply: FastifyReply): Promise<void> {
    const scheme = await this.schemes.only();
    const messages = scheme === undefined ? [] : await this.messages.latest(scheme.id);
    const shown = messages.map(({ address, body }) => ({ address, body, link: linkIn(body) }));
    this.pages.render(reply, 'messages/dev-messages', { messages: shown }, { kept: false });
  }
}

/** The path of the link in a message; empty when there is none. */
function linkIn(body: string): string {
  const found = /https?:\/\/\S+/.exec(body)?.[0];
  return found !== undefined && URL.canParse(found) ? new URL(found).pathname : '';
}
