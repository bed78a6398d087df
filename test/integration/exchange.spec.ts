import { Client } from 'pg';
import { ask } from '../../src/database/exchange.js';
import { Book } from '../support/book.js';

const ONE = { name: 'one', text: 'SELECT $1::integer AS one', mayTakeMs: 5_000 };
const FAILING = { text: 'SELECT 1 / 0', mayTakeMs: 5_000 };

describe('what is asked of one connection', () => {
  let book: Book;
  let client: Client;
  let heard: Record<string, number>;

  beforeAll(async () => {
    book = await Book.open();
  });
  afterAll(() => book.close());
  beforeEach(async () => {
    client = new Client({ connectionString: book.database.appUrl, ...{ pipeline: true } });
    await client.connect();
    heard = {};
    for (const message of ['readyForQuery', 'parseComplete', 'rowDescription'])
      client.connection.on(message, () => (heard[message] = (heard[message] ?? 0) + 1));
  });
  afterEach(() => client.end());

  const one = (value: unknown) => ask<{ one: number }>(client, { ...ONE, values: [value] });

  it('in one turn is answered in one piece, each question with its own answer', async () => {
    const [none, first, second] = await Promise.all([
      ask(client, { text: 'BEGIN', mayTakeMs: 0 }),
      one(1),
      ask(client, { text: 'SELECT n FROM generate_series(1, 3) AS n', mayTakeMs: 5_000 }),
    ]);
    expect(none).toEqual({ command: 'BEGIN', count: 0, rows: [] });
    expect(first).toEqual({ command: 'SELECT', count: 1, rows: [{ one: 1 }] });
    expect(second).toEqual({ command: 'SELECT', count: 3, rows: [{ n: 1 }, { n: 2 }, { n: 3 }] });
    expect(heard).toMatchObject({ readyForQuery: 1 });
  });

  it('by a statement with a name is parsed and described once, and read alike each time', async () => {
    expect([await one(7), await one(8), await one(null)]).toMatchObject([
      { rows: [{ one: 7 }] },
      { rows: [{ one: 8 }] },
      { rows: [{ one: null }] },
    ]);
    expect(heard).toEqual({ readyForQuery: 3, parseComplete: 1, rowDescription: 1 });
  });

  it('is read as pg reads it', async () => {
    const text = `SELECT 1::bigint AS bigint, true AS boolean, now() AS moment, '{"a": [1]}'::jsonb AS json, '{1,2}'::integer[] AS list,
      NULL::text AS nothing, 'Zoë' AS text, '\\x00ff'::bytea AS bytes`;
    const { rows } = await ask(client, { text, values: [], mayTakeMs: 5_000 });
    expect(rows).toEqual([{ ...(await client.query<object>(text)).rows[0], moment: expect.any(Date) }]);
  });

  it('behind a question that is refused is not looked at, and is refused for the same reason', async () => {
    const answers = await Promise.allSettled([one(1), ask(client, FAILING), one(2)]);
    expect(answers).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: '22012' } },
      { status: 'rejected', reason: { code: '22012' } },
    ]);
    expect(await one(3)).toMatchObject({ rows: [{ one: 3 }] });
  });

  it('by a statement that was never parsed, because one before it failed, is parsed the next time', async () => {
    const answers = await Promise.allSettled([ask(client, FAILING), one(1)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([await one(2), await one(3)]).toMatchObject([{ rows: [{ one: 2 }] }, { rows: [{ one: 3 }] }]);
    expect(heard['parseComplete']).toBe(2);
  });

  it('by a statement that failed itself may be asked again', async () => {
    const divide = (by: number) =>
      ask(client, { name: 'divide', text: 'SELECT 6 / $1::integer AS n', values: [by], mayTakeMs: 5_000 });
    await expect(divide(0)).rejects.toMatchObject({ code: '22012' });
    expect([await divide(2), await divide(3)]).toMatchObject([{ rows: [{ n: 3 }] }, { rows: [{ n: 2 }] }]);
  });

  it.each([
    ['two texts have one name', { ...ONE, text: 'SELECT 2' }, 'Two statements have the name one'],
    ['a value cannot be sent', { ...ONE, values: [{ toPostgres: () => raise('No value.') }] }, 'No value.'],
  ])('is not sent when %s, and the connection is as good as before', async (_what, statement, refusal) => {
    await one(1);
    const before = { ...heard };
    const answers = await Promise.allSettled([one(2), ask(client, statement)]);
    expect(answers).toMatchObject([
      { reason: { message: expect.stringContaining(refusal) } },
      { reason: { message: expect.stringContaining(refusal) } },
    ]);
    expect(heard).toEqual(before);
    expect(await one(3)).toMatchObject({ rows: [{ one: 3 }] });
  });

  it('is refused when the connection is gone', async () => {
    await client.end();
    await expect(one(1)).rejects.toThrow(/not queryable|Connection/);
  });
});

function raise(message: string): never {
  throw new Error(message);
}
