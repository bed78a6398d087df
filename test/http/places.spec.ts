import { PlaceLinks } from '../../src/activities/place-links.service.js';
import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { Plans } from '../support/plans.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;
let plans: Plans;
let jo: Visitor;
let person: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  plans = new Plans(world.book);
  ({ visitor: jo, person } = await world.signedInAs('participant', { name: 'Jo' }));
  await world.book.ownerSource.query(`UPDATE person SET contact = 'letter' WHERE id = $1`, [person]);
});

afterAll(() => world.close());

function answersOf(session: SessionId) {
  return world.book.work.read(world.scheme, (view) => plans.placesQueries.of(view, world.scheme, session));
}

async function fullDate(): Promise<{ session: SessionId; others: ParticipantId[] }> {
  const session = await plans.session(world.scheme, { places: 2 });
  const others = [];
  for (const name of ['Aisha', 'Ben']) {
    const other = await world.person({ likedName: name });
    await plans.answer(world.scheme, session, other, 'yes');
    others.push(other);
  }
  return { session, others };
}

it('somebody sees what is on, by first names of those who lead, and says yes', async () => {
  await plans.usualRates(world.scheme);
  const leader = await world.person({ likedName: 'Morag', surname: 'Hay' });
  const activityId = await plans.activity(world.scheme, { feelsLike: 'Easy walk', cost: '£3 for the bus' });
  const session = await plans.session(world.scheme, { activityId, leaders: [leader] });
  const list = (await jo.get('/activities')).body;
  for (const words of ['Hill walk', '10am to 3pm', '5 hours', 'Easy walk', 'Led by Morag', 'Gives 1 galaxy'])
    expect(list).toContain(words);
  expect(list).not.toContain('Hay');
  const answer = await jo.send(`/dates/${session}`, { answer: 'yes', tell_leader: 'I walk slowly' });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, `/dates/${session}/answer`]);
  const { body } = await jo.get(`/dates/${session}/answer`);
  expect(body).toContain('You said yes to Hill walk');
  expect(body).toContain('If you change your mind, you do not need to say why.');
  expect(await answersOf(session)).toEqual([
    { personId: person, answer: 'yes', tellLeader: 'I walk slowly' },
  ]);
});

it('how many plan to come is said once somebody does', async () => {
  const session = await plans.session(world.scheme);
  expect((await jo.get(`/dates/${session}`)).body).not.toContain('said yes');
  await plans.answer(world.scheme, session, await world.person({ likedName: 'Ben' }), 'yes');
  expect((await jo.get(`/dates/${session}`)).body).toContain('1 person said yes');
});

it('an answer can be changed as often as somebody likes, also by going back', async () => {
  const session = await plans.session(world.scheme);
  for (const answer of ['maybe', 'yes', 'not-this-time', 'yes']) {
    expect((await jo.send(`/dates/${session}`, { answer, tell_leader: '' })).statusCode).toBe(303);
    expect(await answersOf(session)).toEqual([{ personId: person, answer }]);
  }
});

it('one press on the page of the answer says not this time, and nobody asks why', async () => {
  const session = await plans.session(world.scheme);
  await jo.send(`/dates/${session}`, { answer: 'yes', tell_leader: '' });
  await jo.send(`/dates/${session}/answer`, { answer: 'not-this-time' }, `/dates/${session}`);
  expect((await jo.get(`/dates/${session}/answer`)).body).toContain('Take care. You have lost nothing.');
});

it('a full date says so kindly, and offers to wait', async () => {
  const { session } = await fullDate();
  const page = await jo.get(`/dates/${session}`);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('This one is full now: 2 people said yes. You can join the waiting list.');
  expect(page.body).not.toContain('value="yes"');
  const late = await jo.send(`/dates/${session}`, { answer: 'yes', tell_leader: 'Kept' });
  expect([late.statusCode, late.body]).toEqual([422, expect.stringContaining('value="Kept"')]);
  await jo.send(`/dates/${session}`, { answer: 'waiting', tell_leader: '' });
  expect((await jo.get(`/dates/${session}/answer`)).body).toContain(
    'We will message you if a place comes up',
  );
});

