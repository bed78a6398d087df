import { waitAfter } from '../../src/identity/guessing.js';
import { SignInCards } from '../../src/identity/sign-in-cards.service.js';
import { HOME, SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

const EMAIL = 'jo@example.org';
const ELSEWHERE = '198.51.100.9';

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.open();
});
beforeEach(async () => {
  await world.startOver();
  await world.person({ likedName: 'Jo', email: EMAIL });
});
afterAll(() => world.close());

/** A browser that asked for a code, and the code. */
async function asked(address = HOME): Promise<{ visitor: Visitor; code: string; wrong: string }> {
  const visitor = world.visitor(address);
  await visitor.askByEmail(EMAIL);
  const { code } = await world.deliverOne();
  return { visitor, code, wrong: code === '000000' ? '111111' : '000000' };
}

async function guess({ visitor, wrong }: { visitor: Visitor; wrong: string }, times: number): Promise<void> {
  for (let tries = 0; tries < times; tries++) await visitor.typeCode(wrong);
}

const triesLeft = async () => {
  const rows: { tries_left: number }[] = await world.book.ownerSource.query(
    'SELECT tries_left FROM sign_in_code ORDER BY made_at',
  );
  return rows.map(({ tries_left }) => tries_left);
};

/** As if so many codes of the latest request had been wrong, the last of them just now or some time ago. */
const wereWrong = (count: number, ago = '0 seconds') =>
  world.book.ownerSource.query(
    `UPDATE sign_in_code SET tries_left = 10 - $1::integer, tried_at = clock_timestamp() - $2::interval
     WHERE made_at = (SELECT max(made_at) FROM sign_in_code)`,
    [count, ago],
  );

