import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { PaperWorld } from '../support/paper-world.js';
import { sentencesIn } from '../support/register-forms.js';
import type { RegisterWorld } from '../support/register-world.js';
import type { Visitor } from '../support/visitor.js';

const TAKEN_OFF = 'Taken off the register before';

let papers: PaperWorld;
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
  papers = await PaperWorld.open();
  ({ registers } = papers);
  ({ visitor: staff, person: ailsa } = papers.ailsa);
  leader = papers.morag.person;
});

afterAll(() => papers.close());

/** Ann and Ben are on the register from the paper, and Cat is on the paper; then staff take Ann off. */
beforeEach(async () => {
  await registers.book.ownerSource.query(
    `UPDATE person SET liked_name = 'Gone' WHERE liked_name IN ('Ann', 'Ben')`,
  );
  [ann, ben, cat] = [
    await registers.person('Ann'),
    await registers.person('Ben'),
    await registers.person('Cat'),
  ];
  ({ session, roster_code } = await papers.paper([ann, ben, cat]));
  await papers.typeUp({ roster_code, rows: '1-2' });
  await staffSave([ben], 1);
});

const staffSave = (came: readonly ParticipantId[], basedOn: number) =>
  registers.save(session, registers.doer(ailsa, 'staff'), { came, basedOn, outcome: 'nobody-came' });

const toUse = () => registers.toUse([ann, ben, cat]);

describe('a paper that is keyed again after somebody was taken off the register', () => {
  it.each([
    ['1-2', 'save'],
    ['1 3', 'save'],
    ['1 3', 'paper-alone'],
  ])('says who took them off, and with numbers %p and %p does not bring them back', async (rows, button) => {
    const page = await papers.look({ roster_code, rows });
    expect(page).toContain(TAKEN_OFF);
    expect(page).toMatch(/Put Ann back on the register<[^]*Ailsa took Ann off on \w+ \d+ \w+\./);
    expect(page).not.toMatch(/name="put_back"[^>]* checked/);
    expect(page).not.toMatch(/On this paper and not on the register<[^]*<li>Ann<\/li>/);
    expect(page).not.toContain('The paper and the register say the same.');
    expect((await papers.saveFrom(page, { roster_code, rows }, { do: button })).statusCode).toBe(303);
    expect(await toUse()).toEqual([0, button === 'save' ? 1 : 0, rows === '1 3' ? 1 : 0]);
  });

  it('brings them back when staff say so, and pays them once', async () => {
    const typed = { roster_code, rows: '1-3' };
    const { headers } = await papers.typeUp(typed, { put_back: ann });
    expect(sentencesIn((await staff.get(headers.location ?? '')).body)[0]).toBe(
      '2 people get 1 galaxy each.',
    );
    expect(await toUse()).toEqual([1, 1, 1]);
    const again = await papers.look(typed);
    expect(again).toContain('The paper and the register say the same.');
    expect(again).not.toContain(TAKEN_OFF);
    await papers.saveFrom(again, typed);
    expect(await toUse()).toEqual([1, 1, 1]);
  });

  it('says so also of somebody who is written in by name', async () => {
    const typed = { roster_code, rows: '2', extra_names: 'Ann' };
    expect(await papers.look(typed)).toContain('Put Ann');
    await papers.typeUp(typed, { who_1: ann });
    expect(await toUse()).toEqual([0, 1, 0]);
    await papers.typeUp(typed, { who_1: ann, put_back: ann });
    expect(await toUse()).toEqual([1, 1, 0]);
  });

  it('says so also where a name may be somebody else', async () => {
    const other = await registers.person('Ann', 'Young');
    const typed = { roster_code, rows: '2', extra_names: 'Ann' };
    expect(await papers.look(typed)).toContain('Ailsa took Ann off on');
    await papers.typeUp(typed, { who_1: ann });
    expect(await toUse()).toEqual([0, 1, 0]);
    await papers.typeUp(typed, { who_1: other });
    expect(await registers.toUse([ann, other])).toEqual([0, 1]);
  });

  it('says when they were let keep what it gave', async () => {
    await registers.book.ownerSource.query(
      `INSERT INTO put_right (scheme_id, transfer_id, person_id, kind, effect, let_them_keep, sentence_for_person, what_is_wrong,
         asked_by, state, decided_at, entry_id)
       SELECT scheme_id, transfer_id, person_id, 'line', 0, true, 'Sorry.', 'other', $2, 'done', clock_timestamp(),
         (SELECT entry_id FROM register_version WHERE session_id = $1 AND version = 2)
       FROM attendance WHERE session_id = $1 AND person_id = $3`,
      [session, ailsa, ann],
    );
    expect(await papers.look({ roster_code, rows: '1-2' })).toContain(
      'Ann was let keep what it gave, and would get it again.',
    );
  });

  it('shows the names again when somebody was taken off meanwhile', async () => {
    const typed = { roster_code, rows: '1-3' };
    const page = await papers.look(typed);
    await staffSave([], 2);
    const { statusCode, body } = await papers.saveFrom(page, typed);
    expect(statusCode).toBe(422);
    expect(body).toContain('Somebody was taken off the register since you opened this page.');
    expect(body).toContain('Ailsa took Ben off on');
    expect(await toUse()).toEqual([0, 0, 0]);
    expect((await papers.saveFrom(body, typed)).statusCode).toBe(303);
    expect(await toUse()).toEqual([0, 0, 1]);
  });

  it('is not saved when nobody would be on it', async () => {
    await staffSave([], 2);
    const before = await registers.traces();
    const { statusCode, body } = await papers.typeUp({ roster_code, rows: '1' });
    expect([statusCode, body.includes('href="#put_back"')]).toEqual([422, true]);
    expect(body).toContain('Then nobody would be on the register.');
    expect(await registers.traces()).toEqual(before);
  });
});

