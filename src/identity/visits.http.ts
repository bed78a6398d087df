import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Frames, type FrameTime, t } from '../web/index.js';
import type { Actor } from './actor.js';
import { Cookies } from './cookies.http.js';
import { actorOf, rememberActor } from './current-actor.decorator.js';
import { HostScheme } from './host-scheme.service.js';
import { navigationFor } from './navigation.presenter.js';
import { networkOf } from './network.js';
import { formTokenOf, isSecret, newSecret } from './secret.js';
import type { Visit } from './sign-in-codes.service.js';
import { STAY, type TimeLeft, warningIn } from './time-left.js';
import { SignIns, type Started } from './sign-ins.service.js';
import { noSchemeHere } from './visits.errors.js';

/** The secret of each request's browser, also one that was given just now. */
const secrets = new WeakMap<FastifyRequest, string>();

/** Who asks, by which browser. */
@Injectable()
export class Visits implements OnModuleInit {
  constructor(
    private readonly cookies: Cookies,
    private readonly schemes: HostScheme,
    private readonly signIns: SignIns,
    private readonly frames: Frames,
  ) {}

  /** Tells the frame of every page who is signed in. */
  onModuleInit(): void {
    this.frames.use((request) => {
      const actor = actorOf(request);
      const navigation = actor === undefined ? SIGNED_OUT : navigationFor(actor.roles);
      const time = actor?.timeLeft === undefined ? undefined : timeOf(actor.timeLeft);
      return { signedIn: actor !== undefined, csrfToken: this.formToken(request), navigation, time };
    });
  }

  /** Finds out who asks, before anything else is done. Without a cookie nothing is looked up. */
  async recognise(request: FastifyRequest): Promise<Actor | undefined> {
    const secret = this.cookies.secretOf(request);
    if (!isSecret(secret)) return undefined;
    secrets.set(request, secret);
    const isWarned = request.method === 'GET' && request.url.startsWith(STAY);
    const actor = await this.signIns.actor(this.schemes.slug, secret, !isWarned);
    if (actor !== undefined) rememberActor(request, actor);
    return actor;
  }

  /** Sees that the browser has a cookie, so that the form on the page can be sent. */
  greet(request: FastifyRequest, reply: FastifyReply): void {
    if (secrets.has(request)) return;
    const secret = newSecret();
    secrets.set(request, secret);
    this.cookies.giveSecret(reply, secret);
  }

  /** What a form of this browser carries; empty when the browser has no cookie. */
  formToken(request: FastifyRequest): string {
    const secret = secrets.get(request);
    return secret === undefined ? '' : formTokenOf(secret);
  }

  /** What a page that was sent to this browser holds, before anybody has been recognised; empty without a cookie. */
  tokenOfCookie(request: FastifyRequest): string {
    const secret = this.cookies.secretOf(request);
    return isSecret(secret) ? formTokenOf(secret) : '';
  }

  /** The visit that a form was sent in; refuses with `no-scheme-here` where no scheme is at home. */
  async of(request: FastifyRequest): Promise<Visit> {
    const scheme = await this.schemes.only();
    if (scheme === undefined) throw noSchemeHere();
    const device = this.cookies.deviceOf(request);
    return { scheme: scheme.id, cookie: secrets.get(request) ?? '', device, network: networkOf(request.ip) };
  }

  /** The browser gets the cookie of its new sign-in; what the old cookie stood for ends. With a `device` it is known again. */
  async arrive(reply: FastifyReply, { cookie, ownDevice }: Started, device?: string): Promise<void> {
    const visit = await this.of(reply.request);
    await this.signIns.end(visit.scheme, visit.cookie);
    this.cookies.giveSecret(reply, cookie, ownDevice === true);
    if (device !== undefined) this.cookies.giveDevice(reply, device, ownDevice ?? true);
    else if (ownDevice !== null && isSecret(visit.device))
      this.cookies.giveDevice(reply, visit.device, ownDevice);
  }

  /** The secret by which this browser is known again: the one it has, or a new one. */
  deviceOf(request: FastifyRequest): string {
    const secret = this.cookies.deviceOf(request);
    return isSecret(secret) ? secret : newSecret();
  }

  /** Ends the sign-in, and asks the browser to forget everything it has of ours. */
  async leave(reply: FastifyReply): Promise<void> {
    const secret = secrets.get(reply.request);
    const scheme = await this.schemes.only();
    if (secret !== undefined && scheme !== undefined) await this.signIns.end(scheme.id, secret);
    this.cookies.forgetAll(reply);
    void reply.header('clear-site-data', '"cache", "cookies", "storage"');
  }
}

/** What the frame of a page says about the time that is left, and where it leads before the end. */
function timeOf(left: TimeLeft): FrameTime {
  const isDue = warningIn(left) === 0;
  return {
    text: isDue ? '' : t('sign-in.away.time', { minutes: Math.round(left.seconds / 60) }),
    warnAfter: isDue ? left.seconds : warningIn(left),
    warnAt: STAY,
  };
}

const SIGNED_OUT = [
  { href: '/', text: t('frame.home') },
  { href: '/help', text: t('frame.help') },
  { href: '/sign-in', text: t('frame.sign-in') },
];
