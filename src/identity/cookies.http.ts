import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../config/index.js';

const NINETY_DAYS = 7_776_000;

/**
 * The cookies. `galaxies` holds a random secret: of a visitor, and from sign-in on another one that stands for the
 * sign-in. `galaxies-next` holds the path that somebody was on the way to. `galaxies-kept` is
 * the key to what was typed when a sign-in ended. `galaxies-device` holds a random secret by which people who said whether
 * this device is their own are not asked again. None is for scripts or other sites, and none says who somebody is.
 */
@Injectable()
export class Cookies {
  readonly #isSecure: boolean;

  constructor({ PUBLIC_URL }: Environment) {
    this.#isSecure = PUBLIC_URL?.startsWith('https:') === true;
  }

  secretOf(request: FastifyRequest): string {
    return this.#read(request, 'galaxies');
  }

  /** Kept until the browser is closed, or for ninety days on a device of one's own. */
  giveSecret(reply: FastifyReply, secret: string, isOwnDevice = false): void {
    this.#write(reply, 'galaxies', secret, isOwnDevice ? NINETY_DAYS : undefined);
  }

  /** A path of ours; the first page when there is none. */
  nextOf(request: FastifyRequest): string {
    const path = this.#read(request, 'galaxies-next');
    return isOurPath(path) ? path : '';
  }

  rememberNext(reply: FastifyReply, path: string): void {
    if (isOurPath(path)) this.#write(reply, 'galaxies-next', path);
  }

  forgetNext(reply: FastifyReply): void {
    this.#write(reply, 'galaxies-next', '', 0);
  }

  /** The browser's key to what was typed here when a sign-in ended; empty when nothing was kept. */
  keptKeyOf(request: FastifyRequest): string {
    return this.#read(request, 'galaxies-kept');
  }

  giveKeptKey(reply: FastifyReply, key: string): void {
    this.#write(reply, 'galaxies-kept', key);
  }

  /** The browser's own secret; empty until somebody answered whether the device is theirs. */
  deviceOf(request: FastifyRequest): string {
    return this.#read(request, 'galaxies-device');
  }

  /** Kept as long as the answer counts: ninety days on a device of one's own, else until the browser is closed. */
  giveDevice(reply: FastifyReply, secret: string, isOwnDevice: boolean): void {
    this.#write(reply, 'galaxies-device', secret, isOwnDevice ? NINETY_DAYS : undefined);
  }

  forgetAll(reply: FastifyReply): void {
    this.#write(reply, 'galaxies', '', 0);
    this.forgetNext(reply);
    this.#write(reply, 'galaxies-kept', '', 0);
    this.#write(reply, 'galaxies-device', '', 0);
  }

  /** With https the name itself makes the browser refuse a cookie that another site has set. */
  #name(name: string): string {
    return this.#isSecure ? `__Host-${name}` : name;
  }

  #read({ headers }: FastifyRequest, name: string): string {
    const wanted = `${this.#name(name)}=`;
    const found = (headers.cookie ?? '').split(';').find((part) => part.trim().startsWith(wanted));
    return found?.trim().slice(wanted.length) ?? '';
  }

  #write(reply: FastifyReply, name: string, value: string, maxAge?: number): void {
    const parts = [
      `${this.#name(name)}=${value}`,
      'Path=/',
      'HttpOnly',
      'SameSite=Lax',
      ...(this.#isSecure ? ['Secure'] : []),
      ...(maxAge === undefined ? [] : [`Max-Age=${String(maxAge)}`]),
    ];
    void reply.header('set-cookie', parts.join('; '));
  }
}

/** Only paths of our own pages, so that nobody is sent anywhere else. */
export function isOurPath(path: string): boolean {
  return /^\/[a-z0-9][a-z0-9/-]{0,200}$/i.test(path);
}
