import { Injectable, UnauthorizedException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';
import { Cookies } from './cookies.http.js';
import { Forms } from './forms.http.js';
import { KeptTyping, pageOf } from './kept-typing.http.js';
import { secondFactorNeeded } from './second-factors.errors.js';

/**
 * Shows people the way to sign in and back. What was answered is answered: the exception that Nest makes of `false` finds
 * nothing left to do.
 */
@Injectable()
export class Away {
  constructor(
    private readonly cookies: Cookies,
    private readonly forms: Forms,
    private readonly typing: KeptTyping,
  ) {}

  /** Their sign-in has ended, or there was none. What they had typed into a form of ours is kept for them. */
  async showTheWay(request: FastifyRequest, reply: FastifyReply): Promise<false> {
    if (!wantsPage(request)) throw new UnauthorizedException();
    if (this.forms.isOurs(request)) await this.typing.keep(request, reply);
    return this.leadTo('/sign-in', request, reply);
  }

  /** A role of theirs waits for it. */
  askForSecondFactor(request: FastifyRequest, reply: FastifyReply): false {
    if (!wantsPage(request)) throw secondFactorNeeded();
    return this.leadTo('/sign-in/second', request, reply);
  }

  /** They are here: what they had typed is put back. */
  async meet(request: FastifyRequest, actor: Actor): Promise<true> {
    await this.typing.meet(request, actor);
    return true;
  }

  private leadTo(path: string, request: FastifyRequest, reply: FastifyReply): false {
    this.cookies.rememberNext(reply, pageOf(request));
    reply.header('cache-control', 'no-store').redirect(path, 303);
    return false;
  }
}

function wantsPage({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').includes('text/html');
}
