import type { Client, QueryResultRow } from 'pg';
import { type EntityManager, QueryRunnerAlreadyReleasedError } from 'typeorm';

/** A statement that each connection parses and plans once, for what is asked all the time. */
export interface Prepared {
  /** One name, one text. */
  readonly name: string;
  readonly text: string;
}

/** The connection of each open transaction. */
const connections = new WeakMap<object, Client>();

/** Lets prepared statements be asked in a transaction, until it is closed to them. */
export function openToPrepared(tx: EntityManager, client: Client): void {
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
  sendTogether(client);
  return (await client.query<Row>({ name, text, values })).rows;
}

/** Holds back what is sent until the end of this turn, so that statements that do not wait for each other travel as one. */
export function sendTogether({ connection: { stream } }: Client): void {
  stream.cork();
  process.nextTick(() => stream.uncork());
}
