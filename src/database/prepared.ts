import type { Client, QueryResultRow } from 'pg';
import { type QueryRunner, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { ask } from './exchange.js';

/** A statement that each connection parses and plans once, for what is asked all the time. */
export interface Prepared {
  /** One name, one text. */
  readonly name: string;
  readonly text: string;
}

/** The connection of an open transaction, and how long each of its statements may take. */
export interface Open {
  readonly client: Client;
  readonly mayTakeMs: number;
}

const open = new WeakMap<object, Open>();

/**
 * Lets the transaction of a runner be asked until it is closed, and tells TypeORM that it is open, so that whatever it would
 * do by itself joins it rather than begin another.
 */
export function openToQuestions(runner: QueryRunner, to: Open): void {
  open.set(runner.manager, to);
  const query = async (text: string, values: readonly unknown[] = []): Promise<unknown> => {
    const { command, rows, count } = await ask(to.client, { text, values, mayTakeMs: to.mayTakeMs });
    return command === 'UPDATE' || command === 'DELETE' ? [rows, count] : rows;
  };
  Object.assign(runner, { query, isTransactionActive: true, transactionDepth: 1 });
}

/** What was sent is on its way to be kept or not, so what came now would be no part of it. */
export function closeToQuestions(runner: QueryRunner): void {
  open.delete(runner.manager);
  runner.query = () => Promise.reject(new QueryRunnerAlreadyReleasedError());
}

/** Asks a prepared statement in an open transaction or view, as its `query` asks any other. */
export async function askPrepared<Row extends QueryResultRow>(
  tx: object,
  { name, text }: Prepared,
  values: unknown[],
): Promise<Row[]> {
  const to = open.get(tx);
  if (to === undefined) throw new QueryRunnerAlreadyReleasedError();
  return (await ask<Row>(to.client, { name, text, values, mayTakeMs: to.mayTakeMs })).rows;
}
