import { setTimeout as wait } from 'node:timers/promises';

/** The SQLSTATE of a failed statement, wherever TypeORM or pg keeps it. */
export function sqlStateOf(error: unknown): string | undefined {
  return textOf(error, 'code') ?? textOf(driverErrorOf(error), 'code');
}

/** The name of the constraint that refused a statement. */
export function constraintOf(error: unknown): string | undefined {
  return textOf(error, 'constraint') ?? textOf(driverErrorOf(error), 'constraint');
}

/** True of a serialization failure and of a deadlock: nothing was kept, and the same work may succeed next time. */
export function isWorthRetrying(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === '40001' || state === '40P01';
}

const LOST = new Set([
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
]);
const LOST_WORDS = /Connection terminated|Query read timeout|not queryable|Connection ended/;

/** True when the connection broke, so that nobody here can know whether a commit was reached. */
export function isLostConnection(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== undefined && (LOST.has(state) || state.startsWith('08'))) return true;
  return error instanceof Error && LOST_WORDS.test(error.message);
}

/** Waits a little longer after each failure, by an uneven amount so that two that collided do not collide again. */
export async function breathe(attempt: number): Promise<void> {
  await wait(Math.random() * 2 ** attempt * 5);
}

function driverErrorOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'driverError' in error
    ? error.driverError
    : undefined;
}

function textOf(holder: unknown, name: string): string | undefined {
  if (typeof holder !== 'object' || holder === null) return undefined;
  const value: unknown = Reflect.get(holder, name);
  return typeof value === 'string' ? value : undefined;
}
