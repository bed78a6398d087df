import { waitAfter } from '../../src/identity/guessing.js';
import type { App } from '../support/app.js';
import type { SignInWorld } from '../support/sign-in-world.js';
import { StaffWorld } from '../support/staff-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

const ELSEWHERE = '198.51.100.1';

let staff: StaffWorld;
let world: SignInWorld;

beforeAll(async () => {
  staff = await StaffWorld.open();
  world = staff.world;
});

beforeEach(() => staff.startOver());

afterAll(() => world.close());

const type = (visitor: Visitor, code: string) => visitor.send('/sign-in/second', { code });

/** The next code of an app that has shown none so far. */
async function unused(app: App): Promise<string> {
  await world.book.ownerSource.query('UPDATE app_code SET last_step = 0');
  return app.code();
}

/** As if so many codes had been wrong, the last of them so long ago: in that network, or each in one of its own. */
const wereWrong = (count: number, ago: string, network?: string) =>
  world.book.ownerSource.query(
    `INSERT INTO second_factor_try (scheme_id, person_id, network, tried_at)
     SELECT p.scheme_id, p.id, coalesce($3, '203.0.' || n || '.0/24'), clock_timestamp() - $2::interval
     FROM person p, generate_series(1, $1::integer) n WHERE p.email = 'ailsa@example.org'`,
    [count, ago, network],
  );

const tries = async () => {
  const rows: unknown[] = await world.book.ownerSource.query('SELECT FROM second_factor_try');
  return rows.length;
};

/** Ailsa on a computer where she gave a second factor, signed in anew with her email alone. */
async function onHerComputer(): Promise<{ readonly ailsa: Visitor; readonly app: App }> {
  const { app } = await staff.withApp();
  const visitor = await staff.signIn();
  await type(visitor, await unused(app));
  await staff.signIn(visitor);
  return { ailsa: visitor, app };
}

describe('after three wrong codes of an app', () => {
  it('the next one waits, right or wrong: it says how long, keeps what was typed and counts no try', async () => {
    const { app } = await staff.withApp();
    const stranger = await staff.signIn(world.visitor(ELSEWHERE));
    for (let n = 0; n < 3; n++) expect((await type(stranger, '000000')).statusCode).toBe(422);
    await world.book.ownerSource.query(
      "UPDATE second_factor_try SET tried_at = tried_at + interval '10 minutes'",
    );
    const code = await unused(app);
    for (const typed of [code, '000000']) {
      const { statusCode, headers, body } = await type(stranger, typed);
      const seconds = String(headers['retry-after']);
      expect([statusCode, seconds]).toEqual([429, expect.stringMatching(/^6\d\d$/)]);
      expect(body).toContain(`<a href="#code">Wait ${seconds} seconds, then try again`);
      expect(body).toContain(`value="${typed}"`);
    }
    expect(await tries()).toBe(3);
    expect((await stranger.get('/for-staff')).statusCode).toBe(303);
    await world.book.ownerSource.query(
      "UPDATE second_factor_try SET tried_at = tried_at - interval '10 minutes 2 seconds'",
    );
    expect((await type(stranger, await unused(app))).statusCode).toBe(303);
    expect((await stranger.get('/for-staff')).statusCode).toBe(200);
  });

  it.each([7, 8, 9])('%i wrong ones make the wait as long as they are many', async (wrong) => {
    const { app } = await staff.withApp();
    const stranger = await staff.signIn(world.visitor(ELSEWHERE));
    await wereWrong(wrong, '0 seconds', '198.51.100.0/24');
    const { statusCode, headers } = await type(stranger, await unused(app));
    expect([statusCode, Number(headers['retry-after']) <= waitAfter(wrong)]).toEqual([429, true]);
    await world.book.ownerSource.query('UPDATE second_factor_try SET tried_at = tried_at - $1::interval', [
      `${String(waitAfter(wrong))} seconds`,
    ]);
    expect((await type(stranger, await unused(app))).statusCode).toBe(303);
  });

  it('one of thirty that are sent at once is looked at', async () => {
    await staff.withApp();
    const stranger = await staff.signIn(world.visitor(ELSEWHERE));
    await wereWrong(8, '65 seconds', '198.51.100.0/24');
    const _csrf = tokenIn((await stranger.get('/sign-in/second')).body);
    const sent = Array.from({ length: 30 }, () =>
      stranger.post('/sign-in/second', { code: '000000', _csrf }),
    );
    const said = (await Promise.all(sent)).map(({ statusCode }) => statusCode);
    expect(said.toSorted((a, b) => a - b)).toEqual([422, ...Array<number>(29).fill(429)]);
    expect(await tries()).toBe(9);
  });

  it('nobody waits in another network, and a recovery code needs no wait', async () => {
    const { app, codes } = await staff.withApp();
    await wereWrong(7, '0 seconds', '198.51.100.0/24');
    const stranger = await staff.signIn(world.visitor(ELSEWHERE));
    expect((await type(stranger, await unused(app))).statusCode).toBe(429);
    const [recovery = ''] = codes;
    expect((await stranger.send('/sign-in/second/recovery', { code: recovery })).statusCode).toBe(303);
    expect((await type(await staff.signIn(), await unused(app))).statusCode).toBe(303);
  });
});

