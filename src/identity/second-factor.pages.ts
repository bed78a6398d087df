import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FieldError, fieldError, goTo, OWN_SCRIPTS, Pages } from '../web/index.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { readCardCode } from './card-code.js';
import { CurrentActor } from './current-actor.decorator.js';
import { Onward } from './onward.http.js';
import { OwnOrigin } from './own-origin.http.js';
import { PasskeyGiven, TypedSecondFactor } from './second-factor.dto.js';
import { GivenFactors } from './given-factors.service.js';
import type { Given } from './second-factors.statements.js';
import type { NotNow } from './app-guesses.service.js';

interface Shown {
  readonly errors?: readonly FieldError[];
  readonly value?: string;
  readonly status?: number;
}

/** The step that those take who see the affairs of others: their passkey, the code of their app, or a recovery code. */
@ApiExcludeController()
@Allow('signed-in')
@Controller('sign-in/second')
export class SecondFactorPages {
  constructor(
    private readonly pages: Pages,
    private readonly onward: Onward,
    private readonly factors: GivenFactors,
    private readonly origins: OwnOrigin,
  ) {}

  /** Whoever has none yet is led to make one; whoever needs none goes on. */
  @Get()
  async ask(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    if (actor.waitingRoles.length === 0) this.onward.go(reply);
    else await this.show(actor, reply);
  }

  @Post()
  async takeCode(
    @CurrentActor() actor: Actor,
    @Body() { code }: TypedSecondFactor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const digits = code.replace(/[\s-]/g, '');
    const from = this.onward.from(request);
    const given = await this.factors.giveCode(actor, digits, from);
    if (given.outcome === 'wait') reply.header('retry-after', String(given.seconds));
    if (given.outcome === 'in') await this.onward.enterOn(from.device, reply, given.renewed);
    else await this.show(actor, reply, { value: code, ...whatIsWrong(given) });
  }

  @Post('passkey')
  async takePasskey(
    @CurrentActor() actor: Actor,
    @Body() { answer }: PasskeyGiven,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const origin = this.origins.of(reply.request);
    const from = this.onward.from(reply.request);
    const given = await this.factors.givePasskey(actor, { origin, answer }, from);
    if (given.outcome === 'in') await this.onward.enterOn(from.device, reply, given.renewed);
    else await this.show(actor, reply, { errors: [fieldError('passkey', 'second.passkey.wrong')] });
  }

  @Get('recovery')
  askRecovery(@Res() reply: FastifyReply): void {
    this.showRecovery(reply, '', []);
  }

  @Post('recovery')
  async takeRecovery(
    @CurrentActor() actor: Actor,
    @Body() { code }: TypedSecondFactor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = readCardCode(code);
    const from = this.onward.from(reply.request);
    const given = read === undefined ? undefined : await this.factors.giveRecoveryCode(actor, read, from);
    if (given?.outcome === 'in') await this.onward.enterOn(from.device, reply, given.renewed);
    else this.showRecovery(reply, code, [fieldError('code', 'second.recovery.wrong')]);
  }

  private async show(
    actor: Actor,
    reply: FastifyReply,
    { errors, value = '', status }: Shown = {},
  ): Promise<void> {
    const { hasApp, toSign } = await this.factors.asked(actor, this.origins.of(reply.request));
    if (!hasApp && toSign === '') {
      goTo(reply, '/account/second');
      return;
    }
    if (toSign !== '') reply.header('content-security-policy', OWN_SCRIPTS);
    const model = { hasApp, asked: toSign, value, errors: errors ?? [] };
    this.pages.render(reply, 'identity/second-factor', model, status === undefined ? {} : { status });
  }

  private showRecovery(reply: FastifyReply, value: string, errors: readonly FieldError[]): void {
    this.pages.render(reply, 'identity/second-factor-recovery', { value, errors, back: '/sign-in/second' });
  }
}

function whatIsWrong(given: Given | NotNow): Shown {
  if (given.outcome === 'wait')
    return { status: 429, errors: [fieldError('code', 'second.app.wait', { count: given.seconds })] };
  return given.outcome === 'too-often'
    ? { status: 429, errors: [fieldError('code', 'second.app.too-often')] }
    : { errors: [fieldError('code', 'second.app.wrong')] };
}
