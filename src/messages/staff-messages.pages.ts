import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Environment } from '../config/index.js';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { goTo, inGroups, Pages } from '../web/index.js';
import { type Sender, wordsOf } from './message.presenter.js';
import { MessagesQueries, type WaitingMessage } from './messages.queries.js';
import { MessagePath, PrintedLetters } from './staff-messages.dto.js';
import { StaffMessages } from './staff-messages.service.js';

/** What no machine sends: letters to print, calls to make, and what did not arrive. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff')
export class StaffMessagesPages {
  readonly #sender: Sender;

  constructor(
    private readonly pages: Pages,
    private readonly queries: MessagesQueries,
    private readonly staff: StaffMessages,
    { SENDER_NAME, HELP_PHONE }: Environment,
  ) {
    this.#sender = { name: SENDER_NAME, phone: HELP_PHONE };
  }

  @Get('print')
  async letters(@CurrentActor() { schemeId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const waiting = await this.queries.waiting(schemeId, 'letters');
    const letters = waiting.map((message) => this.shown(message));
    this.pages.render(reply, 'messages/print', {
      letters,
      ids: letters.map(({ id }) => id).join(' '),
      back: '/staff',
    });
  }

  @Post('print')
  async print(
    @CurrentActor() actor: Actor,
    @Body() { letters }: PrintedLetters,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.staff.printed(actor, letters);
    goTo(reply, '/staff/print');
  }

  @Get('messages')
  async calls(@CurrentActor() { schemeId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const calls = await this.queries.waiting(schemeId, 'calls');
    const lost = await this.queries.waiting(schemeId, 'not-arrived');
    this.pages.render(reply, 'messages/staff-messages', {
      calls: calls.map((message) => this.shown(message)),
      lost: lost.map((message) => this.shown(message)),
      back: '/staff',
    });
  }

  @Post('messages/:message/told')
  async tell(
    @CurrentActor() actor: Actor,
    @Param() { message }: MessagePath,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.staff.told(actor, message);
    goTo(reply, '/staff/messages');
  }

  /** A letter is closed and a call is heard by one person: both say everything. */
  private shown({ id, person, ref, phone, kind, parts }: WaitingMessage) {
    const words = wordsOf({ kind, parts, detail: 'everything' }, this.#sender);
    return { id, person, ref, words, phone: phone ?? '', phoneInWords: inGroups(phone ?? '') };
  }
}
