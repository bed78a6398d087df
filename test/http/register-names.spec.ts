import { newId, type ParticipantId, type SessionId } from '../../src/shared/ids.js';
import { press, registerOf, sentencesIn, tickedIn, usualFields } from '../support/register-forms.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;
let registers: RegisterWorld;
let visitor: Visitor;
let morag: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open();
  registers = await RegisterWorld.over(world.book, world.scheme);
  ({ visitor, person: morag } = await world.signedInAs('leader', { name: 'Morag' }));
});

afterAll(() => world.close());

describe('somebody who is not on the list', () => {
  it('adds somebody by first name: one is ticked, several are asked about, nobody becomes a new person', async () => {
    const session = await registers.session({ leaders: [morag] });
    const hidden1 = await registers.person('Zebedee');
    const none = await press(visitor, session, 'find', { add: 'Zebedee' });
    expect([none.statusCode, none.body.includes(hidden1)]).toEqual([422, false]);
    expect(none.body).toContain(
      'We could not find that name. Check the spelling, or add them as a new person',
    );
    await registers.findable([hidden1]);
    const one = await press(visitor, session, 'find', { add: 'zebedee' });
    expect([one.statusCode, tickedIn(one.body)]).toEqual([200, [hidden1]]);
    const twin = await registers.person('Zebedee', 'Young');
    await registers.findable([twin]);
    const many = await press(visitor, session, 'find', { add: 'Zebedee' });
    expect(many.body).toContain('We found 2 people called Zebedee. Choose one');
    expect(many.body).not.toContain('Young');
    const chosen = await press(visitor, session, 'choose', { chosen: twin, add: 'Zebedee' });
    expect(tickedIn(chosen.body)).toEqual([twin]);
  });

  it('says to whoever types their own name that nobody puts themselves on a register', async () => {
    const { visitor: iona } = await world.signedInAs('staff', { name: 'Iona' });
    const session = await registers.session({ leaders: [morag] });
    for (const [by, name] of [
      [visitor, 'morag'],
      [iona, 'Iona'],
    ] as const) {
      const { statusCode, body } = await press(by, session, 'find', { add: name });
      expect([statusCode, tickedIn(body)]).toEqual([422, []]);
      expect(body).toContain(
        'href="#add">That is your own name. Whoever is to lead ticks their own row, and',
      );
      expect(body).toContain(`If you mean somebody else of that name, add ${name} as a new person.`);
      expect(body).not.toContain('We could not find that name');
    }
  });

  it('tells staff which of two it is, when one letter of a surname does not', async () => {
    const { visitor: staff, person: ailsa } = await world.signedInAs('staff', { name: 'Ailsa' });
    const session = await registers.session({ leaders: [morag, ailsa] });
    for (const surname of ['Sim', 'Stewart']) await registers.person('Nuala', surname);
    const { body } = await press(staff, session, 'find', { add: 'Nuala' });
    expect(body).toContain('We look among everybody who takes part.');
    for (const name of ['Nuala Sim', 'Nuala Stewart'])
      expect(body).toMatch(new RegExp(`>Nuala S</label>\\s*<div[^>]*>${name}, reference p-`));
  });

  it('takes a new person by first name alone, once, however often it is sent', async () => {
    const session = await registers.session({ leaders: [morag] });
    const added = await press(visitor, session, 'new', { add: 'Wilhelmina' });
    expect(added.body).toContain('name="new_name" value="Wilhelmina"');
    const form = {
      ...usualFields(added.body),
      ...{ do: 'save', new_name: 'Wilhelmina' },
    };
    const first = await visitor.post(registerOf(session), form);
    const again = await visitor.post(registerOf(session), form);
    expect([first.headers.location, again.headers.location]).toEqual(
      Array.from({ length: 2 }, () => `${registerOf(session)}/saved?version=1`),
    );
    const people: unknown[] = await world.book.ownerSource.query(
      `SELECT taking_part AS state, (SELECT count(*)::int FROM audit_event e WHERE e.person_id = person.id
         AND e.action = 'person.added') AS noted FROM person WHERE liked_name = 'Wilhelmina'`,
    );
    expect(people).toEqual([{ state: 'joining', noted: 1 }]);
    expect(sentencesIn((await visitor.get(`${registerOf(session)}/saved`)).body)).toContain(
      'Wilhelmina gets 1 galaxy.',
    );
    const { visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' });
    expect((await staff.get('/staff')).body).toContain('1 person is joining');
    expect((await staff.get('/staff/people?taking_part=joining')).body.match(/Wilhelmina/g)).toHaveLength(1);
  });

  it('does not lose a name that was typed and not looked for', async () => {
    const sam = await registers.person('Sam');
    await registers.findable([sam]);
    const session = await registers.session({ leaders: [morag] });
    const typed = { came: [sam], extra: [sam], add: 'Rumpel' };
    const answer = await press(visitor, session, 'save', typed);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Add Rumpel as a new person');
    expect(tickedIn(answer.body)).toEqual([sam]);
  });
});

describe('somebody whom leaders may not find', () => {
  it('is to a leader who forges a form with their id like somebody who is not there', async () => {
    const [sam, shy] = [await registers.person('Sam'), await registers.person('Quentin')];
    const told: unknown[] = [];
    for (const id of [shy, newId<ParticipantId>()]) {
      const session = await registers.session({ leaders: [morag], yes: [sam] });
      const forged = { extra: [id], came: [sam, id], chosen: id };
      const pages = [
        await press(visitor, session, 'fill', forged),
        await press(visitor, session, 'choose', forged),
        await press(visitor, session, 'save', { ...forged, add: 'Rumpel' }),
      ];
      const saved = await press(visitor, session, 'save', { ...forged, helped: [id] });
      const receipt = await visitor.get(saved.headers.location ?? '');
      const all = [...pages, receipt].map(({ statusCode, body }) => [
        ...[statusCode, tickedIn(body), sentencesIn(body), body.includes('Quentin')],
      ]);
      told.push([all, (saved.headers.location ?? '').replace(session, 'DATE')]);
      expect(pages.flatMap(({ body }) => tickedIn(body))).not.toContain(id);
    }
    expect(told[0]).toEqual(told[1]);
    expect(await registers.toUse([sam, shy])).toEqual([2, 0]);
    expect(await world.book.ownerSource.query('SELECT FROM attendance WHERE person_id = $1', [shy])).toEqual(
      [],
    );
  });

  it('is no less so to a leader who sends the register as a program', async () => {
    const [sam, shy] = [await registers.person('Sam'), await registers.person('Quentin')];
    const session = await registers.session({ leaders: [morag], yes: [sam] });
    const lines = [sam, shy, newId<ParticipantId>()].map((personId) => ({ personId, part: 'attended' }));
    const sent = await world.web.app.inject({
      method: 'PUT',
      url: `/api/v1/sessions/${session}/register`,
      headers: {
        cookie: `galaxies=${visitor.secret}`,
        origin: 'http://localhost:80',
        'idempotency-key': newId<SessionId>(),
        'x-csrf-token': tokenIn((await visitor.get('/leader')).body),
      },
      payload: { outcome: 'came', lines },
    });
    const { lines: answers } = sent.json<{ lines: { result: string }[] }>();
    expect(answers.map(({ result }) => result)).toEqual(['added', 'unknown-person', 'unknown-person']);
    expect(await registers.toUse([sam, shy])).toEqual([1, 0]);
  });

  it('is on the list of a leader whose date they answered, and of staff who type it up', async () => {
    const [maybe, shy] = [await registers.person('Maybe'), await registers.person('Quentin')];
    const session = await registers.session({ leaders: [morag], maybe: [maybe] });
    await press(visitor, session, 'save', { came: [maybe] });
    const { visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' });
    await press(staff, session, 'save', { came: [maybe, shy], extra: [shy] });
    expect(await registers.toUse([maybe, shy])).toEqual([1, 1]);
    await press(visitor, session, 'save', { came: [maybe, shy] });
    expect(await registers.toUse([maybe, shy])).toEqual([1, 1]);
  });
});
