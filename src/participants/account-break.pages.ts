import { Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { Allow, CurrentActing, ForPeople, pathFor } from '../identity/index.js';
import { goTo, Pages } from '../web/index.js';
import { PeopleQueries } from './people.queries.js';
import { People } from './people.service.js';

/** Taking a break, coming back, and leaving. */
@ForPeople('account')
export class AccountBreakPages {
  constructor(
    private readonly pages: Pages,
    private readonly people: People,
    private readonly queries: PeopleQueries,
  ) {}

  @Get('break')
  async askBreak(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const { takingPart } = await this.queries.one(acting.schemeId, acting.personId);
    const isOnBreak = takingPart === 'taking-a-break';
    this.pages.render(reply, 'participants/account-break', { isOnBreak, back: pathFor(acting, '/account') });
  }

  /** The page that comes next says what happened, and offers the way back. */
  @Post('break')
  async takeBreak(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    await this.people.takeABreak(acting);
    goTo(reply, pathFor(acting, '/account/break'));
  }

  @Post('break/over')
  async comeBack(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    await this.people.comeBack(acting);
    goTo(reply, pathFor(acting, '/account/break'));
  }

  @Get('leave')
  askLeave(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): void {
    this.pages.render(reply, 'participants/account-leave', { back: pathFor(acting, '/account') });
  }

  /** Whoever leaves is signed out with it, so what comes next is open to everybody. */
  @Post('leave')
  async leave(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    await this.people.leave(acting);
    goTo(reply, acting.asked === undefined ? '/left' : `/staff/people/${acting.personId}`);
  }
}

@ApiExcludeController()
@Allow('anyone')
@Controller('left')
export class LeftPages {
  constructor(private readonly pages: Pages) {}

  @Get()
  show(@Res() reply: FastifyReply): void {
    this.pages.render(reply, 'participants/left', {}, { kept: false });
  }
}