it('when somebody makes room, the first who waits is told, once', async () => {
  const { session, others } = await fullDate();
  const waiting = [];
  for (const name of ['Cal', 'Dee']) {
    const visitor = await world.signedInAs('participant', { name });
    await world.book.ownerSource.query(`UPDATE person SET contact = 'letter' WHERE id = $1`, [
      visitor.person,
    ]);
    await visitor.visitor.send(`/dates/${session}`, { answer: 'waiting', tell_leader: '' });
    waiting.push(visitor.person);
  }
  const told = () =>
    world.book.ownerSource.query<{ person_id: string }[]>(
      `SELECT person_id FROM message WHERE kind = 'place-offered' AND key = $1 ORDER BY id`,
      [session],
    );
  expect(await told()).toEqual([]);
  const [aisha] = others;
  if (aisha === undefined) throw new Error('Nobody came first.');
  const links = world.web.app.get(PlaceLinks, { strict: false });
  const token = await world.book.work.write(world.scheme, (tx) =>
    links.make(tx, world.scheme, session, aisha),
  );
  await world.visitor().send(`/n/${token}`, {});
  expect((await told()).map(({ person_id }) => person_id)).toEqual([waiting[0]]);
});

it('a date where staff choose takes no yes from the web, and staff may still write one down', async () => {
  const session = await plans.session(world.scheme, { onlineJoining: false });
  expect((await jo.get(`/dates/${session}`)).body).toContain('Ask staff about this one.');
  expect((await jo.get(`/dates/${session}`)).body).not.toContain('value="yes"');
  const { visitor: staff } = await world.signedInAs('staff');
  const page = `/staff/people/${person}/for/phone/dates/${session}`;
  expect((await staff.send(page, { answer: 'yes', tell_leader: '' })).headers.location).toBe(
    `${page}/answer`,
  );
  expect(await answersOf(session)).toEqual([{ personId: person, answer: 'yes' }]);
});

it('what staff answered for somebody is noted, and not what the answer was: notes are kept for longer', async () => {
  const { visitor: staff, person: by } = await world.signedInAs('staff');
  const session = await plans.session(world.scheme);
  await staff.send(`/staff/people/${person}/for/desk/dates/${session}`, { answer: 'maybe', tell_leader: '' });
  const notes: unknown[] = await world.book.ownerSource.query(
    `SELECT person_id, actor_id, details FROM audit_event WHERE action = 'place.answered' AND subject_id = $1`,
    [session],
  );
  expect(notes).toEqual([{ person_id: person, actor_id: by, details: {} }]);
});

it('a date that has been, or is off, says so and takes no answer', async () => {
  const past = await plans.session(world.scheme, { startsAt: await plans.at(world.scheme, -3) });
  const off = await plans.session(world.scheme);
  await world.book.work.write(world.scheme, (tx) =>
    plans.sessions.callOff(tx, { schemeId: world.scheme, personId: person }, off, 'The bus is not running.'),
  );
  const before = await plans.rows();
  expect((await jo.get(`/dates/${past}`)).body).toContain('This date has been. See what is on next.');
  expect((await jo.get(`/dates/${off}`)).body).toContain('This is called off: The bus is not running.');
  for (const session of [past, off])
    expect(
      (await jo.send('/account/name', { answer: 'yes', tell_leader: '' }, `/dates/${session}`)).statusCode,
    ).toBe(422);
  expect(await plans.rows()).toEqual(before);
});

it('a choice is asked for when none was made, and what was typed is kept', async () => {
  const session = await plans.session(world.scheme);
  const answer = await jo.send(`/dates/${session}`, { tell_leader: 'I walk slowly' });
  expect(answer.statusCode).toBe(422);
  for (const words of ['<a href="#answer">Choose one of these</a>', 'value="I walk slowly"'])
    expect(answer.body).toContain(words);
  expect(await answersOf(session)).toEqual([]);
});

