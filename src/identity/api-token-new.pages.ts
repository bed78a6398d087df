import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../shared/domain-error.js';
import { type FieldError, fieldError, Pages } from '../web/index.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { API_SCOPES, LONGEST_TOKEN_NAME, readTokenName, TOKEN_DAYS } from './api-scope.js';
import { NewTokenForm } from './api-token-form.dto.js';
import { ApiTokens, type NewToken } from './api-tokens.service.js';
import { CurrentActor } from './current-actor.decorator.js';

/** Making a token. It is on the page that answers the form, and nowhere after. */
@ApiExcludeController()
@Allow('administrator')
@Controller('admin/tokens/new')
export class ApiTokenNewPages {
  constructor(
    private readonly pages: Pages,
    private readonly tokens: ApiTokens,
  ) {}

  @Get()
  askFor(@Res() reply: FastifyReply): void {
    this.show(reply, new NewTokenForm(), []);
  }

  @Post()
  async take(
    @CurrentActor() actor: Actor,
    @Body() typed: NewTokenForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = readForm(typed);
    if (wanted === undefined) {
      this.show(reply, typed, errorsOf(typed));
      return;
    }
    const token = await this.made(actor, wanted);
    if (token === undefined) this.show(reply, typed, [fieldError('name', 'tokens.error.taken')]);
    else this.pages.render(reply, 'identity/token-made', { token, name: wanted.name, back: '/admin/tokens' });
  }

  /** Nothing when another token has the name. */
  private async made(actor: Actor, wanted: NewToken): Promise<string | undefined> {
    try {
      return await this.tokens.make(actor, wanted);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'token-name-taken') return undefined;
      throw error;
    }
  }

  private show(reply: FastifyReply, value: NewTokenForm, errors: readonly FieldError[]): void {
    const model = { value, scopes: API_SCOPES, days: TOKEN_DAYS.map(String), errors, back: '/admin/tokens' };
    this.pages.render(reply, 'identity/token-new', model);
  }
}

/** What was typed, as it will be kept; nothing when part of it cannot be used. */
function readForm(typed: NewTokenForm): NewToken | undefined {
  const name = readTokenName(typed.name);
  const scopes = API_SCOPES.filter((scope) => typed.scopes.includes(scope));
  const days = TOKEN_DAYS.find((each) => String(each) === typed.days);
  const isWhole = scopes.length > 0 && scopes.length === new Set(typed.scopes).size;
  return name === undefined || days === undefined || !isWhole ? undefined : { name, scopes, days };
}

function errorsOf({ name, scopes, days }: NewTokenForm): readonly FieldError[] {
  const areKnown = scopes.length > 0 && scopes.every((scope) => API_SCOPES.some((each) => each === scope));
  return [
    ...(readTokenName(name) === undefined ? [nameError(name)] : []),
    ...(areKnown ? [] : [fieldError('scopes', 'tokens.error.scopes')]),
    ...(TOKEN_DAYS.some((each) => String(each) === days) ? [] : [fieldError('days', 'tokens.error.days')]),
  ];
}

function nameError(name: string): FieldError {
  const count = name.trim().length - LONGEST_TOKEN_NAME;
  return count > 0
    ? fieldError('name', 'errors.text.long', { limit: LONGEST_TOKEN_NAME, count })
    : fieldError('name', 'tokens.error.name');
}