describe('after three wrong codes', () => {
  it('the next one waits, right or wrong: it says how long, keeps what was typed and counts no try', async () => {
    const browser = await asked();
    await guess(browser, 3);
    await world.holdWaits();
    for (const typed of [browser.code, browser.wrong]) {
      const { statusCode, headers, body } = await browser.visitor.typeCode(typed);
      expect([statusCode, headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
      expect(body).toContain(
        `<a href="#code">Wait ${String(headers['retry-after'])} seconds, then try again`,
      );
      expect([body.includes(`value="${typed}"`), await browser.visitor.isSignedIn()]).toEqual([true, false]);
    }
    expect(await triesLeft()).toEqual([7]);
    await world.pass('10 minutes 2 seconds');
    expect((await browser.visitor.typeCode(browser.code)).headers.location).toBe('/sign-in/device');
  });

  it.each([7, 8, 9])('%i wrong ones make the wait as long as they are many', async (wrong) => {
    const browser = await asked();
    await wereWrong(wrong);
    const { statusCode, headers } = await browser.visitor.typeCode(browser.code);
    expect([statusCode, Number(headers['retry-after']) <= waitAfter(wrong)]).toEqual([429, true]);
    await wereWrong(wrong, `${String(waitAfter(wrong))} seconds`);
    expect((await browser.visitor.typeCode(browser.code)).headers.location).toBe('/sign-in/device');
  });

  it('neither a new code nor another browser of the network makes it shorter, and the link needs no wait', async () => {
    const first = await asked();
    await guess(first, 3);
    await world.holdWaits();
    const again = await asked();
    expect((await again.visitor.typeCode(again.code)).statusCode).toBe(429);
    await first.visitor.askByEmail(EMAIL);
    const { code, link } = await world.deliverOne();
    expect((await first.visitor.typeCode(code)).statusCode).toBe(429);
    expect((await first.visitor.send(link, {})).headers.location).toBe('/sign-in/device');
  });

  it('nobody waits in another network, nor on a device where the owner came in before', async () => {
    const own = await world.signIn(EMAIL);
    await own.send('/sign-in/device', { own_device: 'yes' });
    await world.book.ownerSource.query('UPDATE web_sign_in SET revoked_at = clock_timestamp()');
    const neighbour = await asked();
    await guess(neighbour, 3);
    await world.holdWaits();
    expect((await neighbour.visitor.typeCode(neighbour.code)).statusCode).toBe(429);
    const away = await asked(ELSEWHERE);
    expect((await away.visitor.typeCode(away.code)).headers.location).toBe('/sign-in/device');
    await own.askByEmail(EMAIL);
    const { code } = await world.deliverOne();
    expect((await own.typeCode(code)).statusCode).toBe(303);
  });

  it('nor does a neighbour who goes on guessing keep them from coming in on that device', async () => {
    const own = await world.signIn(EMAIL);
    await own.send('/sign-in/device', { own_device: 'no' });
    await asked();
    await wereWrong(10);
    await world.book.ownerSource.query('UPDATE sign_in_code SET counted_with = NULL');
    const other = await asked();
    expect((await other.visitor.typeCode(other.code)).body).toContain('did not match');
    await own.askByEmail(EMAIL);
    const { code } = await world.deliverOne();
    expect((await own.typeCode(code)).statusCode).toBe(303);
  });

  it('one of forty that are sent at once is looked at', async () => {
    const { visitor, wrong } = await asked();
    await wereWrong(8, '1 minutes 4 seconds');
    const _csrf = tokenIn((await visitor.get('/sign-in/code')).body);
    const sent = Array.from({ length: 40 }, () => visitor.post('/sign-in/code', { code: wrong, _csrf }));
    expect(counted(await Promise.all(sent))).toEqual({ 422: 1, 429: 39 });
    expect(await triesLeft()).toEqual([1]);
  });

  it.each([
    ['somebody', EMAIL],
    ['nobody', 'nobody@example.org'],
  ])(
    'of thirty browsers of one network that guess at once for the address of %s, one is looked at',
    async (_who, email) => {
      await world.visitor().askByEmail(email);
      await wereWrong(8, '1 minutes 4 seconds');
      const browsers: Visitor[] = [];
      for (let n = 0; n < 30; n++) {
        const visitor = world.visitor();
        await visitor.askByEmail(email);
        browsers.push(visitor);
      }
      const sent = browsers.map((visitor) => visitor.typeCode('000000'));
      expect(counted(await Promise.all(sent))).toEqual({ 422: 1, 429: 29 });
    },
  );
});

describe('cards', () => {
  it('that one network types without end wait; nothing that was typed is lost, and elsewhere the card works', async () => {
    const sam = await world.person({ likedName: 'Sam' });
    const card = await world.book.work.write(world.scheme, (tx) =>
      new SignInCards().make(tx, world.scheme, sam, null),
    );
    await world.visitor().send('/sign-in/card', { address: '0000-0000-0000-0000' });
    await world.book.ownerSource.query(
      `INSERT INTO sign_in_code (scheme_id, channel, visitor_hash, network, used_at)
       SELECT scheme_id, channel, visitor_hash, network, used_at FROM sign_in_code, generate_series(2, 60)`,
    );
    const answer = await world.visitor().send('/sign-in/card', { address: card });
    expect([answer.statusCode, answer.body.includes(`value="${card}"`)]).toEqual([429, true]);
    const elsewhere = await world.visitor(ELSEWHERE).send('/sign-in/card', { address: card });
    expect(elsewhere.headers.location).toBe('/sign-in/device');
    await world.pass('15 minutes');
    expect((await world.visitor().send('/sign-in/card', { address: card })).statusCode).toBe(303);
  });

  it('of somebody who has left, and one that was replaced, sign nobody in and are answered like any other', async () => {
    const cards = new SignInCards();
    const [sam, lee] = [await world.person({ likedName: 'Sam' }), await world.person({ likedName: 'Lee' })];
    const make = (person: typeof sam) =>
      world.book.work.write(world.scheme, (tx) => cards.make(tx, world.scheme, person, null));
    const [old, left] = [await make(sam), await make(lee)];
    await make(sam);
    await world.book.ownerSource.query(
      "UPDATE person SET taking_part = 'left', left_on = current_date WHERE id = $1",
      [lee],
    );
    const said: unknown[] = [];
    for (const typed of [old, left, '0000-0000-0000-0000']) {
      const visitor = world.visitor();
      const { statusCode, body } = await visitor.send('/sign-in/card', { address: typed });
      const plain = body.replaceAll(typed, '').replace(/name="_csrf" value="[^"]*"/, '');
      said.push([statusCode, plain, await visitor.isSignedIn()]);
    }
    expect(said).toEqual(Array(3).fill([422, expect.stringContaining('We do not know that card'), false]));
    expect(new Set(said.map((each) => JSON.stringify(each))).size).toBe(1);
    const signedIn: unknown = await world.book.ownerSource.query('SELECT * FROM web_sign_in');
    expect(signedIn).toEqual([]);
  });
});

function counted(answers: readonly { readonly statusCode: number }[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { statusCode } of answers) counts[statusCode] = (counts[statusCode] ?? 0) + 1;
  return counts;
}
