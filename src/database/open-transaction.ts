import type { ClientBase, QueryResultRow } from 'pg';
import { ask } from './exchange.js';

/** A statement that each connection parses and plans once, for what is asked all the time. */
export interface Prepared {
  /** One name, one text. */
  readonly name: string;
  readonly text: string;
}

/** One transaction on its connection, to be asked until it is closed. */
export class OpenTransaction {
  private isClosed = false;

  constructor(
    private readonly client: ClientBase,
    /** How long each statement may take. */
    private readonly mayTakeMs: number,
  ) {}

  /** The rows, as TypeORM answers: those that an UPDATE or a DELETE returns come with the number of those it met. */
  async query(text: string, values: readonly unknown[] = []): Promise<unknown> {
    const { command, rows, count } = await this.ask({ text }, values);
    return command === 'UPDATE' || command === 'DELETE' ? [rows, count] : rows;
  }

  async ask<Row extends QueryResultRow>(
    statement: { readonly name?: string; readonly text: string },
    values: readonly unknown[],
  ) {
    if (this.isClosed)
      throw new Error('This transaction has ended: what is asked now would be no part of it.');
    return ask<Row>(this.client, { ...statement, values, mayTakeMs: this.mayTakeMs });
  }

  close(): void {
    this.isClosed = true;
  }
}

/** Asks a prepared statement in an open transaction or view, as its `query` asks any other. */
export async function askPrepared<Row extends QueryResultRow>(
  tx: object,
  statement: Prepared,
  values: unknown[],
): Promise<Row[]> {
  if (!(tx instanceof OpenTransaction))
    throw new TypeError('Only a transaction of a unit of work can be asked.');
  return (await tx.ask<Row>(statement, values)).rows;
}
