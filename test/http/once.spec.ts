import { Controller, Post } from '@nestjs/common';
import { Allow } from '../../src/identity/index.js';
import { newId, type ActorId, type SchemeId } from '../../src/shared/ids.js';
import { Runs } from '../../src/outbox/runs.service.js';
import { Unkeyed } from '../../src/web/index.js';
import { Book } from '../support/book.js';
import { KeyedProbe } from '../support/keyed-probe.js';
import { Gate, gates } from '../support/probes.js';
import { openWebApp, type WebApp } from '../support/web-app.js';

@Allow('anyone')
@Controller('api/v1/silent')
class SilentController {
  @Post('said')
  @Unkeyed('It changes nothing.')
  said(): string {
    return 'said';
  }

  @Post('unsaid')
  unsaid(): string {
    return 'unsaid';
  }
}

let book: Book;
let web: WebApp;
let orbit: SchemeId;
const asker = newId<ActorId>();

beforeAll(async () => {
  book = await Book.open();
  web = await openWebApp({ database: book.database, controllers: [KeyedProbe] });
  orbit = await book.scheme('orbit');
});

afterAll(async () => {
  await web.close();
  await book.close();
});

interface Wish {
  readonly key?: string;
  readonly path?: string;
  readonly payload?: object;
  readonly scheme?: SchemeId;
  readonly actor?: ActorId;
  readonly method?: 'POST' | 'PUT';
}

async function send({ key, path = 'tea', payload = { what: 'tea', why: 'thirst' }, ...choices }: Wish) {
  return web.app.inject({
    method: choices.method ?? 'POST',
    url: `/api/v1/keyed-probe/${path}`,
    payload,
    headers: {
      'x-scheme': choices.scheme ?? orbit,
      'x-actor': choices.actor ?? asker,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
  });
}

async function effects(): Promise<number> {
  const [row]: { count: number }[] = await book.ownerSource.query(
    'SELECT count(*)::integer AS count FROM outbox',
  );
  return row?.count ?? 0;
}

describe('a request that is sent again', () => {
  it('gets the same answer to the letter, and changes nothing', async () => {
    const before = await effects();
    const first = await send({ key: 'again' });
    const second = await send({ key: 'again' });
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    expect(second.body).toBe(first.body);
    expect(first.body).toMatch(/^\{"zone":"tea","number":\d+,"about":\{"z":1,"a":"é"\}\}$/);
    for (const header of ['etag', 'location', 'content-type'])
      expect(second.headers[header]).toBe(first.headers[header]);
    expect([first, second].map(({ headers }) => headers['idempotency-replayed'])).toEqual([
      undefined,
      'true',
    ]);
    expect(await effects()).toBe(before + 1);
  });

  it('is the same whatever the order of its fields', async () => {
    const first = await send({ key: 'order', payload: { what: 'tea', why: 'thirst' } });
    const second = await send({ key: 'order', payload: { why: 'thirst', what: 'tea' } });
    expect(second.body).toBe(first.body);
  });

  it.each([
    ['another body', { payload: { what: 'tea', why: 'habit' } }],
    ['another address', { path: 'coffee' }],
  ])('with %s is refused, and changes nothing', async (_what, other) => {
    const key = `other-${_what.replaceAll(' ', '-')}`;
    await send({ key });
    const before = await effects();
    const answer = await send({ key, ...other });
    expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([
      422,
      '/problems/idempotency-key-used',
    ]);
    expect(await effects()).toBe(before);
  });

  it('by somebody else, or in another scheme, is another request', async () => {
    const before = await effects();
    const other = await book.scheme('beacon');
    const answers = [
      await send({ key: 'mine' }),
      await send({ key: 'mine', actor: newId() }),
      await send({ key: 'mine', scheme: other }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    expect(await effects()).toBe(before + 3);
  });

  it('was refused, so it is asked again and nothing of it is kept', async () => {
    const before = await effects();
    const payload = { what: 'refuse', why: '' };
    for (let time = 0; time < 2; time++) {
      const answer = await send({ key: 'refused', payload });
      expect([answer.statusCode, answer.headers['idempotency-replayed']]).toEqual([409, undefined]);
    }
    expect(await effects()).toBe(before);
    expect(await keysNamed('refused')).toBe(0);
  });

  it('while the first is under way is told so at once, and when to come back', async () => {
    const before = await effects();
    gates.current = new Gate();
    const payload = { what: 'wait', why: '' };
    const first = send({ key: 'slow', payload });
    await gates.current.reached;
    const second = await send({ key: 'slow', payload });
    expect([second.statusCode, second.headers['retry-after'], second.json<{ type: string }>().type]).toEqual([
      409,
      '1',
      '/problems/still-running',
    ]);
    gates.current.open();
    const answered = await first;
    expect((await send({ key: 'slow', payload })).body).toBe(answered.body);
    expect(await effects()).toBe(before + 1);
  });

  it('twenty times at once has one effect, and every answer is that one or "come back"', async () => {
    for (let round = 0; round < 10; round++) {
      const before = await effects();
      const wish: Wish = { key: `race-${String(round)}` };
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(wish)));
      const { body } = await send(wish);
      for (const answer of answers)
        expect(answer.statusCode === 201 ? answer.body : answer.statusCode).toBe(
          answer.statusCode === 201 ? body : 409,
        );
      expect(answers.filter(({ statusCode }) => statusCode === 201)).not.toHaveLength(0);
      expect(await effects()).toBe(before + 1);
    }
  });

  it('is known for 180 days, and is forgotten after them', async () => {
    await send({ key: 'young' });
    await send({ key: 'old' });
    const age = (key: string, days: number) =>
      book.ownerSource.query(
        `UPDATE idempotency_key SET created_at = clock_timestamp() - make_interval(days => $2) WHERE key = $1`,
        [key, days],
      );
    await age('young', 179);
    await age('old', 181);
    for (let time = 0; time < 2; time++) {
      await new Runs(book.source).prune();
      expect([await keysNamed('young'), await keysNamed('old')]).toEqual([1, 0]);
    }
  });
});

describe('a request without a key that can be used', () => {
  it.each([undefined, '', 'with space', 'é', 'x'.repeat(101)])(
    '(%p) is refused before its body is read',
    async (key) => {
      const before = await effects();
      const answer = await send({ ...(key === undefined ? {} : { key }), payload: { strange: 1 } });
      expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([
        400,
        '/problems/idempotency-key-missing',
      ]);
      expect(await effects()).toBe(before);
    },
  );
});

describe('a route that changes something', () => {
  it('and does not say what happens when it is sent twice stops the start, and is named', async () => {
    await expect(openWebApp({ database: book.database, controllers: [SilentController] })).rejects.toThrow(
      /when SilentController\.unsaid is sent twice/,
    );
  });

  it('and forgets to keep its answer gives none', async () => {
    const answer = await send({ key: 'forgetful', method: 'PUT' });
    expect(answer.statusCode).toBe(500);
  });
});

async function keysNamed(key: string): Promise<number> {
  const rows: unknown[] = await book.ownerSource.query('SELECT 1 FROM idempotency_key WHERE key = $1', [key]);
  return rows.length;
}
