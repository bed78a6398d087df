import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, Visits } from '../identity/index.js';
import { dayInWords } from '../shared/day-words.js';
import { goTo, Pages } from '../web/index.js';
import { LinkedPlaces } from './linked-places.service.js';

const GONE = 410;

/** "Not this time" from a message: two taps, no signing in, no reason. Looking at the link changes nothing. */
@ApiExcludeController()
@Allow('anyone')
@Controller('n')
export class NotThisTimePages {
  constructor(
    private readonly pages: Pages,
    private readonly visits: Visits,
    private readonly places: LinkedPlaces,
  ) {}

  @Get('thank-you')
  thank(@Res() reply: FastifyReply): void {
    this.pages.render(reply, 'activities/not-this-time-said', {}, { kept: false });
  }

  @Get(':token')
  async ask(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const link = await this.places.look(token);
    if (link?.state !== 'open') {
      this.showGone(reply, link?.state === 'over');
      return;
    }
    this.visits.greet(reply.request, reply);
    const { likedName: name, occursOn, today } = link;
    const model = { token, name, day: dayInWords(occursOn, today) };
    this.pages.render(reply, 'activities/not-this-time', model, { kept: false });
  }

  @Post(':token')
  async take(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    if (await this.places.use(token)) goTo(reply, '/n/thank-you');
    else this.showGone(reply, (await this.places.look(token))?.state === 'over');
  }

  private showGone(reply: FastifyReply, isOver: boolean): void {
    this.pages.render(reply, 'activities/link-gone', { isOver }, { status: GONE, kept: false });
  }
}
