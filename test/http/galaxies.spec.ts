import { type EarningRateId, newId, type ParticipantId } from '../../src/shared/ids.js';
import type { GalaxiesStage } from '../support/galaxies-stage.js';
import { GalaxiesVisit, lineLinks, said } from '../support/galaxies-visit.js';
import { signInHelper } from '../support/signed-in.js';
import type { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let visit: GalaxiesVisit;
let world: SignInWorld;
let stage: GalaxiesStage;
let sam: ParticipantId;
let visitor: Visitor;
let ailsa: ParticipantId;
let morag: ParticipantId;

beforeAll(async () => {
  visit = await GalaxiesVisit.open();
  ({ world, stage, ailsa, morag } = visit);
});

afterAll(() => visit.close());

beforeEach(async () => {
  ({ person: sam, visitor } = await visit.sam());
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

it('somebody to whom nothing has happened reads a nought and what taking part gives', async () => {
  const page = await said('/me', visitor);
  expect(page).toContain(
    'You have 0 galaxies today. You get 1 each time you take part. Nothing to catch up on.',
  );
  expect(page).toContain('Your galaxies do not run out. You do not lose any if you miss something.');
});

it('the three numbers come in their order, and the lines in words', async () => {
  await visit.walked(sam);
  await stage.book.award(world.scheme, [[sam, 4]], `register/more-${sam}`);
  await stage.setAside(sam, 3);
  const page = await said('/me', visitor);
  expect(page).toMatch(/2 galaxies to use You also have 3 set aside\. That is 5 in total\./);
  expect(page).toMatch(/Set aside , \S+ .* 3 set aside/);
  expect(page).toMatch(/Hill walk ,[^.]* 1 added \w+ \d+ \w+( \d{4})?\. You took part\./);
  expect(page).not.toMatch(/[-−–]\s?\d/);
});

it('with all of it set aside, nought to use is explained', async () => {
  await stage.book.award(world.scheme, [[sam, 4]], `register/all-${sam}`);
  await stage.setAside(sam, 4);
  expect(await said('/me', visitor)).toContain(
    'You have 0 to use today. 4 are set aside. You can change your mind.',
  );
});

it('what they said they did waits apart and is not added in', async () => {
  await stage.helping.ask(world.scheme, sam, { what: 'Set up the open day' });
  const page = await said('/me', visitor);
  expect(page).toContain('1 more to check: Set up the open day');
  expect(page).toContain('You have 0 galaxies today.');
});

it('what was not counted has its reason on the page', async () => {
  const id = await stage.helping.ask(world.scheme, sam, { what: 'Made a poster' });
  await stage.helping.refuse(world.scheme, id, ailsa, 'It is on a register already.');
  expect(await said('/me', visitor)).toMatch(
    /Made a poster, .* It is on a register already\. If you want to talk about it/,
  );
});

it('every line explains itself in one step: what, when, by whom, by which rule', async () => {
  await visit.walked(sam);
  const [link = ''] = await lineLinks(visitor);
  const page = await said(link, visitor);
  expect(page).toContain('You got 1 galaxy.');
  expect(page).toContain('Ailsa, staff');
  expect(page).toContain('Taking part gave 1 on that day. Why: Opening rates.');
  expect(page).toMatch(/It happened \w+ \d+ \w+/);
  expect(page).toMatch(/We wrote it down \w+ \d+ \w+, /);
});

it('a rule whose reason ends a sentence of its own ends once', async () => {
  await world.book.ownerSource.query(
    `INSERT INTO earning_rate (scheme_id, id, part, galaxies, from_on, why, origin, published_at)
     VALUES ($1, $2, 'attended', 1, current_date - 20, 'Agreed in May.', 'import', clock_timestamp())`,
    [world.scheme, newId<EarningRateId>()],
  );
  await visit.walked(sam);
  const [link = ''] = await lineLinks(visitor);
  expect(await said(link, visitor)).toMatch(/Why: Agreed in May\.(?!\.)/);
});

it('a register that was put right is one line, which says how it adds up', async () => {
  const walk = await stage.session('Hill walk', 9, [morag]);
  await stage.register(walk, ailsa, { came: [sam], led: [morag] });
  await stage.register(walk, ailsa, { led: [sam, morag] });
  expect(await said('/me', visitor)).toMatch(/Put right ,[^.]* 1 added Hill walk, [^.]*\. You led\./);
  const [link = ''] = await lineLinks(visitor);
  const page = await said(link, visitor);
  expect(page).toMatch(/How it adds up 2 added 1 put right/);
  expect(page).toContain('Leading gave 2 on that day.');
  await stage.register(walk, ailsa, { led: [morag] });
  expect(await said('/me', visitor)).toMatch(
    /Put right ,[^.]* 2 put right You were on the list for Hill walk on [^.]* by mistake/,
  );
});

it('the entry of somebody else and one that never was are answered alike', async () => {
  await visit.walked(sam);
  const [link = ''] = await lineLinks(visitor);
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
