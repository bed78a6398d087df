import { sentBy, statementsOf, stepsOf } from '../support/statements.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';
import { untilSoManyWait } from '../support/waiting.js';

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.open();
});
beforeEach(async () => {
  await world.startOver();
  await world.person({ likedName: 'Jo', email: 'jo@example.org', phone: '07700 900 982' });
});
afterAll(() => world.close());

const WRONG = '000000';
const ADDRESSES = ['jo@example.org', 'nobody@example.org'] as const;

describe('an address that is known and one that is not (A8)', () => {
  it.each([
    ['email', 'jo@example.org', 'nobody@example.org'],
    ['text', '07700 900 982', '07700 900 111'],
  ])('by %s get the same answer, of the same work', async (way, known, unknown) => {
    const answers: unknown[] = [];
    for (const address of [known, unknown]) {
      const before = await rows();
      const visitor = world.visitor();
      const sent = await visitor.send(`/sign-in/${way}`, { address });
      const page = await visitor.get('/sign-in/code');
      const after = await rows();
      await world.deliver();
      const guess = await visitor.typeCode(WRONG);
      for (let tries = 0; tries < 2; tries++) await visitor.typeCode(WRONG);
      await world.holdWaits();
      const wait = await visitor.typeCode(WRONG);
      const next = world.visitor();
      await next.send(`/sign-in/${way}`, { address });
      const neighbour = await next.typeCode(WRONG);
      answers.push({
        sent: [sent.statusCode, headersOf(sent.headers), sent.body],
        page: [page.statusCode, headersOf(page.headers), withoutToken(page.body)],
        guess: [guess.statusCode, headersOf(guess.headers), withoutToken(guess.body)],
        wait: [wait.statusCode, headersOf(wait.headers), withoutToken(wait.body)],
        neighbour: [neighbour.statusCode, headersOf(neighbour.headers), withoutToken(neighbour.body)],
        work: after.map((count, index) => count - (before[index] ?? 0)),
      });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({
      work: [1, 1],
      guess: [422, {}, expect.any(String)],
      wait: [429, {}, expect.any(String)],
      neighbour: [429, {}, expect.any(String)],
    });
  });

  it('make the same statements, for asking, for a wrong code and for one that waits', async () => {
    const made: (readonly string[])[][] = [];
    for (const address of ADDRESSES) {
      const visitor = world.visitor(`198.51.${String(made.length)}.1`);
      const _csrf = tokenIn((await visitor.get('/sign-in/email')).body);
      const ask = await statementsOf(() => visitor.post('/sign-in/email', { address, _csrf }));
      await world.deliver();
      const guess = () => visitor.post('/sign-in/code', { code: WRONG, _csrf });
      const wrong = await statementsOf(guess);
      for (let tries = 0; tries < 2; tries++) await guess();
      await world.holdWaits();
      made.push([ask, wrong, await statementsOf(guess)]);
    }
    expect(made[0]).toEqual(made[1]);
    for (const statements of made.flat()) expect(statements.join()).toContain('sign_in_code');
  });

  it('a wrong code goes through the same rows, also where the person came in before and has a device', async () => {
    const owner = await world.signIn('jo@example.org');
    await owner.send('/sign-in/device', { own_device: 'yes' });
    await world.signIn('jo@example.org', world.visitor('203.0.113.9'));
    await strangersBefore();
    const steps: unknown[] = [];
    for (const [n, address] of ADDRESSES.entries()) {
      const stranger = await strangerWhoAsked(n, address);
      await stranger.typeCode(WRONG);
      const sent = await sentBy(() => stranger.typeCode(WRONG));
      steps.push(await world.book.work.write(world.scheme, (tx) => stepsOf(tx, sent)));
    }
    expect(steps[0]).toEqual(steps[1]);
    expect(JSON.stringify(steps[0])).toContain('web_sign_in_usual');
  });

  it('leave rows of which the same is filled in, but for whose it is, before the code is made and after it', async () => {
    for (const made of [false, true]) {
      const filled: (readonly string[])[] = [];
      for (const [n, address] of ADDRESSES.entries()) {
        const stranger = await strangerWhoAsked(n, address, made);
        await stranger.typeCode(WRONG);
        filled.push(await filledIn(n));
      }
      expect(filled[0]).toEqual([...(made ? ['person_id'] : []), ...(filled[1] ?? [])].toSorted());
      expect(filled[1]?.includes('token_hash')).toBe(made);
    }
  });

  it.each(ADDRESSES)('wrong codes for %s from everywhere wait for each other', async (address) => {
    const [one, other] = [await strangerWhoAsked(1, address), await strangerWhoAsked(2, address)];
    const runner = world.book.ownerSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      'SELECT pg_advisory_xact_lock(hashtextextended(counted_for::text, 31)) FROM sign_in_code LIMIT 1',
    );
    const typing = [one, other].map((stranger) => stranger.typeCode(WRONG));
    await untilSoManyWait(world.book, 2);
    await runner.commitTransaction();
    await runner.release();
    expect((await Promise.all(typing)).map(({ statusCode }) => statusCode)).toEqual([422, 422]);
  });
});

/** So many that the database looks for nobody's request by going through all of them. */
async function strangersBefore(): Promise<void> {
  await world.book.ownerSource.query(
    `INSERT INTO sign_in_code (scheme_id, channel, visitor_hash, network, counted_for, counted_with, tried_at)
     SELECT $1, 'email', sha256(n::text::bytea), '192.0.2.0/24', gen_random_uuid(), substr(sha256(n::text::bytea), 1, 2),
       clock_timestamp() FROM generate_series(1, 2000) n`,
    [world.scheme],
  );
  await world.book.ownerSource.query('ANALYZE sign_in_code');
}

async function strangerWhoAsked(n: number, email: string, made = true): Promise<Visitor> {
  const stranger = world.visitor(`198.51.${String(n)}.1`);
  await stranger.askByEmail(email);
  if (made) await world.deliver();
  return stranger;
}

/** The columns that are filled in, in the latest request of the nth stranger's network. */
async function filledIn(n: number): Promise<readonly string[]> {
  const found: { filled: string[] }[] = await world.book.ownerSource.query(
    `SELECT array(SELECT key FROM jsonb_each_text(to_jsonb(c)) WHERE value IS NOT NULL ORDER BY key COLLATE "C") AS filled
     FROM sign_in_code c WHERE network = '198.51.${String(n)}.0/24' ORDER BY made_at DESC LIMIT 1`,
  );
  return found[0]?.filled ?? [];
}

async function rows(): Promise<readonly number[]> {
  const [counts]: { codes: number; jobs: number }[] = await world.book.ownerSource.query(
    'SELECT (SELECT count(*)::integer FROM sign_in_code) AS codes, (SELECT count(*)::integer FROM outbox) AS jobs',
  );
  return [counts?.codes ?? 0, counts?.jobs ?? 0];
}

function headersOf(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const own = ['x-correlation-id', 'date', 'set-cookie', 'retry-after'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name)));
}

function withoutToken(body: string): string {
  return body.replace(/name="_csrf" value="[^"]*"/, '').replaceAll(/Wait \d+ seconds/g, 'Wait');
}
