import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tooManyRequests } from '../web/index.js';
import type { Actor } from './actor.js';
import { Forms } from './forms.http.js';
import { networkOf } from './network.js';
import { RequestCounts } from './request-counts.service.js';
import { Visits } from './visits.http.js';

/** What one network may ask of the API without saying who it is: ten a second. */
const MOST = 600;
const SECONDS = 60;

/**
 * Finds out who asks. What is asked of the API by nobody in particular is limited: whoever is signed in, or comes with a
 * token that works, is not counted, so nobody is kept out by what others of their network do.
 */
@Injectable()
export class WhoAsks {
  constructor(
    private readonly visits: Visits,
    private readonly forms: Forms,
    private readonly counts: RequestCounts,
  ) {}

  /** Whoever is signed in; nobody otherwise. Refuses with 429, which says when to ask again. */
  async find(request: FastifyRequest, reply: FastifyReply): Promise<Actor | undefined> {
    const actor = this.forms.isOfProgram(request) ? undefined : await this.visits.recognise(request);
    if (actor === undefined) await this.expectWithin(request);
    else void reply.header('cache-control', 'no-store');
    return actor;
  }

  private async expectWithin({ url, ip }: FastifyRequest): Promise<void> {
    if (!url.startsWith('/api/v1/')) return;
    const { taken, secondsLeft } = await this.counts.take(`network/${networkOf(ip)}`, SECONDS);
    if (taken > MOST) throw tooManyRequests(secondsLeft);
  }
}
