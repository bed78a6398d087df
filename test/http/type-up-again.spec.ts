import { NewNames } from '../../src/attendance/new-names.service.js';
import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { atOnce, times } from '../support/at-once.js';
import { sentencesIn, usualFields } from '../support/register-forms.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Fields, Visitor } from '../support/visitor.js';

const TYPE_UP = '/staff/registers/type-up';
const TAKEN_OFF = 'Taken off the register before';

let world: SignInWorld;
let registers: RegisterWorld;
let staff: Visitor;
let ailsa: ParticipantId;
let leader: ParticipantId;
let ann: ParticipantId;
let ben: ParticipantId;
let cat: ParticipantId;
let session: SessionId;
let roster_code: string;

beforeAll(async () => {
  world = await SignInWorld.open();
  registers = await RegisterWorld.over(world.book, world.scheme);
  ({ visitor: staff, person: ailsa } = await world.signedInAs('staff', { name: 'Ailsa' }));
  ({ person: leader } = await world.signedInAs('leader', { name: 'Morag' }));
});

afterAll(() => world.close());

/** Ann and Ben are on the register from the paper, and Cat is on the paper; then staff take Ann off. */
beforeEach(async () => {
  await world.book.ownerSource.query(
    `UPDATE person SET liked_name = 'Gone' WHERE liked_name IN ('Ann', 'Ben')`,
  );
  [ann, ben, cat] = [
    await registers.person('Ann'),
    await registers.person('Ben'),
    await registers.person('Cat'),
  ];
  session = await registers.session({ leaders: [leader], yes: [ann, ben, cat] });
  roster_code = await registers.printed(session, [ann, ben, cat]);
  await typeUp({ roster_code, rows: '1-2' });
  await staffSave([ben], 1);
});

const staffSave = (came: readonly ParticipantId[], basedOn: number) =>
  registers.save(session, registers.doer(ailsa, 'staff'), { came, basedOn, outcome: 'nobody-came' });

const look = async (fields: Fields) => (await staff.send(TYPE_UP, fields)).body;

/** Types a list up, looks at the names, and saves. */
async function typeUp(fields: Fields, chosen: Fields = {}) {
  return saveFrom(await look(fields), fields, chosen);
}

function saveFrom(page: string, fields: Fields, chosen: Fields = {}, by = staff) {
  const rest = { do: 'save', filled_in_by: leader, ...chosen };
  return by.post(TYPE_UP, { ...fields, ...usualFields(page), ...rest });
}

const toUse = () => registers.toUse([ann, ben, cat]);

