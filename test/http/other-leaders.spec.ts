import { randomUUID } from 'node:crypto';
import { newId, type ParticipantId, type SessionId } from '../../src/shared/ids.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { registerOf } from '../support/register-forms.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;
let morag: Visitor;
let iain: Visitor;
let iainHimself: ParticipantId;
let ben: ParticipantId;
let walk: SessionId;
const absent = newId<SessionId>();

/** Morag leads the walk, with Ben on its register; Iain leads another group. */
beforeAll(async () => {
  world = await SignInWorld.open();
  const stage = new GalaxiesStage(world.book, world.scheme);
  await stage.helping.plans.usualRates(world.scheme);
  const { visitor, person } = await world.signedInAs('leader', { name: 'Morag' });
  morag = visitor;
  ({ visitor: iain, person: iainHimself } = await world.signedInAs('leader', { name: 'Iain' }));
  ben = await world.person({ likedName: 'Ben' });
  walk = await stage.session('Hill walk', 1, [person]);
  await stage.session('Garden group', 1, [iainHimself]);
  await stage.register(walk, person, { led: [person], came: [ben] });
});
afterAll(() => world.close());

const PAGES = ['', '/saved', '/asked'].map((below) => (id: SessionId) => `${registerOf(id)}${below}`);

/** What is asked of a date, by pages and by the API; each answer as its status and its words. */
async function everythingOf(leader: Visitor, id: SessionId): Promise<readonly unknown[]> {
  const _csrf = tokenIn((await leader.get('/account')).body);
  const form = { _csrf, key: randomUUID(), version: '1', came: iainHimself, do: 'save' };
  const api = { method: 'PUT', url: `/api/v1/sessions/${id}/register` } as const;
  const headers = {
    ...{
      cookie: `galaxies=${leader.secret}`,
      origin: 'http://localhost:80',
      'sec-fetch-site': 'same-origin',
    },
    ...{ 'x-csrf-token': _csrf, 'idempotency-key': randomUUID(), 'if-match': '"1"' },
  };
  const lines = [{ personId: iainHimself, part: 'attended' }];
  const answers = [
    ...(await Promise.all(PAGES.map((path) => leader.get(path(id))))),
    await leader.get(`/leader/dates/${id}/roster`),
    await leader.post(registerOf(id), form),
    await leader.post(`/leader/dates/${id}/thanks`, { _csrf, id: randomUUID(), person: ben }),
    await world.web.app.inject({ ...api, method: 'GET', headers }),
    await world.web.app.inject({ ...api, headers, payload: { outcome: 'came', lines } }),
  ];
  return answers.map(({ statusCode, body }) => [statusCode, plain(body)]);
}

/** Without the number to quote, which differs by itself, and the ids that were sent. */
const plain = (body: string) => body.replaceAll(/\b[0-9A-Z]{4}-[0-9A-Z]{2}\b|[0-9a-f]{8}-[0-9a-f-]{27}/g, '');

const kept = () =>
  world.book.ownerSource.query(
    `SELECT (SELECT json_agg(v ORDER BY version) FROM register_version v) AS versions,
       (SELECT count(*) FROM journal_entry) AS entries, (SELECT count(*) FROM contribution) AS thanks`,
  );

describe('a leader of another group (A3)', () => {
  it('is answered about a date like about one that is not there, and leaves nothing', async () => {
    const before: unknown = await kept();
    const theirs = await everythingOf(iain, walk);
    expect(theirs).toEqual(await everythingOf(iain, absent));
    for (const [status] of theirs.map((answer) => [answer].flat())) expect(status).toBe(404);
    expect(await kept()).toEqual(before);
  });

  it('is what somebody becomes with the very request after they lead no more', async () => {
    expect((await morag.get(registerOf(walk))).statusCode).toBe(200);
    await world.book.ownerSource.query('UPDATE session_leader SET person_id = $1 WHERE session_id = $2', [
      iainHimself,
      walk,
    ]);
    expect((await morag.get(registerOf(walk))).statusCode).toBe(404);
    const before: unknown = await kept();
    for (const [status] of (await everythingOf(morag, walk)).map((answer) => [answer].flat()))
      expect(status).toBe(404);
    expect(await kept()).toEqual(before);
    expect((await iain.get(registerOf(walk))).statusCode).toBe(200);
  });
});
