import { AuditQueries } from '../../src/audit/index.js';
import { PeopleQueries } from '../../src/participants/index.js';
import { newId, type ParticipantId } from '../../src/shared/ids.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let sam: ParticipantId;
let ailsa: { visitor: Visitor; person: ParticipantId };

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  sam = await world.person({ likedName: 'Sam' });
  ailsa = await world.signedInAs('staff', { name: 'Ailsa' });
});

afterAll(() => world.close());

const events = (filter = {}) =>
  world.book.work.read(world.scheme, (view) =>
    new AuditQueries(world.book.work).find(view, world.scheme, filter),
  );
const person = (id: ParticipantId) => new PeopleQueries(world.book.work).one(world.scheme, id);
const pageFor = (id: string, asked = 'phone') => `/staff/people/${id}/for/${asked}/account`;

it("staff see and change what somebody chose, on that person's own pages, under a strip that says whose they are", async () => {
  const { body, statusCode } = await ailsa.visitor.get(pageFor(sam));
  expect(statusCode).toBe(200);
  expect(body).toContain('You are doing this for Sam.');
  expect(body).toContain(`href="/staff/people/${sam}"`);
  expect(body).toContain(`href="${pageFor(sam)}/name"`);
  const answer = await ailsa.visitor.send(`${pageFor(sam)}/name`, { liked_name: 'Sammy' });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, pageFor(sam)]);
  expect([(await person(sam)).likedName, (await person(ailsa.person)).likedName]).toEqual(['Sammy', 'Ailsa']);
});

it('what staff do for somebody is written down with both people and how they asked', async () => {
  await ailsa.visitor.send(`${pageFor(sam, 'letter')}/messages`, { message_detail: 'everything' });
  const [event] = await events({ action: 'person.changed' });
  expect(event).toMatchObject({
    actorId: ailsa.person,
    actorRole: 'staff',
    personId: sam,
    askedHow: 'letter',
    channel: 'web',
    details: { what: 'messages' },
  });
});

it('what people do for themselves is written down without anybody else', async () => {
  const { visitor, person: jo } = await world.signedInAs('participant', { name: 'Jo' });
  await visitor.send('/account/messages', { message_detail: 'everything' });
  const found = await events({ person: jo });
  expect(found).toMatchObject([{ action: 'person.changed', actorId: jo, askedHow: undefined }]);
});

it('opening a page about another person is written down, each time; a page about oneself is not', async () => {
  const before = (await events({ action: 'person.looked' })).length;
  await ailsa.visitor.get(pageFor(sam));
  await ailsa.visitor.get(`${pageFor(sam)}/name`);
  await ailsa.visitor.get('/account');
  const looks = await events({ action: 'person.looked' });
  expect(looks.length - before).toBe(2);
  expect(looks[0]).toMatchObject({ actorId: ailsa.person, personId: sam, askedHow: undefined });
});

it('only staff act for somebody; everybody else is refused, whether or not that person is there', async () => {
  const count = (await events()).length;
  for (const role of ['participant', 'leader', 'administrator', 'supervisor'] as const) {
    const { visitor } = await world.signedInAs(role);
    for (const id of [sam, newId<ParticipantId>()]) {
      const looked = await visitor.get(pageFor(id));
      const sent = await visitor.send('/account/name', { liked_name: 'Mallory' }, `${pageFor(id)}/name`);
      expect([role, looked.statusCode, sent.statusCode]).toEqual([role, 403, 403]);
    }
  }
  expect((await person(sam)).likedName).toBe('Sammy');
  expect((await events()).length).toBe(count);
});

it('somebody of another scheme, nobody, oneself and a way that is none are answered alike, and leave nothing', async () => {
  const beacon = await world.book.scheme('beacon');
  const stranger = await world.book.participant(beacon);
  const count = (await events()).length;
  const nobody = await ailsa.visitor.get(pageFor(newId<ParticipantId>()));
  expect(nobody.statusCode).toBe(404);
  const plain = (body: string) =>
    body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9A-Z]{4}-[0-9A-Z]{2}\b/g, '');
  for (const url of [pageFor(stranger), pageFor(ailsa.person), pageFor(sam, 'pigeon'), pageFor('x')]) {
    const { statusCode, body } = await ailsa.visitor.get(url);
    expect([url, statusCode, plain(body)]).toEqual([url, 404, plain(nobody.body)]);
    const sent = await ailsa.visitor.send('/account/name', { liked_name: 'Mallory' }, `${url}/name`);
    expect([url, sent.statusCode]).toEqual([url, 404]);
  }
  expect((await events()).length).toBe(count);
});

it('a form that was wrong is shown again under the strip, and leads back to the same person', async () => {
  const { statusCode, body } = await ailsa.visitor.send(`${pageFor(sam)}/name`, { liked_name: ' ' });
  expect(statusCode).toBe(422);
  expect(body).toContain('You are doing this for Sammy.');
  expect(body).toContain(`action="${pageFor(sam)}/name"`);
  expect(body).toContain(`<a href="${pageFor(sam)}" class="govuk-back-link">`);
});