describe('whoever guesses in the network of the owner', () => {
  it.each([
    ['waits', 9, '0 seconds', 'Wait 1'],
    ['is stopped after ten', 10, '4 minutes', 'Wait 5 minutes'],
  ])('%s, and the owner comes in on the device where she did before', async (_how, wrong, ago, says) => {
    const { ailsa, app } = await onHerComputer();
    await wereWrong(wrong, ago, '192.0.2.0/24');
    const neighbour = await staff.signIn();
    const { statusCode, body } = await type(neighbour, await unused(app));
    expect([statusCode, body]).toEqual([429, expect.stringContaining(says)]);
    await staff.signIn(ailsa);
    expect((await type(ailsa, await unused(app))).statusCode).toBe(303);
    expect((await ailsa.get('/for-staff')).statusCode).toBe(200);
  });

  it('is not taken for her by having answered about the device, with her email alone', async () => {
    const { app } = await staff.withApp();
    const thief = await staff.signIn();
    await thief.send('/sign-in/device', { own_device: 'yes' });
    await wereWrong(9, '0 seconds', '192.0.2.0/24');
    expect((await type(thief, await unused(app))).statusCode).toBe(429);
  });

  it('and wrong codes on her own device make it wait as well', async () => {
    const { ailsa, app } = await onHerComputer();
    for (let n = 0; n < 3; n++) await type(ailsa, '000000');
    await world.book.ownerSource.query(
      "UPDATE second_factor_try SET tried_at = tried_at + interval '1 minute'",
    );
    expect((await type(ailsa, await unused(app))).statusCode).toBe(429);
  });
});

describe('guesses from many networks', () => {
  it('are ten in five minutes together, and the owner goes on using her app in her own', async () => {
    const { app } = await staff.withApp();
    await wereWrong(10, '4 minutes');
    const lucky = await type(await staff.signIn(world.visitor(ELSEWHERE)), await unused(app));
    expect([lucky.statusCode, lucky.body]).toEqual([429, expect.stringContaining('Wait 5 minutes')]);
    expect((await type(await staff.signIn(), await unused(app))).statusCode).toBe(303);
  });

  it('are fifty in a day together', async () => {
    const { app } = await staff.withApp();
    await wereWrong(50, '6 minutes');
    const stranger = await staff.signIn(world.visitor(ELSEWHERE));
    expect((await type(stranger, await unused(app))).statusCode).toBe(429);
    await world.book.ownerSource.query('DELETE FROM second_factor_try WHERE network LIKE $1', ['%.50.0/24']);
    expect((await type(stranger, await unused(app))).statusCode).toBe(303);
  });
});