it('the list shows what was asked for, ten at a time', async () => {
  const activityId = await plans.activity(world.scheme, { name: 'Chess', kind: 'group', setting: 'indoors' });
  for (let day = 200; day < 212; day++)
    await plans.session(world.scheme, { activityId, startsAt: await plans.at(world.scheme, day) });
  const from = (await plans.at(world.scheme, 200)).slice(0, 10);
  const { body } = await jo.get(`/activities?from=${from}&setting=indoors&day=`);
  expect(body.match(/<h2 class="govuk-heading-m gx-item__title">/g)?.length).toBe(10);
  const next = /href="(\/activities\?from=[^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect((await jo.get(next)).body.match(/gx-item__title/g)?.length).toBe(2);
  expect((await jo.get(`/activities?from=${from}&setting=outdoors`)).body).toContain(
    'Nothing like that is planned',
  );
});

describe('a link in a message', () => {
  let session: SessionId;
  let path: string;

  beforeEach(async () => {
    session = await plans.session(world.scheme);
    await plans.answer(world.scheme, session, person, 'yes');
    const links = world.web.app.get(PlaceLinks, { strict: false });
    path = `/n/${await world.book.work.write(world.scheme, (tx) => links.make(tx, world.scheme, session, person))}`;
  });

  it('says not this time in two taps, without signing in, and shows a first name and a day only', async () => {
    const stranger = world.visitor();
    const { statusCode, body } = await stranger.get(path);
    expect(statusCode).toBe(200);
    expect(body).toContain('Jo, not this time on');
    for (const words of ['Hill walk', 'The drop-in', 'orbit']) expect(body).not.toContain(words);
    expect(await answersOf(session)).toEqual([{ personId: person, answer: 'yes' }]);
    const sent = await stranger.send(path, {});
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/n/thank-you']);
    expect((await stranger.get('/n/thank-you')).body).toContain('You have lost nothing');
    expect(await answersOf(session)).toEqual([{ personId: person, answer: 'not-this-time' }]);
  });

  it('works once, and then says so; what was changed since stays', async () => {
    await world.visitor().send(path, {});
    await plans.answer(world.scheme, session, person, 'yes');
    const again = world.visitor();
    expect((await again.get(path)).statusCode).toBe(410);
    expect((await again.send('/sign-in', {}, path)).statusCode).toBe(410);
    expect(await answersOf(session)).toEqual([{ personId: person, answer: 'yes' }]);
  });

  it('is thanked for also when it is tapped twice', async () => {
    const visitor = world.visitor();
    const fields = { _csrf: tokenIn((await visitor.get(path)).body) };
    const answers = await Promise.all([visitor.post(path, fields), visitor.post(path, fields)]);
    for (const { headers } of answers) expect(headers.location).toBe('/n/thank-you');
  });

  it('of a date that is called off says so, and not that it was used', async () => {
    const staff = { schemeId: world.scheme, personId: person };
    await world.book.work.write(world.scheme, (tx) => plans.sessions.callOff(tx, staff, session, 'No bus.'));
    const { statusCode, body } = await world.visitor().get(path);
    expect([statusCode, body]).toEqual([
      410,
      expect.stringContaining('This date has been, or it is called off'),
    ]);
    expect(body).not.toContain('has been used');
  });

  it('is kept as a hash, and nobody guesses one', async () => {
    const rows: { token_hash: Buffer }[] = await world.book.ownerSource.query(
      'SELECT token_hash FROM place_link',
    );
    expect(rows.some(({ token_hash }) => token_hash.toString().includes(path.slice(3)))).toBe(false);
    for (const guess of ['x', 'A'.repeat(22), `${path.slice(3)}A`])
      expect((await world.visitor().get(`/n/${guess}`)).statusCode).toBe(410);
  });
});
