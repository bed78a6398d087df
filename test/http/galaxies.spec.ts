import type { ParticipantId } from '../../src/shared/ids.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { signInHelper } from '../support/signed-in.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let stage: GalaxiesStage;
let sam: ParticipantId;
let visitor: Visitor;
let ailsa: ParticipantId;
let morag: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open();
  stage = new GalaxiesStage(world.book, world.scheme);
  await stage.helping.plans.usualRates(world.scheme);
  ailsa = (await world.signedInAs('staff', { name: 'Ailsa' })).person;
  morag = (await world.signedInAs('leader', { name: 'Morag' })).person;
});

afterAll(() => world.close());

beforeEach(async () => {
  const signedIn = await world.signedInAs('participant', { name: 'Sam' });
  ({ person: sam, visitor } = signedIn);
});

it.each(['supervisor', 'staff', 'leader'] as const)(
  'a %s who takes no part is told that nothing is collected here, and what is on',
  async (role) => {
    const { cookie } = await signInHelper(world, role);
    const helper = world.visitor();
    helper.cookies.set('galaxies', cookie);
    expect(await said('/me', helper)).toContain(
      'You help to run the scheme and do not collect galaxies yourself.',
    );
    await said('/activities', helper);
  },
);

/** What a page says, without its marks. */
async function said(path: string, by = visitor): Promise<string> {
  const { statusCode, body } = await by.get(path);
  expect(statusCode).toBe(200);
  return textOf(body);
}

function textOf(body: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? '';
  return main
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&quot;', '"');
}

async function lineLinks(): Promise<string[]> {
  const { body } = await visitor.get('/me');
  return [...body.matchAll(/href="(\/me\/entries\/[0-9a-f-]{36})"/g)].map(([, href]) => href ?? '');
}

it('somebody to whom nothing has happened reads a nought and what taking part gives', async () => {
  const page = await said('/me');
  expect(page).toContain(
    'You have 0 galaxies today. You get 1 each time you take part. Nothing to catch up on.',
  );
  expect(page).toContain('Your galaxies do not run out. You do not lose any if you miss something.');
});

it('the three numbers come in their order, and the lines in words', async () => {
  const walk = await stage.session('Hill walk', 9, [morag]);
  await stage.register(walk, ailsa, { came: [sam], led: [morag] });
  await stage.book.award(world.scheme, [[sam, 4]], `register/more-${sam}`);
  await stage.setAside(sam, 3);
  const page = await said('/me');
  expect(page).toMatch(/2 galaxies to use You also have 3 set aside\. That is 5 in total\./);
  expect(page).toMatch(/Set aside , \S+ .* 3 set aside/);
  expect(page).toMatch(/Hill walk ,[^.]* 1 added \w+ \d+ \w+\. You took part\./);
  expect(page).not.toMatch(/[-−–]\s?\d/);
});

it('with all of it set aside, nought to use is explained', async () => {
  await stage.book.award(world.scheme, [[sam, 4]], `register/all-${sam}`);
  await stage.setAside(sam, 4);
  expect(await said('/me')).toContain('You have 0 to use today. 4 are set aside. You can change your mind.');
});

it('what they said they did waits apart and is not added in', async () => {
  await stage.helping.ask(world.scheme, sam, { what: 'Set up the open day' });
  const page = await said('/me');
  expect(page).toContain('1 more to check: Set up the open day');
  expect(page).toContain('You have 0 galaxies today.');
});

it('what was not counted has its reason on the page', async () => {
  const id = await stage.helping.ask(world.scheme, sam, { what: 'Made a poster' });
  await stage.helping.refuse(world.scheme, id, ailsa, 'It is on a register already.');
  expect(await said('/me')).toMatch(
    /Made a poster, .* It is on a register already\. If you want to talk about it/,
  );
});

it('every line explains itself in one step: what, when, by whom, by which rule', async () => {
  const walk = await stage.session('Hill walk', 9, [morag]);
  await stage.register(walk, ailsa, { came: [sam], led: [morag] });
  const [link = ''] = await lineLinks();
  const page = await said(link);
  expect(page).toContain('You got 1 galaxy.');
  expect(page).toContain('Ailsa, staff');
  expect(page).toContain('Taking part gave 1 on that day. Why: Opening rates.');
  expect(page).toMatch(/It happened \w+ \d+ \w+/);
  expect(page).toMatch(/We wrote it down \w+ \d+ \w+, /);
});

