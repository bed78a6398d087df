import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../shared/domain-error.js';
import { type FieldError, fieldError, goTo, OWN_SCRIPTS, Pages } from '../web/index.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { CurrentActor } from './current-actor.decorator.js';
import { Onward } from './onward.http.js';
import { OwnOrigin } from './own-origin.http.js';
import { PasskeyMade } from './second-factor.dto.js';
import { needsSecondFactor } from './second-factor.js';
import { SecondFactors } from './second-factors.service.js';
import type { Given } from './second-factors.statements.js';

const LIST = '/account/second';
const LONGEST_NAME = 40;

/** A new passkey. The page asks the browser for one by a script of ours, and only these pages have one. */
@ApiExcludeController()
@Allow('signed-in')
@Controller('account/second/passkey')
export class AccountPasskeyPages {
  constructor(
    private readonly pages: Pages,
    private readonly onward: Onward,
    private readonly factors: SecondFactors,
    private readonly origins: OwnOrigin,
  ) {}

  @Get()
  async ask(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    if (needsSecondFactor(actor)) await this.show(actor, reply, '', []);
    else goTo(reply, LIST);
  }

  @Post()
  async take(
    @CurrentActor() actor: Actor,
    @Body() { answer, name }: PasskeyMade,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const errors = nameErrors(name.trim());
    const given = errors.length > 0 ? undefined : await this.add(actor, reply, { answer, name: name.trim() });
    if (given?.outcome === 'in') {
      const { codesLeft } = await this.factors.overview(actor);
      await this.onward.enter(reply, given.renewed, codesLeft === 0 ? `${LIST}/codes` : LIST);
    } else await this.show(actor, reply, name, errors.length > 0 ? errors : [NO_ANSWER]);
  }

  private async add(actor: Actor, reply: FastifyReply, { answer, name }: PasskeyMade): Promise<Given> {
    try {
      const origin = this.origins.of(reply.request);
      return await this.factors.addPasskey(actor, { origin, answer }, name);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'passkey-there') return { outcome: 'wrong' };
      throw error;
    }
  }

  private async show(
    actor: Actor,
    reply: FastifyReply,
    value: string,
    errors: readonly FieldError[],
  ): Promise<void> {
    const asked = JSON.stringify(await this.factors.askToMake(actor, this.origins.of(reply.request)));
    reply.header('content-security-policy', OWN_SCRIPTS);
    this.pages.render(reply, 'identity/account-second-passkey', {
      asked,
      value,
      errors,
      back: '/account/second',
    });
  }
}

const NO_ANSWER = fieldError('passkey', 'second.passkey.wrong');

function nameErrors(name: string): readonly FieldError[] {
  if (name === '') return [fieldError('name', 'second.passkey.name-missing')];
  const count = name.length - LONGEST_NAME;
  return count > 0 ? [fieldError('name', 'errors.text.long', { limit: LONGEST_NAME, count })] : [];
}
