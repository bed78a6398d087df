import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { OwnOrigin } from './own-origin.http.js';
import { same } from './secret.js';
import { oldForm } from './visits.errors.js';
import { Visits } from './visits.http.js';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
const JSON_BODY = /^application\/json(;|$)/i;
const FORM = /^application\/x-www-form-urlencoded(;|$)/i;

/**
 * Whatever changes something must come from a page of ours: the browser says so itself, and the form carries the token
 * that only such a page has. Either alone would do; a mistake in one does not open the other.
 */
@Injectable()
export class Forms {
  constructor(
    private readonly origins: OwnOrigin,
    private readonly visits: Visits,
  ) {}

  /** True of what a program sends: no browser sends JSON for another site unasked, and no cookie is read with it. */
  isOfProgram(request: FastifyRequest): boolean {
    return isUnsafeJson(request) && !this.isOfOurScript(request);
  }

  /** True of JSON that a script on a page of ours sends: it has the token of that page in the header `x-csrf-token`. */
  private isOfOurScript(request: FastifyRequest): boolean {
    const sent = request.headers['x-csrf-token'];
    const expected = this.visits.tokenOfCookie(request);
    return typeof sent === 'string' && expected !== '' && this.isFromHere(request) && same(expected, sent);
  }

  /** Refuses what did not come from one of our pages, and takes the token out of what did. */
  check(request: FastifyRequest): void {
    if (SAFE.includes(request.method) || isUnsafeJson(request)) return;
    if (!this.isOurs(request)) throw oldForm();
  }

  /** True of a form on a page that was sent to this browser; takes the token out of it. */
  isOurs(request: FastifyRequest): boolean {
    if (SAFE.includes(request.method) || !FORM.test(request.headers['content-type'] ?? '')) return false;
    const expected = this.visits.formToken(request);
    const sent = takeToken(request.body);
    return expected !== '' && same(expected, sent) && this.isFromHere(request);
  }

  private isFromHere(request: FastifyRequest): boolean {
    const { headers } = request;
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') return false;
    if (headers.origin !== undefined) return plainOrigin(headers.origin) === this.origins.of(request);
    return site === 'same-origin';
  }
}

/** Written the one way; a text that is no origin stays as it is. */
function plainOrigin(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).origin : origin;
}

function isUnsafeJson({ method, headers }: FastifyRequest): boolean {
  return !SAFE.includes(method) && JSON_BODY.test(headers['content-type'] ?? '');
}

function takeToken(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const sent: unknown = Reflect.get(body, '_csrf');
  Reflect.deleteProperty(body, '_csrf');
  return typeof sent === 'string' ? sent : '';
}