it('a register that was put right is one line, which says how it adds up', async () => {
  const walk = await stage.session('Hill walk', 9, [morag]);
  await stage.register(walk, ailsa, { came: [sam], led: [morag] });
  await stage.register(walk, ailsa, { led: [sam, morag] });
  expect(await said('/me')).toMatch(/Put right ,[^.]* 1 added Hill walk, [^.]*\. You led\./);
  const [link = ''] = await lineLinks();
  const page = await said(link);
  expect(page).toMatch(/How it adds up 2 added 1 put right/);
  expect(page).toContain('Leading gave 2 on that day.');
  await stage.register(walk, ailsa, { led: [morag] });
  expect(await said('/me')).toMatch(
    /Put right ,[^.]* 2 put right You were on the list for Hill walk on [^.]* by mistake/,
  );
});

it('the entry of somebody else and one that never was are answered alike', async () => {
  const walk = await stage.session('Hill walk', 9, [morag]);
  await stage.register(walk, ailsa, { came: [sam], led: [morag] });
  const [link = ''] = await lineLinks();
  const { visitor: stranger } = await world.signedInAs('participant');
  const withoutId = (body: string) => body.replaceAll(/[0-9A-Z]{4}-[0-9A-Z]{2}/g, '');
  for (const below of ['', '/not-right', '/not-right/sent']) {
    const theirs = await stranger.get(link + below);
    const none = await stranger.get(`/me/entries/00000000-0000-4000-8000-000000000000${below}`);
    expect([theirs.statusCode, none.statusCode]).toEqual([404, 404]);
    expect(withoutId(theirs.body)).toBe(withoutId(none.body));
  }
});

it('a long history goes on in pages', async () => {
  for (let n = 0; n < 30; n++)
    await stage.book.award(world.scheme, [[sam, 1]], `register/long-${sam}/${String(n)}`);
  const { body } = await visitor.get('/me/history');
  const [, older = ''] = /href="(\/me\/history\?before=\d+)"/.exec(body) ?? [];
  const count = (text: string) => [...text.matchAll(/gx-history__line/g)].length;
  expect([count(body), count((await visitor.get(older)).body)]).toEqual([15, 15]);
});

