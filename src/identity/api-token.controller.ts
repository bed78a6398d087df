import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { NoQuery } from '../web/no-query.decorator.js';
import { Problems } from '../web/problems.decorator.js';
import type { Actor } from './actor.js';
import { ApiTokenView } from './api-token.dto.js';
import { ApiTokensQueries } from './api-tokens.queries.js';
import { unknownToken } from './api-tokens.errors.js';
import { AllowToken } from './allow-token.decorator.js';
import { Allow } from './allow.decorator.js';
import { CurrentActor } from './current-actor.decorator.js';

/** For a program that wants to know whether its token works, and for what. */
@ApiTags('token')
@Allow('administrator')
@Controller('api/v1/token')
export class ApiTokenController {
  constructor(private readonly tokens: ApiTokensQueries) {}

  /** A person who is signed in has none. */
  @Get()
  @AllowToken('any')
  @ApiOperation({
    operationId: 'showToken',
    summary: 'The token that is shown: its name, its scopes and its end',
  })
  @ApiResponse({ status: 200, description: 'It works.', type: ApiTokenView })
  @NoQuery()
  @Problems(404, 422, 503)
  async show(@CurrentActor() { schemeId, tokenId }: Actor): Promise<ApiTokenView> {
    if (tokenId === undefined) throw unknownToken();
    const { name, scopes, endsAt } = await this.tokens.one(schemeId, tokenId);
    return { name, scopes, endsAt: endsAt.toISOString() };
  }
}
