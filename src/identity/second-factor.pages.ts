import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FieldError, fieldError, goTo, OWN_SCRIPTS, Pages } from '../web/index.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { readCardCode } from './card-code.js';
import { CurrentActor } from './current-actor.decorator.js';
import { networkOf } from './network.js';
import { Onward } from './onward.http.js';
import { OwnOrigin } from './own-origin.http.js';
import { PasskeyGiven, TypedSecondFactor } from './second-factor.dto.js';
import { type Given, hasAny, SecondFactors } from './second-factors.service.js';

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
    private readonly factors: SecondFactors,
    private readonly origins: OwnOrigin,
  ) {}

  /** Whoever has none yet is led to make one; whoever needs none goes on. */
  @Get()
  async ask(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    if (actor.waitingRoles.length === 0) this.onward.go(reply);
    else if (hasAny(await this.factors.overview(actor))) await this.show(actor, reply);
    else goTo(reply, '/account/second');
  }

  @Post()
  async takeCode(
    @CurrentActor() actor: Actor,
    @Body() { code }: TypedSecondFactor,
    @Req() { ip }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const digits = code.replace(/[\s-]/g, '');
    const given = await this.factors.giveCode(actor, digits, networkOf(ip));
    if (given.outcome === 'in') await this.onward.enter(reply, given.renewed);
    else await this.show(actor, reply, { value: code, ...whatIsWrong(given) });
  }

  @Post('passkey')
  async takePasskey(
    @CurrentActor() actor: Actor,
    @Body() { answer }: PasskeyGiven,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const origin = this.origins.of(reply.request);
    const given = await this.factors.givePasskey(actor, { origin, answer });
    if (given.outcome === 'in') await this.onward.enter(reply, given.renewed);
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
    const given = read === undefined ? undefined : await this.factors.giveRecoveryCode(actor, read);
    if (given?.outcome === 'in') await this.onward.enter(reply, given.renewed);
    else this.showRecovery(reply, code, [fieldError('code', 'second.recovery.wrong')]);
  }

  private async show(
    actor: Actor,
    reply: FastifyReply,
    { errors, value = '', status }: Shown = {},
  ): Promise<void> {
    const { hasApp, passkeys } = await this.factors.overview(actor);
    const isAsked = passkeys.length > 0;
    const asked = isAsked ? await this.factors.askToSign(actor, this.origins.of(reply.request)) : undefined;
    if (isAsked) reply.header('content-security-policy', OWN_SCRIPTS);
    const model = {
      hasApp,
      asked: asked === undefined ? '' : JSON.stringify(asked),
      value,
      errors: errors ?? [],
    };
    this.pages.render(reply, 'identity/second-factor', model, status === undefined ? {} : { status });
  }

  private showRecovery(reply: FastifyReply, value: string, errors: readonly FieldError[]): void {
    this.pages.render(reply, 'identity/second-factor-recovery', { value, errors, back: '/sign-in/second' });
  }
}

function whatIsWrong({ outcome }: Given): Shown {
  return outcome === 'too-often'
    ? { status: 429, errors: [fieldError('code', 'second.app.too-often')] }
    : { errors: [fieldError('code', 'second.app.wrong')] };
}
