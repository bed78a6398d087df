import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const SANE = /^[A-Za-z0-9-]{1,64}$/;
const storage = new AsyncLocalStorage<string>();

/** The correlation id of the work in hand: the one thread through a request, its problem, its jobs and their logs. */
export function currentCorrelationId(): string | undefined {
  return storage.getStore();
}

/** Does the work under a correlation id; whatever it awaits sees the same one. */
export function withCorrelationId<Result>(id: string, work: () => Result): Result {
  return storage.run(id, work);
}

/** The id the caller sent when it is at most 64 letters, digits and hyphens; a new one otherwise. */
export function correlationIdFrom(sent: unknown): string {
  return typeof sent === 'string' && SANE.test(sent) ? sent : randomUUID();
}
