import { NewNames } from '../../src/attendance/new-names.service.js';
import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { atOnce, times } from '../support/at-once.js';
import { PaperWorld, radiosIn } from '../support/paper-world.js';
import { hidden, press, registerOf, tickedIn, usualFields } from '../support/register-forms.js';
import type { RegisterWorld } from '../support/register-world.js';
import type { Fields, Visitor } from '../support/visitor.js';

let papers: PaperWorld;
let registers: RegisterWorld;
let morag: Visitor;
let ben: ParticipantId;
let session: SessionId;
let roster_code: string;

beforeAll(async () => {
  papers = await PaperWorld.open();
  ({ registers } = papers);
  morag = papers.morag.visitor;
  ben = await registers.person('Ben');
});

afterAll(() => papers.close());

beforeEach(async () => {
  ({ session, roster_code } = await papers.paper([ben]));
});

const namesOn = async () => (await papers.onRegister(session)).map(({ name }) => name);

const open = async () => (await morag.get(registerOf(session))).body;

/** Presses a button of that page, with all that is hidden in it. */
const send = (page: string, button: string, fields: Fields) =>
  morag.post(registerOf(session), { ...usualFields(page), came: [ben], do: button, ...fields });

/** What the form holds of the people who are new. */
const held = (page: string): Fields => ({
  new_name: [...page.matchAll(/name="new_name" value="([^"]*)"/g)].map(([, name = '']) => name),
  new_seen: [...page.matchAll(/name="new_seen" value="([^"]*)"/g)].map(([, seen = '']) => seen),
});

describe('somebody new on a register, whom staff typed up from paper meanwhile', () => {
  /** The page that asks, after staff typed the name up while Morag had the register open, and Morag saved. */
  async function asked(name: string, fields: Fields = {}): Promise<string> {
    const page = await open();
    await papers.typeUp({ roster_code, rows: '1', extra_names: name }, { who_1: 'new' });
    const before = await registers.traces();
    const { body } = await send(page, 'save', { new_name: [name], ...fields });
    expect(await registers.traces()).toEqual(before);
    return body;
  }

  it('is asked about before anything is saved, and nothing that was typed is lost', async () => {
    const body = await asked('Wanda', { new_name: ['Xena', 'Wanda'], note_to_staff: 'A glove.', out: '4' });
    expect(body).toMatch(
      /href="#add">Ailsa put Wanda on this register from paper at [^<]*, after you opened this page\. Choose if it is/,
    );
    expect(radiosIn(body, 'chosen')).toEqual(await papers.called('Wanda'));
    expect(body).toContain('Add Wanda as a new person');
    expect(body).toContain('value="Wanda"');
    expect(held(body)['new_name']).toEqual(['Xena']);
    expect(body).toContain('>A glove.</textarea>');
    expect([hidden(body, 'version'), body.includes(`value="${ben}" id="came" checked`)]).toEqual(['0', true]);
  });

  it.each(['save', 'find', 'choose'])(
    'is asked about again when nothing is chosen and %p is pressed',
    async (button) => {
      const name = `W${button}`;
      const body = await asked(name);
      const still = await send(body, button, { add: name, asked: hidden(body, 'asked') });
      expect(still.body).toMatch(new RegExp(`href="#add">Ailsa put ${name} on this register from paper at`));
      expect(radiosIn(still.body, 'chosen')).toEqual(await papers.called(name));
    },
  );

  it('is one person when the leader says that it is the same', async () => {
    const body = await asked('Wilma');
    const [wilma = ben] = await papers.called('Wilma');
    const chosen = await send(body, 'choose', { add: 'Wilma', chosen: wilma, asked: hidden(body, 'asked') });
    const { statusCode } = await send(chosen.body, 'save', { came: [ben, wilma], extra: [wilma] });
    expect([statusCode, await papers.called('Wilma')]).toEqual([303, [wilma]]);
    expect(await namesOn()).toEqual(['Ben', 'Wilma']);
    expect(await registers.toUse([wilma])).toEqual([1]);
    expect(await registers.openChecks(session)).toEqual([]);
  });

  it('is one person when the leader chooses who it is and saves at once', async () => {
    const body = await asked('Walda');
    const [walda = ben] = await papers.called('Walda');
    const { statusCode } = await send(body, 'save', {
      add: 'Walda',
      chosen: walda,
      asked: hidden(body, 'asked'),
    });
    expect([statusCode, await namesOn()]).toEqual([303, ['Ben', 'Walda']]);
    expect(await papers.called('Walda')).toEqual([walda]);
  });

  it('is one person when the leader ticks their row and saves', async () => {
    const body = await asked('Wilda');
    const [wilda = ben] = await papers.called('Wilda');
    const ticked = { add: 'Wilda', came: [ben, wilda], asked: hidden(body, 'asked') };
    const { statusCode } = await send(body, 'save', ticked);
    expect([statusCode, await namesOn()]).toEqual([303, ['Ben', 'Wilda']]);
    expect(await papers.called('Wilda')).toEqual([wilda]);
  });

  it('is two when the leader says that it is another, also when it is sent again', async () => {
    const body = await asked('Wendel');
    const added = await send(body, 'new', { add: 'Wendel', asked: hidden(body, 'asked') });
    const first = await send(added.body, 'save', held(added.body));
    const twice = await send(added.body, 'save', held(added.body));
    expect([first.statusCode, twice.headers.location]).toEqual([303, first.headers.location]);
    expect(await namesOn()).toEqual(['Ben', 'Wendel', 'Wendel']);
    expect(await registers.toUse(await papers.called('Wendel'))).toEqual([1, 1]);
  });
});

