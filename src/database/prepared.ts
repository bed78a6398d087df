import type { ClientBase, QueryResultRow } from 'pg';
import { type EntityManager, QueryRunnerAlreadyReleasedError } from 'typeorm';

/** A statement that each connection parses and plans once, for what is asked all the time. */
export interface Prepared {
  /** One name, one text. */
  readonly name: string;
  readonly text: string;
}

/** The connection of each open transaction. */
const connections = new WeakMap<object, ClientBase>();

/** Lets prepared statements be asked in a transaction, until it is closed to them. */
export function openToPrepared(tx: EntityManager, client: ClientBase): void {
  connections.set(tx, client);
}

export function closeToPrepared(tx: EntityManager): void {
  connections.delete(tx);
}

/** Asks a prepared statement in an open transaction or view, as its `query` asks any other. */
export async function askPrepared<Row extends QueryResultRow>(
  tx: object,
  { name, text }: Prepared,
  values: unknown[],
): Promise<Row[]> {
  const client = connections.get(tx);
  if (client === undefined) throw new QueryRunnerAlreadyReleasedError();
  return (await client.query<Row>({ name, text, values })).rows;
}
