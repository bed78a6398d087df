import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { goTo, Pages } from '../web/index.js';
import { Allow } from './allow.decorator.js';
import { Cookies, isOurPath } from './cookies.http.js';
import { actorOf } from './current-actor.decorator.js';
import { WhereFrom } from './sign-in.dto.js';
import { STAY, warningIn } from './time-left.js';

/** A warning before people are signed out, and the end. Looking at it does not count as being here; its button does. */
@ApiExcludeController()
@Allow('anyone')
@Controller(STAY.slice(1))
export class SignInTimePages {
  constructor(
    private readonly pages: Pages,
    private readonly cookies: Cookies,
  ) {}

  @Get()
  warn(@Query() { from }: WhereFrom, @Res() reply: FastifyReply): void {
    const left = actorOf(reply.request)?.timeLeft;
    if (left === undefined) this.showEnd(from, reply);
    else if (from !== '' && warningIn(left) > 0) goTo(reply, backTo(from));
    else {
      void reply.header('refresh', `${String(left.seconds)}; url=${STAY}?from=${backTo(from)}`);
      this.pages.render(reply, 'identity/sign-in-stay', { from, canStay: left.canStay });
    }
  }

  /** Sending it is what counts as being here. */
  @Post()
  stay(@Body() { from }: WhereFrom, @Res() reply: FastifyReply): void {
    goTo(reply, backTo(from));
  }

  private showEnd(from: string, reply: FastifyReply): void {
    if (from !== '') this.cookies.rememberNext(reply, from);
    this.pages.render(reply, 'identity/sign-in-ended', {}, { kept: false });
  }
}

function backTo(from: string): string {
  return isOurPath(from) ? from : '/account';
}