describe('somebody new, when the form is sent again', () => {
  it('is the same person and the same answer, also after another list put somebody else of that name on it', async () => {
    const page = await open();
    const first = await send(page, 'save', { new_name: ['Wim'] });
    await papers.typeUp({ roster_code, rows: '1', extra_names: 'Wim' }, { who_1: 'new' });
    const before = await registers.traces();
    const twice = await send(page, 'save', { new_name: ['Wim'] });
    expect([twice.statusCode, twice.headers.location]).toEqual([303, first.headers.location]);
    expect(await registers.traces()).toEqual(before);
  });

  it('is the same person and the same answer, also after staff said that they helped', async () => {
    const page = await open();
    const first = await send(page, 'save', { new_name: ['Wita'] });
    const [wita = ben] = await papers.called('Wita');
    await registers.save(session, registers.doer(papers.ailsa.person, 'staff'), {
      ...{ came: [ben], helped: [wita], basedOn: 1 },
    });
    const twice = await send(page, 'save', { new_name: ['Wita'] });
    expect([twice.statusCode, twice.headers.location]).toEqual([303, first.headers.location]);
  });
});

it('somebody new is no question where all of that name who came since are on the list that is sent', async () => {
  const walt = await registers.person('Walt');
  const page = await open();
  await papers.typeUp({ roster_code, rows: '1', extra_names: 'Walt' }, { who_1: walt });
  const { statusCode } = await send(page, 'save', { came: [ben, walt], extra: [walt], new_name: ['Walt'] });
  expect([statusCode, await namesOn()]).toEqual([303, ['Ben', 'Walt', 'Walt']]);
});

it('somebody new is one person when the same form is sent ten times at once', async () => {
  const page = await open();
  const { kept } = await atOnce(
    times(10, async () => (await send(page, 'save', { new_name: ['Wolf'] })).statusCode),
  );
  expect(new Set(kept)).toEqual(new Set([303]));
  expect(await papers.called('Wolf')).toHaveLength(1);
});

