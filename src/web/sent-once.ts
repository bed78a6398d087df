import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keyMissing } from './edge-refusal.js';

/** A request that may be sent several times and is to count once. */
export interface SentOnce {
  readonly route: string;
  readonly key: string;
  /** SHA-256 of the whole address and the body. */
  readonly hash: Buffer;
  readonly reply: FastifyReply;
}

const KEY = /^[!-~]{1,100}$/;

/** Reads what makes a request the same as another; refuses with `idempotency-key-missing`. */
export function sentOnce(request: FastifyRequest, reply: FastifyReply): SentOnce {
  const { method, url, body, routeOptions, headers } = request;
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) throw keyMissing();
  const hash = createHash('sha256')
    .update(canonical([method, url, body ?? null]))
    .digest();
  return { route: `${method} ${routeOptions.url ?? ''}`, key, hash, reply };
}

/** JSON whose fields are in the order of their names, so that two ways to write one request are one. */
export function canonical(value: unknown): string {
  return JSON.stringify(inOrder(value));
}

/** A function that JSON.stringify calls for each field would take several times as long. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const sorted: Record<string, unknown> = {};
  for (const name of Object.keys(value).sort()) sorted[name] = inOrder(Reflect.get(value, name));
  return sorted;
}