describe('a paper that is keyed again after somebody was taken off the register', () => {
  it.each([
    ['1-2', 'save'],
    ['1 3', 'save'],
    ['1 3', 'paper-alone'],
  ])('says who took them off, and with numbers %p and %p does not bring them back', async (rows, button) => {
    const page = await look({ roster_code, rows });
    expect(page).toContain(TAKEN_OFF);
    expect(page).toMatch(/Put Ann back on the register<[^]*Ailsa took Ann off on \w+ \d+ \w+\./);
    expect(page).not.toMatch(/name="put_back"[^>]* checked/);
    expect(page).not.toMatch(/On this paper and not on the register<[^]*<li>Ann<\/li>/);
    expect(page).not.toContain('The paper and the register say the same.');
    expect((await saveFrom(page, { roster_code, rows }, { do: button })).statusCode).toBe(303);
    expect(await toUse()).toEqual([0, button === 'save' ? 1 : 0, rows === '1 3' ? 1 : 0]);
  });

  it('brings them back when staff say so, and pays them once', async () => {
    const typed = { roster_code, rows: '1-3' };
    const { headers } = await typeUp(typed, { put_back: ann });
    expect(sentencesIn((await staff.get(headers.location ?? '')).body)[0]).toBe(
      '2 people get 1 galaxy each.',
    );
    expect(await toUse()).toEqual([1, 1, 1]);
    const again = await look(typed);
    expect(again).toContain('The paper and the register say the same.');
    expect(again).not.toContain(TAKEN_OFF);
    await saveFrom(again, typed);
    expect(await toUse()).toEqual([1, 1, 1]);
  });

  it('says so also of somebody who is written in by name', async () => {
    const typed = { roster_code, rows: '2', extra_names: 'Ann' };
    expect(await look(typed)).toContain('Put Ann');
    await typeUp(typed, { who_1: ann });
    expect(await toUse()).toEqual([0, 1, 0]);
    await typeUp(typed, { who_1: ann, put_back: ann });
    expect(await toUse()).toEqual([1, 1, 0]);
  });

  it('says so also where a name may be somebody else', async () => {
    const other = await registers.person('Ann', 'Young');
    const typed = { roster_code, rows: '2', extra_names: 'Ann' };
    expect(await look(typed)).toContain('Ailsa took Ann off on');
    await typeUp(typed, { who_1: ann });
    expect(await toUse()).toEqual([0, 1, 0]);
    await typeUp(typed, { who_1: other });
    expect(await registers.toUse([ann, other])).toEqual([0, 1]);
  });

  it('says when they were let keep what it gave', async () => {
    await world.book.ownerSource.query(
      `INSERT INTO put_right (scheme_id, transfer_id, person_id, kind, effect, let_them_keep, sentence_for_person, what_is_wrong,
         asked_by, state, decided_at, entry_id)
       SELECT scheme_id, transfer_id, person_id, 'line', 0, true, 'Sorry.', 'other', $2, 'done', clock_timestamp(),
         (SELECT entry_id FROM register_version WHERE session_id = $1 AND version = 2)
       FROM attendance WHERE session_id = $1 AND person_id = $3`,
      [session, ailsa, ann],
    );
    expect(await look({ roster_code, rows: '1-2' })).toContain(
      'Ann was let keep what it gave, and would get it again.',
    );
  });

  it('shows the names again when somebody was taken off meanwhile', async () => {
    const typed = { roster_code, rows: '1-3' };
    const page = await look(typed);
    await staffSave([], 2);
    const { statusCode, body } = await saveFrom(page, typed);
    expect(statusCode).toBe(422);
    expect(body).toContain('Somebody was taken off the register since you opened this page.');
    expect(body).toContain('Ailsa took Ben off on');
    expect(await toUse()).toEqual([0, 0, 0]);
    expect((await saveFrom(body, typed)).statusCode).toBe(303);
    expect(await toUse()).toEqual([0, 0, 1]);
  });

  it('is not saved when nobody would be on it', async () => {
    await staffSave([], 2);
    const before = await registers.traces();
    const { statusCode, body } = await typeUp({ roster_code, rows: '1' });
    expect([statusCode, body.includes('href="#put_back"')]).toEqual([422, true]);
    expect(body).toContain('Then nobody would be on the register.');
    expect(await registers.traces()).toEqual(before);
  });
});

