import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';
import { allowedOn } from './allow.decorator.js';
import { Cookies } from './cookies.http.js';
import { Forms } from './forms.http.js';
import type { Allowed } from './role.js';
import { Visits } from './visits.http.js';

/**
 * Stands before every route: finds out who asks, refuses what no page of ours has sent, and lets nobody through whom the
 * route does not name. Somebody who is not signed in is shown the way, and comes back to where they were going.
 */
@Injectable()
export class AllowGuard implements CanActivate {
  constructor(
    private readonly visits: Visits,
    private readonly forms: Forms,
    private readonly cookies: Cookies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const allowed = allowedOn(context.getHandler(), context.getClass());
    if (allowed === undefined) throw new ForbiddenException();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const actor = await this.whoAsks(request, reply);
    const isOpen = allowed.includes('anyone');
    if (actor === undefined && !isOpen) return this.showTheWay(request, reply);
    this.forms.check(request);
    if (isOpen || (actor !== undefined && hasOneOf(actor, allowed))) return true;
    throw new ForbiddenException();
  }

  private async whoAsks(request: FastifyRequest, reply: FastifyReply): Promise<Actor | undefined> {
    if (this.forms.isOfProgram(request)) return undefined;
    const actor = await this.visits.recognise(request);
    if (actor !== undefined) void reply.header('cache-control', 'no-store');
    return actor;
  }

  /** What was answered is answered: the exception that Nest makes of `false` finds nothing left to do. */
  private showTheWay(request: FastifyRequest, reply: FastifyReply): false {
    if (!(request.headers.accept ?? '').includes('text/html')) throw new UnauthorizedException();
    this.cookies.rememberNext(reply, request.url.split('?', 1)[0] ?? '/');
    reply.header('cache-control', 'no-store').redirect('/sign-in', 303);
    return false;
  }
}

function hasOneOf({ roles }: Actor, allowed: readonly Allowed[]): boolean {
  return roles.some((role) => allowed.includes(role));
}
