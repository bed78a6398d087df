import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../shared/domain-error.js';
import { type FieldError, fieldError, goTo, Pages, t } from '../web/index.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { appAddress, pictureOf, readable } from './app-code.js';
import { CurrentActor } from './current-actor.decorator.js';
import { Onward } from './onward.http.js';
import { NewCodes, Removal, TypedSecondFactor } from './second-factor.dto.js';
import { needsSecondFactor } from './second-factor.js';
import { SecondFactors } from './second-factors.service.js';
import { hasAny } from './second-factors.statements.js';

const HERE = '/account/second';

/** What somebody has to show that it is them: looked at, added to, taken away. Whoever has something shows it first. */
@ApiExcludeController()
@Allow('signed-in')
@Controller('account/second')
export class AccountSecondPages {
  constructor(
    private readonly pages: Pages,
    private readonly onward: Onward,
    private readonly factors: SecondFactors,
  ) {}

  /** Whoever is never asked for a second thing is told so, and is not asked to make one. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    if (!needsSecondFactor(actor)) {
      this.pages.render(reply, 'identity/account-second-not-needed', { back: '/account' });
      return;
    }
    const there = await this.factors.overview(actor);
    if (hasAny(there) && !actor.hasSecondFactor) goTo(reply, '/sign-in/second');
    else await this.show(actor, reply, []);
  }

  @Post('remove')
  async remove(
    @CurrentActor() actor: Actor,
    @Body() { what }: Removal,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.factors.remove(actor, what);
      goTo(reply, HERE);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'last-second-factor') throw error;
      await this.show(actor, reply, [fieldError(`mine-${what}`, 'second.account.last')]);
    }
  }

  @Post('app/new')
  async beginApp(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    await this.factors.beginApp(actor);
    goTo(reply, `${HERE}/app`);
  }

  @Get('app')
  async askApp(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    await this.showApp(actor, reply, '', []);
  }

  @Post('app')
  async takeApp(
    @CurrentActor() actor: Actor,
    @Body() { code }: TypedSecondFactor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const given = await this.factors.proveApp(actor, code.replace(/[\s-]/g, ''));
    if (given.outcome === 'in') {
      const { codesLeft } = await this.factors.overview(actor);
      await this.onward.enter(reply, given.renewed, codesLeft === 0 ? `${HERE}/codes` : HERE);
    } else await this.showApp(actor, reply, code, [fieldError('code', 'second.app.wrong')]);
  }

  @Get('codes')
  async askCodes(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    if (!needsSecondFactor(actor)) {
      goTo(reply, HERE);
      return;
    }
    const { codesLeft, codes: insteadOf } = await this.factors.overview(actor);
    this.pages.render(reply, 'identity/account-second-codes', {
      codesLeft,
      insteadOf,
      codes: [],
      back: HERE,
    });
  }

  /** The answer itself holds the codes, because they are shown this once. Sent again, it leads to how many there are. */
  @Post('codes')
  async makeCodes(
    @CurrentActor() actor: Actor,
    @Body() { instead_of: insteadOf }: NewCodes,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const codes = await this.factors.newRecoveryCodes(actor, insteadOf);
    if (codes === undefined) goTo(reply, HERE);
    else this.pages.render(reply, 'identity/account-second-codes', { codesLeft: codes.length, codes });
  }

  private async show(actor: Actor, reply: FastifyReply, errors: readonly FieldError[]): Promise<void> {
    const there = await this.factors.overview(actor);
    const model = { ...there, isSetUp: hasAny(there), errors, back: '/account' };
    this.pages.render(reply, 'identity/account-second', model);
  }

  private async showApp(
    actor: Actor,
    reply: FastifyReply,
    value: string,
    errors: readonly FieldError[],
  ): Promise<void> {
    const secret = await this.factors.appUnderway(actor);
    if (secret === undefined) {
      goTo(reply, HERE);
      return;
    }
    const address = appAddress(secret, t('frame.service'), actor.likedName);
    const model = { address, secret: readable(secret), picture: pictureOf(address), value, errors };
    this.pages.render(reply, 'identity/account-second-app', { ...model, back: HERE });
  }
}