it('a paper that two people key at the same moment counts everybody once, and brings nobody back', async () => {
  const { visitor: iain } = await papers.world.signedInAs('staff', { name: 'Iain' });
  const typed = { roster_code, rows: '1-3' };
  const pages = [await papers.look(typed), await papers.look(typed, iain)] as const;
  const answers = await Promise.all([
    papers.saveFrom(pages[0], typed),
    papers.saveFrom(pages[1], typed, {}, iain),
  ]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
  expect(await toUse()).toEqual([0, 1, 1]);
  expect(await registers.openChecks(session)).toEqual([]);
});

it('says where the numbers are not the same, and keeps those of the paper', async () => {
  const typed = { roster_code, rows: '2', head_count_extra: '3', out: '4' };
  await papers.typeUp(typed);
  const same = await papers.look(typed);
  expect(same).toContain('The paper and the register say the same.');
  const other = { ...typed, head_count_extra: '5', out: '', back: '4' };
  const page = await papers.look(other);
  expect(page).not.toContain('The paper and the register say the same.');
  expect(page).toContain('Came without a name: 5 on this paper, 3 on the register');
  expect(page).toContain('Counted back: 4 on this paper, none on the register');
  expect(page).not.toContain('Counted out: 4 on this paper');
  const { headers } = await papers.saveFrom(page, other);
  expect((await staff.get(headers.location ?? '')).body).toContain('5 people came and gave no name.');
});

it('does not say the same as a register on which nobody came', async () => {
  const empty = await registers.session({ leaders: [leader], yes: [ann, ben] });
  const typed = { roster_code: await registers.printed(empty, [ann, ben]), rows: '1-2' };
  await registers.save(empty, registers.doer(leader), { outcome: 'nobody-came' });
  const page = await papers.look(typed);
  expect(page).toMatch(/On this paper and not on the register<[^]*<li>Ann<\/li>/);
  expect(page).not.toContain('The paper and the register say the same.');
});

it('a list of 250 people is typed up whole, number by number, however many more there are', async () => {
  const people = await registers.people(250);
  const [guest = ann, ...more] = await registers.people(20);
  const long = await registers.session({ leaders: [leader], yes: [...people, ...more] });
  await registers.save(long, registers.doer(leader), { came: [guest] });
  const rows = people.map((_, index) => String(index + 1)).join(', ');
  const typed = { roster_code: await registers.printed(long, people), rows };
  const page = await papers.look(typed);
  expect(page.match(/<li value="\d+">\w+ took part/g)).toHaveLength(250);
  expect((await papers.saveFrom(page, typed)).statusCode).toBe(303);
  expect(new Set(await registers.toUse([guest, ...people]))).toEqual(new Set([1]));
});
