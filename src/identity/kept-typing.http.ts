import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Frames, type Typed } from '../web/index.js';
import type { Actor } from './actor.js';
import { Cookies, isOurPath } from './cookies.http.js';
import { HostScheme } from './host-scheme.service.js';
import { fieldsIn, KeptForms } from './kept-forms.service.js';
import { isSecret, newSecret } from './secret.js';

/** What is put back into the page that a request is for. */
const recalled = new WeakMap<FastifyRequest, Typed>();

/** Where what is typed is a secret, and old by the time it would be put back. */
const NEVER_KEPT = /^\/(sign-in|account\/second)(\/|$)/;

/** What people had typed when their sign-in ended: taken care of, put back, and forgotten once it was sent. */
@Injectable()
export class KeptTyping implements OnModuleInit {
  constructor(
    private readonly cookies: Cookies,
    private readonly schemes: HostScheme,
    private readonly kept: KeptForms,
    private readonly frames: Frames,
  ) {}

  /** Puts it into the fields of the page that has the form. */
  onModuleInit(): void {
    this.frames.use((request) => ({ typed: recalled.get(request) }));
  }

  /** Keeps the form of a browser whose sign-in has ended. */
  async keep(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const scheme = await this.schemes.only();
    const page = pageOf(request);
    if (scheme === undefined || NEVER_KEPT.test(page) || !isOurPath(page)) return;
    const before = this.cookies.keptKeyOf(request);
    const key = isSecret(before) ? before : newSecret();
    const cookie = this.cookies.secretOf(request);
    if (await this.kept.keep({ scheme: scheme.id, key, page }, cookie, fieldsIn(request.body)))
      this.cookies.giveKeptKey(reply, key);
  }

  /** They are signed in again: at the page they find what they had typed, and once it is sent it is forgotten. */
  async meet(request: FastifyRequest, { schemeId: scheme, personId }: Actor): Promise<void> {
    const key = this.cookies.keptKeyOf(request);
    if (!isSecret(key)) return;
    const place = { scheme, key, page: pageOf(request) };
    if (request.method === 'POST') await this.kept.forget(place, personId);
    if (request.method !== 'GET') return;
    const fields = await this.kept.find(place, personId);
    if (fields !== undefined) recalled.set(request, fields);
  }
}

/** The page that somebody is at: of a form the page that holds it, which the browser tells. */
export function pageOf({ method, headers, url }: FastifyRequest): string {
  const here = url.split('?', 1)[0] ?? '/';
  const from = headers.referer ?? '';
  return method === 'POST' && URL.canParse(from) ? new URL(from).pathname : here;
}
