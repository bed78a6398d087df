import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { goTo } from '../web/index.js';
import type { TypedFrom } from './app-guesses.service.js';
import { Cookies } from './cookies.http.js';
import { networkOf } from './network.js';
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
  async enter(reply: FastifyReply, renewed: Started, path: string): Promise<void> {
    await this.visits.arrive(reply, renewed);
    goTo(reply, path);
  }

  /** From where the next step is taken: also a device that is not known yet has its secret. */
  from(request: FastifyRequest): TypedFrom {
    return { network: networkOf(request.ip), device: this.visits.deviceOf(request) };
  }

  /** The same on the way through, on a device that is known from now. */
  async enterOn(device: string, reply: FastifyReply, renewed: Started): Promise<void> {
    await this.visits.arrive(reply, renewed, device);
    this.go(reply);
  }

  /** To the page they were on the way to, or to their own. */
  go(reply: FastifyReply): void {
    const next = this.cookies.nextOf(reply.request);
    this.cookies.forgetNext(reply);
    goTo(reply, next === '' ? '/today' : next);
  }
}
