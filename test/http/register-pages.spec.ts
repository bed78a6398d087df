import { newId, type ParticipantId, type SessionId } from '../../src/shared/ids.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { type Fields, tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;
let registers: RegisterWorld;
let visitor: Visitor;
let morag: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open({ HELP_PHONE: '01382 000 000' });
  registers = await RegisterWorld.over(world.book, world.scheme);
  ({ visitor, person: morag } = await world.signedInAs('leader', { name: 'Morag' }));
});

afterAll(() => world.close());

const path = (session: SessionId): string => `/leader/dates/${session}/register`;

/** The value of a hidden field. */
function hidden(body: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
}

/** The people of a page who are ticked. */
function tickedIn(body: string): readonly string[] {
  return [...body.matchAll(/name="came" value="([^"]*)"(?: id="came")? checked/g)].map(([, id = '']) => id);
}

/** Sends the form of the page that is open, with what is typed into it. */
async function press(page: string, button: string, fields: Fields, by = visitor) {
  const { body } = await by.get(page);
  const usual = { key: hidden(body, 'key'), version: hidden(body, 'version'), _csrf: tokenIn(body) };
  return by.post(page, { ...usual, do: button, ...fields });
}

const sentences = (body: string): readonly string[] =>
  [...body.matchAll(/<p class="govuk-body gx-sum">([^<]*)<\/p>/g)].map(([, text = '']) => text);