it('a paper that two people key at the same moment counts everybody once, and brings nobody back', async () => {
  const { visitor: iain } = await world.signedInAs('staff', { name: 'Iain' });
  const typed = { roster_code, rows: '1-3' };
  const pages = [await look(typed), (await iain.send(TYPE_UP, typed)).body] as const;
  const answers = await Promise.all([saveFrom(pages[0], typed), saveFrom(pages[1], typed, {}, iain)]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
  expect(await toUse()).toEqual([0, 1, 1]);
  expect(await registers.openChecks(session)).toEqual([]);
});

it('two people who key one paper at the same moment make somebody new on it once', async () => {
  const { visitor: iain } = await world.signedInAs('staff', { name: 'Iain' });
  const keyed = (by: Visitor, rows: string) => ({
    by,
    typed: { roster_code, rows, extra_names: 'Wanda\nWanda' },
  });
  const both = [keyed(staff, '2 4-5'), keyed(iain, '2')];
  const pages = await Promise.all(both.map(async ({ by, typed }) => (await by.send(TYPE_UP, typed)).body));
  const sent = { who_1: 'new', who_2: 'new' };
  await Promise.all(both.map(({ by, typed }, index) => saveFrom(pages[index] ?? '', typed, sent, by)));
  const wandas = 'SELECT p.id FROM person p JOIN attendance a ON a.person_id = p.id WHERE liked_name = $1';
  expect(await world.book.ownerSource.query<unknown[]>(wandas, ['Wanda'])).toHaveLength(2);
  await typeUp({ roster_code, rows: '2', extra_names: 'Wanda' }, { who_1: 'new' });
  expect(await world.book.ownerSource.query<unknown[]>(wandas, ['Wanda'])).toHaveLength(3);
});

it('somebody new whom several transactions name at once is added once, and written down once', async () => {
  const names = world.web.app.get(NewNames);
  const named = { sessionId: session, people: [{ name: 'Zelda', from: ['paper', session] }] };
  const by = registers.doer(ailsa, 'staff');
  const join = () => world.book.work.write(world.scheme, (tx) => names.join(tx, world.scheme, by, named));
  const { kept, refused } = await atOnce(times(6, join));
  const [id] = new Set(kept.flat());
  expect([new Set(kept.flat()).size, refused]).toEqual([1, {}]);
  const noted = `SELECT FROM audit_event WHERE action = 'person.added' AND subject_id = $1`;
  expect(await world.book.ownerSource.query<unknown[]>(noted, [id])).toHaveLength(1);
});

it('does not say that somebody is not on the paper while a name on it may be theirs', async () => {
  await registers.person('Ben', 'Young');
  const typed = { roster_code, rows: '3', extra_names: 'Ben' };
  const page = await look(typed);
  expect(page).toMatch(/On the register, and perhaps on this paper<[^]*<li>Ben<\/li>/);
  expect(page).not.toContain('On the register and not on this paper');
  await saveFrom(page, typed, { who_1: ben, do: 'paper-alone' });
  expect(await toUse()).toEqual([0, 1, 1]);
});

it('says where the numbers are not the same, and keeps those of the paper', async () => {
  const typed = { roster_code, rows: '2', head_count_extra: '3', out: '4' };
  await typeUp(typed);
  const same = await look(typed);
  expect(same).toContain('The paper and the register say the same.');
  const other = { ...typed, head_count_extra: '5', out: '', back: '4' };
  const page = await look(other);
  expect(page).not.toContain('The paper and the register say the same.');
  expect(page).toContain('Came without a name: 5 on this paper, 3 on the register');
  expect(page).toContain('Counted back: 4 on this paper, none on the register');
  expect(page).not.toContain('Counted out: 4 on this paper');
  const { headers } = await saveFrom(page, other);
  expect((await staff.get(headers.location ?? '')).body).toContain('5 more people came and gave no name.');
});

it('does not say the same as a register on which nobody came', async () => {
  const empty = await registers.session({ leaders: [leader], yes: [ann, ben] });
  const typed = { roster_code: await registers.printed(empty, [ann, ben]), rows: '1-2' };
  await registers.save(empty, registers.doer(leader), { outcome: 'nobody-came' });
  const page = await look(typed);
  expect(page).toMatch(/On this paper and not on the register<[^]*<li>Ann<\/li>/);
  expect(page).not.toContain('The paper and the register say the same.');
});

it('a name that is on the register is on the paper, when it can only be them', async () => {
  await staffSave([ann, ben], 2);
  const typed = { roster_code, rows: '2', extra_names: 'Ann' };
  const page = await look(typed);
  expect(page).toContain('The paper and the register say the same.');
  expect(page).not.toContain('On the register and not on this paper');
  expect(page).not.toContain('Keep everybody from both');
  await saveFrom(page, typed, { who_1: ann, do: 'paper-alone' });
  expect(await toUse()).toEqual([1, 1, 0]);
});

it('the numbers of the empty rows stand for the names in them, with what they did', async () => {
  const typed = { roster_code, rows: '2 4-5', helped_rows: '5', extra_names: 'Xanthe\nYorick' };
  const page = await look(typed);
  expect(page).toContain('Number 4, took part');
  expect(page).toContain('Number 5, helped');
  const sent = { who_1: 'new', who_2: 'new' };
  const first = await saveFrom(page, typed, sent);
  const twice = await saveFrom(page, typed, sent);
  expect([first.statusCode, twice.headers.location]).toEqual([303, first.headers.location]);
  const lines: unknown[] = await world.book.ownerSource.query(
    `SELECT p.liked_name AS name, a.part FROM attendance a JOIN person p ON p.scheme_id = a.scheme_id AND p.id = a.person_id
     WHERE session_id = $1 AND put_right_version IS NULL ORDER BY 1`,
    [session],
  );
  expect(lines).toEqual([
    { name: 'Ben', part: 'attended' },
    { name: 'Xanthe', part: 'attended' },
    { name: 'Yorick', part: 'contributed' },
  ]);
  const nameless = await staff.send(TYPE_UP, { roster_code, rows: '1-2 5' });
  expect(nameless.body).toContain('href="#extra_names">Numbers 4 to 6 are the empty rows.');
});

it('a list of 250 people is typed up whole, number by number, however many more there are', async () => {
  const people = await registers.people(250);
  const [guest = ann, ...more] = await registers.people(20);
  const long = await registers.session({ leaders: [leader], yes: [...people, ...more] });
  await registers.save(long, registers.doer(leader), { came: [guest] });
  const rows = people.map((_, index) => String(index + 1)).join(', ');
  const typed = { roster_code: await registers.printed(long, people), rows };
  const page = await look(typed);
  expect(page.match(/<li value="\d+">\w+ took part/g)).toHaveLength(250);
  expect((await saveFrom(page, typed)).statusCode).toBe(303);
  expect(new Set(await registers.toUse([guest, ...people]))).toEqual(new Set([1]));
});
