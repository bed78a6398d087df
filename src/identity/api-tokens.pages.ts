import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { dayIn } from '../shared/calendar.js';
import { dayInWords } from '../shared/day-words.js';
import { DomainError } from '../shared/domain-error.js';
import { type FieldError, fieldError, goTo, Pages, say, t } from '../web/index.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { TokenPath } from './api-token-form.dto.js';
import { ApiTokensQueries, type KnownToken } from './api-tokens.queries.js';
import { ApiTokens } from './api-tokens.service.js';
import { CurrentActor } from './current-actor.decorator.js';
import { HostScheme } from './host-scheme.service.js';

/** Every token of the scheme, and the button that ends one. */
@ApiExcludeController()
@Allow('administrator')
@Controller('admin/tokens')
export class ApiTokensPages {
  constructor(
    private readonly pages: Pages,
    private readonly schemes: HostScheme,
    private readonly tokens: ApiTokens,
    private readonly queries: ApiTokensQueries,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    await this.show(reply, actor, []);
  }

  @Post(':token/end')
  async end(
    @CurrentActor() actor: Actor,
    @Param() { token }: TokenPath,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.tokens.revoke(actor, token);
      goTo(reply, '/admin/tokens');
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'unknown-token') throw error;
      await this.show(reply, actor, [fieldError('tokens', 'tokens.error.gone')]);
    }
  }

  private async show(reply: FastifyReply, { schemeId }: Actor, errors: readonly FieldError[]): Promise<void> {
    const scheme = await this.schemes.only();
    const known = await this.queries.list(schemeId);
    const tokens = known.map((token) => row(token, scheme?.timeZone ?? 'Europe/London'));
    this.pages.render(reply, 'identity/tokens', { tokens, errors });
  }
}

function row({ id, name, scopes, madeBy, madeAt, endsAt, usedAt, state }: KnownToken, timeZone: string) {
  const day = (moment: Date): string => dayInWords(dayIn(timeZone, moment));
  const line = (column: string, value: string) => ({ key: say(`tokens.columns.${column}`), value });
  return {
    name,
    rows: [
      line('state', say(`tokens.state.${state}`)),
      line('scopes', scopes.map((scope) => say(`tokens.scope.${scope.replace(':', '-')}`)).join(', ')),
      line('made', t('tokens.made', { name: madeBy, day: day(madeAt) })),
      // One that was ended works until no day, whatever it was made for.
      ...(state === 'revoked' ? [] : [line('ends', day(endsAt))]),
      line('used', usedAt === undefined ? t('tokens.never') : day(usedAt)),
    ],
    end: state === 'revoked' || state === 'over' ? '' : `/admin/tokens/${id}/end`,
  };
}