it('a question about a line is kept with it, asked once, and its answer is shown', async () => {
  const walk = await stage.session('Hill walk', 9, [morag]);
  await stage.register(walk, ailsa, { came: [sam], led: [morag] });
  const [link = ''] = await lineLinks();
  for (let again = 0; again < 2; again++) {
    const sent = await visitor.send(`${link}/not-right`, { words: 'I led it <b>', reply_by: 'here' });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${link}/not-right/sent`]);
  }
  expect(await said(`${link}/not-right/sent`)).toMatch(
    /Thank you Staff will look by \w+ \d+ \w+\. Nothing bad happens because you told us\./,
  );
  const rows = await world.book.ownerSource.query<unknown[]>('SELECT FROM question WHERE person_id = $1', [
    sam,
  ]);
  expect(rows).toHaveLength(1);
  const { body } = await visitor.get(link);
  expect(body).toContain('I led it &lt;b&gt;');
});

it('too long a question is explained beside its field, and nothing that was typed is lost', async () => {
  const walk = await stage.session('Hill walk', 9, [morag]);
  await stage.register(walk, ailsa, { came: [sam], led: [morag] });
  const [link = ''] = await lineLinks();
  const long = 'x'.repeat(520);
  const { statusCode, body } = await visitor.send(`${link}/not-right`, { words: long, reply_by: 'here' });
  expect(statusCode).toBe(422);
  expect(body).toContain('<a href="#words">Use 500 characters or fewer. You have 20 too many</a>');
  expect(body).toContain(long);
  const rows = await world.book.ownerSource.query<unknown[]>('SELECT FROM question WHERE person_id = $1', [
    sam,
  ]);
  expect(rows).toEqual([]);
});

const QUESTION = 'SELECT id FROM question WHERE person_id = $1';
const questionId = async () => (await world.book.ownerSource.query<[{ id: string }]>(QUESTION, [sam]))[0].id;

it('staff answer a question, and the person reads it with the line', async () => {
  const walk = await stage.session('Hill walk', 9, [morag]);
  await stage.register(walk, ailsa, { came: [sam], led: [morag] });
  const [link = ''] = await lineLinks();
  await visitor.send(`${link}/not-right`, { words: 'I led it', reply_by: 'here' });
  const { visitor: staff } = await world.signedInAs('staff', { name: 'Iain' });
  expect((await staff.get('/staff')).body).toContain('about');
  const page = `/staff/questions/${await questionId()}`;
  expect(await said('/staff/questions', staff)).toContain('Answer Sam by');
  const empty = await staff.send(page, { answer: '  ' });
  expect([empty.statusCode, empty.body]).toEqual([
    422,
    expect.stringContaining('Write an answer. Sam will see it'),
  ]);
  const saved = await staff.send(page, { answer: 'You are right.\nWe put it right.' });
  expect([saved.statusCode, saved.headers.location]).toEqual([303, page]);
  expect(await said(page, staff)).toMatch(/is saved\. Sam can read it beside the line\. These/);
  const other = await world.signedInAs('staff', { name: 'Kirsty' });
  expect((await other.visitor.send('/account/name', { answer: 'No.' }, page)).statusCode).toBe(409);
  expect(await said(link)).toMatch(/Iain answered on [^:]*: You are right\. We put it right\./);
  expect((await visitor.get(page)).statusCode).toBe(403);
  expect(await told()).toEqual([]);
});

describe('the way of an answer', () => {
  let link: string;

  beforeEach(async () => {
    const walk = await stage.session('Hill walk', 9, [morag]);
    await stage.register(walk, ailsa, { came: [sam], led: [morag] });
    [link = ''] = await lineLinks();
    await change(
      "email = id || '@example.org', phone = '+447700' || (100000 + abs(hashtext(id::text)) % 800000)",
    );
  });

  const change = (set: string) =>
    world.book.ownerSource.query(`UPDATE person SET ${set} WHERE id = $1`, [sam]);

  /** Asks for the answer that way, has it answered twice, and says by which way it goes. */
  async function goesBy(replyBy: string): Promise<unknown> {
    await visitor.send(`${link}/not-right`, { words: 'I led it', reply_by: replyBy });
    const { visitor: staff } = await world.signedInAs('staff', { name: 'Iain' });
    const id = await questionId();
    const { body } = await staff.get(`/staff/questions/${id}`);
    expect(body.includes('this page says how they are told')).toBe(replyBy !== 'here');
    const answer = { answer: 'You are right.' };
    for (let again = 0; again < 2; again++)
      await staff.send('/account/name', answer, `/staff/questions/${id}`);
    expect(await said(link)).toContain('You are right.');
    return world.book.ownerSource.query(
      `SELECT concat_ws(' ', channel, state) AS went FROM message WHERE person_id = $1 AND kind = 'answer' AND key = $2`,
      [sam, id],
    );
  }

  it.each(['text', 'email', 'letter', 'phone'])('is by %s for whoever asked for that, once', async (way) => {
    await change(`contact = '${way === 'email' ? 'text' : 'email'}'`);
    expect(await goesBy(way)).toEqual([{ went: `${way} queued` }]);
    expect(await told()).toEqual([
      { kind: 'answer', key: expect.any(String), parts: { what: 'You are right.' } },
    ]);
  });

  it('is by text for whoever asked for that, and wants nothing else sent', async () => {
    await change("contact = 'none'");
    expect(await goesBy('text')).toEqual([{ went: 'text queued' }]);
  });

  it('is by none for whoever looks there', async () => {
    expect(await goesBy('here')).toEqual([]);
  });

  it('is the usual one when the number is gone by then', async () => {
    await visitor.send(`${link}/not-right`, { words: 'I led it', reply_by: 'text' });
    await change("contact = 'email', phone = NULL");
    expect(await goesBy('text')).toEqual([{ went: 'email queued' }]);
  });

  it('is not offered where nobody knows the number, and not taken either', async () => {
    await change("contact = 'email', phone = NULL");
    const { body } = await visitor.get(`${link}/not-right`);
    expect(body.match(/name="reply_by"[^>]*value="\w+"|value="\w+"[^>]*name="reply_by"/g)).toHaveLength(3);
    const refused = await visitor.send(`${link}/not-right`, { words: 'I led it', reply_by: 'text' });
    expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining('I led it')]);
    expect(refused.body).toContain('<a href="#reply_by">Choose one of these</a>');
    expect(await told()).toEqual([]);
  });
});

function told(): Promise<readonly unknown[]> {
  return world.book.ownerSource.query('SELECT kind, key, parts FROM message WHERE person_id = $1', [sam]);
}
