import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { goTo } from '../web/index.js';
import { Cookies } from './cookies.http.js';
import type { Started } from './sign-ins.service.js';
import { Visits } from './visits.http.js';

/** Where people go once a step of signing in is done. */
@Injectable()
export class Onward {
  constructor(
    private readonly cookies: Cookies,
    private readonly visits: Visits,
  ) {}

  /** The browser gets the cookie of the sign-in that took the place of the one it had. */
  async enter(reply: FastifyReply, renewed: Started, path?: string): Promise<void> {
    await this.visits.arrive(reply, renewed);
    if (path === undefined) this.go(reply);
    else goTo(reply, path);
  }

  /** To the page they were on the way to, or to their own. */
  go(reply: FastifyReply): void {
    const next = this.cookies.nextOf(reply.request);
    this.cookies.forgetNext(reply);
    goTo(reply, next === '' ? '/today' : next);
  }
}