it('somebody new is never made twice unseen by two forms that are sent at once: one of them is asked', async () => {
  const pages = [await open(), await open()] as const;
  const answers = await Promise.all(pages.map((page) => send(page, 'save', { new_name: ['Wulf'] })));
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 422]);
  expect(await papers.called('Wulf')).toHaveLength(1);
});

it('a second of one name is added to a register without a question by whoever sees the first on it', async () => {
  await press(morag, session, 'save', { came: [ben], new_name: 'Wido' });
  const [first = ben] = await papers.called('Wido');
  const again = await press(morag, session, 'save', { came: [ben, first], new_name: 'Wido' });
  expect([again.statusCode, await namesOn()]).toEqual([303, ['Ben', 'Wido', 'Wido']]);
});

it('somebody new whom several transactions name at once is added once, and written down once', async () => {
  const { book, scheme, web } = papers.world;
  const names = web.app.get(NewNames);
  const named = {
    sessionId: session,
    key: 'form',
    people: [{ name: 'Zelda', from: ['form'], seen: 0 }],
    beside: [],
  };
  const by = registers.doer(papers.ailsa.person, 'staff');
  const join = () => book.work.write(scheme, (tx) => names.join(tx, scheme, by, named));
  const { kept, refused } = await atOnce(times(6, join));
  const [id] = new Set(kept.flat());
  expect([new Set(kept.flat()).size, refused]).toEqual([1, {}]);
  const noted = `SELECT FROM audit_event WHERE action = 'person.added' AND subject_id = $1`;
  expect(await book.ownerSource.query<unknown[]>(noted, [id])).toHaveLength(1);
});

describe('somebody said to be new by mistake', () => {
  it('is taken off the form again before anybody is made, and nothing else that was typed is lost', async () => {
    const before = await registers.traces();
    const typed = { new_name: ['Jhon', 'Xena', 'Jhon'], note_to_staff: 'A glove.', out: '4' };
    const { statusCode, body } = await send(await open(), 'drop-0', typed);
    expect([statusCode, held(body)['new_name']]).toEqual([200, ['Xena', 'Jhon']]);
    expect(body).toContain('>A glove.</textarea>');
    expect([hidden(body, 'version'), body.includes(`value="${ben}" id="came" checked`)]).toEqual(['0', true]);
    expect(await registers.traces()).toEqual(before);
    await send(body, 'save', held(body));
    expect(await namesOn()).toEqual(['Ben', 'Jhon', 'Xena']);
  });

  it('makes nobody twice of those who stay, where the form had been saved with all of them', async () => {
    const page = await open();
    await send(page, 'save', { new_name: ['Jhon', 'Xena', 'Xena'] });
    await send(page, 'save', { new_name: ['Xena', 'Xena'] });
    expect(await namesOn()).toEqual(['Ben', 'Jhon', 'Xena', 'Xena']);
  });

  it.each(['drop-9', 'drop-99'])('is nobody where there is no such row: %s', async (button) => {
    const { statusCode, body } = await send(await open(), button, { new_name: ['Xena'] });
    expect([statusCode, held(body)['new_name']]).toEqual([200, ['Xena']]);
  });
});

it('one new person too many is said before the form can no longer be sent, and those before are kept', async () => {
  const twenty = Array.from({ length: 20 }, (_, n) => `New${String.fromCodePoint(65 + n)}`);
  const { statusCode, body } = await send(await open(), 'new', { new_name: twenty, add: 'Zelda' });
  expect(statusCode).toBe(422);
  expect(body).toContain('20 new people are on it.');
  expect([held(body)['new_name'], body.includes('value="Zelda"')]).toEqual([twenty, true]);
  await send(body, 'save', held(body));
  expect(await namesOn()).toEqual(['Ben', ...twenty]);
  const came = tickedIn(await open());
  const more = await send(await open(), 'new', { add: 'Zelda', came });
  await send(more.body, 'save', { ...held(more.body), came });
  expect(await namesOn()).toEqual(['Ben', ...twenty, 'Zelda']);
});