describe('the register of a leader', () => {
  it('begins with nobody ticked, and one button ticks everybody who said yes', async () => {
    const people = await registers.people(8);
    const session = await registers.session({ leaders: [morag], yes: people });
    const opened = await visitor.get(path(session));
    expect(tickedIn(opened.body)).toEqual([]);
    const filled = await press(path(session), 'fill', { led: [morag] });
    expect(filled.statusCode).toBe(200);
    expect(tickedIn(filled.body).toSorted()).toEqual([morag, ...people].toSorted());
    const saved = await visitor.post(path(session), {
      ...{ do: 'save', came: tickedIn(filled.body), led: [morag], _csrf: tokenIn(filled.body) },
      ...{ key: hidden(filled.body, 'key'), version: hidden(filled.body, 'version') },
    });
    expect([saved.statusCode, saved.headers.location]).toEqual([303, `${path(session)}/saved?version=1`]);
    const receipt = await visitor.get(`${path(session)}/saved?version=1`);
    expect(sentences(receipt.body)).toEqual([
      '8 people get 1 galaxy each.',
      'Morag gets 2 for leading.',
      '10 galaxies added in all.',
      'They can see this now.',
    ]);
    expect(await registers.toUse([morag, ...people])).toEqual([2, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('gives first names and no more: no surname, no galaxies of anybody', async () => {
    const [sam, other] = [
      await registers.person('Sam', 'Quixworthy'),
      await registers.person('Sam', 'Abernathy'),
    ];
    const session = await registers.session({ leaders: [morag], yes: [sam, other] });
    const { body } = await visitor.get(path(session));
    expect(body).toContain('Sam Q');
    expect(body).toContain('Sam A');
    expect(body).not.toMatch(/Quixworthy|Abernathy/);
  });

  it('says what to do when nobody is ticked, and keeps what was typed', async () => {
    const people = await registers.people(2);
    const session = await registers.session({ leaders: [morag], yes: people });
    const answer = await press(path(session), 'save', { note_to_staff: 'Rain all day', out: '4' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Tick everyone who came, or choose &quot;Nobody came&quot;');
    expect(answer.body).toContain('href="#came"');
    expect(answer.body).toContain('Rain all day');
    expect(await registers.openChecks(session)).toEqual([]);
  });

  it('asks for one part where two were ticked, by name and beside the box', async () => {
    const ewan = await registers.person('Ewan');
    const session = await registers.session({ leaders: [morag], yes: [ewan] });
    const both = { came: [ewan], helped: [ewan], led: [ewan, morag] };
    const answer = await press(path(session), 'save', both);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Choose one for Ewan: took part, helped or led');
    expect(answer.body).toContain('href="#helped-1"');
  });

  it.each([
    ['nobody-came', 'Nobody came. That is fine.'],
    ['did-not-run', 'It did not run. That is fine.'],
  ])('takes %s in one tap', async (button, sentence) => {
    const session = await registers.session({ leaders: [morag] });
    const answer = await press(path(session), button, {});
    const receipt = await visitor.get(answer.headers.location ?? '');
    expect(sentences(receipt.body)).toEqual([sentence]);
  });

  it('saves when fewer are back than went out, and says whom to call first of all', async () => {
    const [sam] = await registers.people(1);
    const session = await registers.session({ leaders: [morag], countBack: true });
    const answer = await press(path(session), 'save', {
      came: [sam ?? ''],
      extra: [sam ?? ''],
      out: '8',
      back: '7',
    });
    const { body } = await visitor.get(answer.headers.location ?? '');
    expect(body).toContain(
      'You counted 8 out and 7 back. If someone is not back, call staff on 01382 000 000',
    );
    expect(sentences(body)).toContain('1 galaxy added in all.');
  });

  it('adds somebody by first name: one is ticked, several are asked about, nobody becomes a new person', async () => {
    const session = await registers.session({ leaders: [morag] });
    const hidden1 = await registers.person('Zebedee');
    const none = await press(path(session), 'find', { add: 'Zebedee' });
    expect([none.statusCode, none.body.includes(hidden1)]).toEqual([422, false]);
    expect(none.body).toContain(
      'We could not find that name. Check the spelling, or add them as a new person',
    );
    await world.book.ownerSource.query('UPDATE person SET findable_by_leaders = true WHERE id = $1', [
      hidden1,
    ]);
    const one = await press(path(session), 'find', { add: 'zebedee' });
    expect([one.statusCode, tickedIn(one.body)]).toEqual([200, [hidden1]]);
    const twin = await registers.person('Zebedee', 'Young');
    await world.book.ownerSource.query('UPDATE person SET findable_by_leaders = true WHERE id = $1', [twin]);
    const many = await press(path(session), 'find', { add: 'Zebedee' });
    expect(many.body).toContain('We found 2 people called Zebedee. Choose one');
    const chosen = await press(path(session), 'choose', { chosen: twin, add: 'Zebedee' });
    expect(tickedIn(chosen.body)).toEqual([twin]);
  });

  it('takes a new person by first name alone, once, however often it is sent', async () => {
    const session = await registers.session({ leaders: [morag] });
    const added = await press(path(session), 'new', { add: 'Wilhelmina' });
    expect(added.body).toContain('name="new_name" value="Wilhelmina"');
    const form = {
      ...{ do: 'save', new_name: 'Wilhelmina', _csrf: tokenIn(added.body) },
      ...{ key: hidden(added.body, 'key'), version: hidden(added.body, 'version') },
    };
    const first = await visitor.post(path(session), form);
    const again = await visitor.post(path(session), form);
    expect([first.headers.location, again.headers.location]).toEqual(
      Array.from({ length: 2 }, () => `${path(session)}/saved?version=1`),
    );
    const people: unknown[] = await world.book.ownerSource.query(
      `SELECT person.id FROM person WHERE liked_name = 'Wilhelmina'`,
    );
    expect(people).toHaveLength(1);
    expect(sentences((await visitor.get(`${path(session)}/saved`)).body)).toContain(
      'Wilhelmina gets 1 galaxy.',
    );
  });

  it('does not lose a name that was typed and not looked for', async () => {
    const [sam] = await registers.people(1);
    const session = await registers.session({ leaders: [morag] });
    const answer = await press(path(session), 'save', {
      came: [sam ?? ''],
      extra: [sam ?? ''],
      add: 'Rumpel',
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Add Rumpel as a new person');
    expect(tickedIn(answer.body)).toEqual([sam]);
  });

  it('is changed later as a new version, and the receipt says what was put right', async () => {
    const [sam, ben] = [await registers.person('Sam'), await registers.person('Ben')];
    const session = await registers.session({ leaders: [morag], yes: [sam, ben] });
    await press(path(session), 'save', { came: [sam], led: [morag] });
    const opened = await visitor.get(path(session));
    expect(tickedIn(opened.body)).toEqual([sam]);
    expect(opened.body).toContain('1 person. You can change it.');
    const changed = await press(path(session), 'save', { came: [ben], led: [morag] });
    const { body } = await visitor.get(changed.headers.location ?? '');
    expect(sentences(body)).toEqual([
      'Ben gets 1 galaxy.',
      'Put right: Sam is not on the register now. That was 1 galaxy.',
      '1 galaxy added in all.',
      'They can see this now.',
      'The register has 1 on it now and gives 1 galaxy in all.',
    ]);
  });

  it('of two leaders is joined, and the second is told so', async () => {
    const [sam, ben] = [await registers.person('Sam'), await registers.person('Ben')];
    const iain = await world.signedInAs('leader', { name: 'Iain' });
    const session = await registers.session({ leaders: [morag, iain.person], yes: [sam, ben] });
    const { body: open } = await iain.visitor.get(path(session));
    await press(path(session), 'save', { came: [sam] });
    const second = await iain.visitor.post(path(session), {
      ...{ do: 'save', came: [ben], _csrf: tokenIn(open) },
      ...{ key: hidden(open, 'key'), version: hidden(open, 'version') },
    });
    const { body } = await iain.visitor.get(second.headers.location ?? '');
    expect(body).toContain('Morag also sent a register. We kept everyone from both. Please check the list');
    expect(await registers.toUse([sam, ben])).toEqual([1, 1]);
  });

  it('after 14 days is kept as it was typed and handed to staff', async () => {
    const [sam, ben] = [await registers.person('Sam'), await registers.person('Ben')];
    const session = await registers.session({ leaders: [morag], yes: [sam, ben], day: -20 });
    await press(path(session), 'save', { came: [sam] });
    const locked = await press(path(session), 'save', { came: [sam, ben] });
    expect(locked.statusCode).toBe(422);
    expect(locked.body).toContain(
      'This was more than 14 days ago. Staff can change it for you. We have kept what you typed',
    );
    expect(tickedIn(locked.body).toSorted()).toEqual([sam, ben].toSorted());
    const asked = await press(path(session), 'ask', { came: [sam, ben] });
    expect(asked.headers.location).toBe(`${path(session)}/asked`);
    expect((await visitor.get(`${path(session)}/asked`)).body).toContain('Staff will look at this');
    expect(await registers.toUse([sam, ben])).toEqual([1, 0]);
  });
});

describe('a register of somebody else', () => {
  it('is answered like one that is not there, to whoever opens or sends it', async () => {
    const other = await registers.person('Iain');
    const session = await registers.session({ leaders: [other] });
    for (const id of [session, newId<SessionId>()]) {
      expect((await visitor.get(path(id))).statusCode).toBe(404);
      expect((await visitor.get(`${path(id)}/saved`)).statusCode).toBe(404);
      const { body } = await visitor.get('/leader');
      const fields = { do: 'nobody-came', key: 'k', version: '0', _csrf: tokenIn(body) };
      expect((await visitor.post(path(id), fields)).statusCode).toBe(404);
    }
    expect(await registers.openChecks(session)).toEqual([]);
  });

  it('is open to staff', async () => {
    const staff = await world.signedInAs('staff', { name: 'Ailsa' });
    const session = await registers.session({ leaders: [await registers.person('Iain')] });
    expect((await staff.visitor.get(path(session))).statusCode).toBe(200);
  });
});

describe('the dates of a leader', () => {
  it('are today, the next 7 days, and registers to send', async () => {
    const leader = await world.signedInAs('leader', { name: 'Gail' });
    expect((await leader.visitor.get('/leader')).body).toContain('You have no dates to lead. That is fine.');
    for (const day of [-9, -3, 0, 3, 30]) await registers.session({ day, leaders: [leader.person] });
    const { body } = await leader.visitor.get('/leader');
    expect([...body.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, title]) => title).slice(0, 3)).toEqual([
      'Today',
      'Next 7 days',
      'Registers to send or finish',
    ]);
    expect(body.match(/Open register/g)).toHaveLength(3);
  });
});
