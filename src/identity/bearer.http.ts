import { ForbiddenException, Injectable, UnauthorizedException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tooManyRequests } from '../web/index.js';
import type { TokenScope } from './api-scope.js';
import { ApiTokens, type Shown } from './api-tokens.service.js';
import { rememberActor } from './current-actor.decorator.js';
import { HostScheme } from './host-scheme.service.js';
import { networkOf } from './network.js';

/** What a program shows instead of a cookie: `Authorization: Bearer galaxies_…`. */
@Injectable()
export class Bearer {
  constructor(
    private readonly schemes: HostScheme,
    private readonly tokens: ApiTokens,
  ) {}

  /** True of a request that shows a token, whichever. No browser sends one for another site unasked. */
  isShown({ headers }: FastifyRequest): boolean {
    return /^bearer\b/i.test(headers.authorization ?? '');
  }

  /** Lets in who has a token of that scope. Refuses others with 401, 403 and 429, and says which it was. */
  async admit(request: FastifyRequest, reply: FastifyReply, scope: TokenScope): Promise<true> {
    void reply.header('cache-control', 'no-store');
    const shown = await this.shownBy(request);
    if (shown.outcome === 'too-often') throw tooManyRequests(60);
    if (shown.outcome === 'unknown') {
      void reply.header('www-authenticate', 'Bearer error="invalid_token"');
      throw new UnauthorizedException();
    }
    if (scope !== 'any' && !shown.scopes.includes(scope)) {
      void reply.header('www-authenticate', `Bearer error="insufficient_scope", scope="${scope}"`);
      throw new ForbiddenException();
    }
    rememberActor(request, shown.actor);
    return true;
  }

  private async shownBy({ headers, ip }: FastifyRequest): Promise<Shown> {
    const scheme = await this.schemes.only();
    if (scheme === undefined) return { outcome: 'unknown' };
    const token = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
    return this.tokens.show(scheme.id, token, networkOf(ip));
  }
}
