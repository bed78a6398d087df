import { type CanActivate, type ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';
import { Away } from './away.http.js';
import { tokenScopeOn } from './allow-token.decorator.js';
import { allowedOn } from './allow.decorator.js';
import { Bearer } from './bearer.http.js';
import { Forms } from './forms.http.js';
import type { Allowed } from './role.js';
import { isForSomebody } from './acting-path.js';
import { WhoAsks } from './who-asks.http.js';

/** Whoever does something for somebody else, whichever page of theirs it is. */
const STAFF: readonly Allowed[] = ['staff'];

/**
 * Stands before every route: finds out who asks, refuses what no page of ours has sent, and lets nobody through whom the
 * route does not name. Somebody who is not signed in is shown the way, and comes back to where they were going. A token
 * is looked at only by routes that take one; of whoever shows it there, no cookie is read.
 */
@Injectable()
export class AllowGuard implements CanActivate {
  constructor(
    private readonly whoAsks: WhoAsks,
    private readonly forms: Forms,
    private readonly away: Away,
    private readonly bearer: Bearer,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const allowed = isForSomebody(request) ? STAFF : allowedOn(context.getHandler(), context.getClass());
    if (allowed === undefined) throw new ForbiddenException();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const scope = tokenScopeOn(context.getHandler(), context.getClass());
    if (scope !== undefined && this.bearer.isShown(request)) return this.bearer.admit(request, reply, scope);
    const actor = await this.whoAsks.find(request, reply);
    if (actor === undefined && !allowed.includes('anyone')) return this.away.showTheWay(request, reply);
    this.forms.check(request);
    return actor === undefined || this.admit(actor, allowed, context);
  }

  /** Whoever has the role, but has not shown yet that it is them, is asked to; for the others this is not. */
  private async admit(
    actor: Actor,
    allowed: readonly Allowed[],
    context: ExecutionContext,
  ): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (isAllowed(actor, allowed)) return this.away.meet(request, actor);
    if (!actor.waitingRoles.some((role) => allowed.includes(role))) throw new ForbiddenException();
    return this.away.askForSecondFactor(request, context.switchToHttp().getResponse<FastifyReply>());
  }
}

function isAllowed({ roles }: Actor, allowed: readonly Allowed[]): boolean {
  return allowed.some((one) => one === 'anyone' || one === 'signed-in' || roles.includes(one));
}
