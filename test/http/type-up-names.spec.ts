import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { PaperWorld, radiosIn } from '../support/paper-world.js';
import { hidden, press, registerOf, sentencesIn } from '../support/register-forms.js';
import type { RegisterWorld } from '../support/register-world.js';
import type { Visitor } from '../support/visitor.js';

const SAME = 'The paper and the register say the same.';

let papers: PaperWorld;
let registers: RegisterWorld;
let ann: ParticipantId;
let ben: ParticipantId;
let session: SessionId;
let roster_code: string;

beforeAll(async () => {
  papers = await PaperWorld.open();
  ({ registers } = papers);
  [ann, ben] = [await registers.person('Ann'), await registers.person('Ben')];
});

afterAll(() => papers.close());

beforeEach(async () => {
  ({ session, roster_code } = await papers.paper([ann, ben]));
});

const namesOn = async () => (await papers.onRegister(session)).map(({ name }) => name);

describe('a name that is written on a paper', () => {
  it('is one of the people of that name, whichever is chosen, or somebody new', async () => {
    const [zed, one, two] = [
      await registers.person('Zedekiah'),
      await registers.person('Zebedee', 'Young'),
      await registers.person('Zebedee', 'Baird'),
    ];
    const typed = { roster_code, rows: '1', extra_names: 'Zedekiah\r\nZebedee\n Xanthe ' };
    const names = await papers.look(typed);
    expect(radiosIn(names, 'who_1')).toEqual([`${zed} checked`, 'new']);
    expect(radiosIn(names, 'who_2').toSorted()).toEqual([one, two, 'new'].toSorted());
    expect(radiosIn(names, 'who_3')).toEqual(['new checked']);
    expect(names).toMatch(/Zebedee Young, reference p-/);
    expect(names).not.toContain('Zedekiah, reference');
    const saved = await papers.saveFrom(names, typed);
    expect([saved.statusCode, saved.body.includes('Choose who Zebedee is')]).toEqual([422, true]);
    expect(await registers.toUse([zed, one, two])).toEqual([0, 0, 0]);
    const done = await papers.typeUp(typed, { who_1: zed, who_2: two, who_3: 'new' });
    const receipt = await papers.ailsa.visitor.get(done.headers.location ?? '');
    expect(sentencesIn(receipt.body)[0]).toBe('4 people get 1 galaxy each.');
    expect(await registers.toUse([zed, one, two])).toEqual([1, 0, 1]);
    const made: { id: string; taking_part: string }[] = await registers.book.ownerSource.query(
      "SELECT id, taking_part FROM person WHERE liked_name = 'Xanthe'",
    );
    expect(made.map((each) => each.taking_part)).toEqual(['joining']);
    expect(radiosIn(await papers.look(typed), 'who_3')).toEqual([`${made[0]?.id ?? ''} checked`, 'new']);
  });

  it('stands in an empty row, with what they did there, and is nobody twice when it is sent again', async () => {
    const typed = { roster_code, rows: '2 3-4', helped_rows: '4', extra_names: 'Xerxes\nYorick' };
    const page = await papers.look(typed);
    expect(page).toContain('Number 3, took part');
    expect(page).toContain('Number 4, helped');
    const sent = { who_1: 'new', who_2: 'new' };
    const first = await papers.saveFrom(page, typed, sent);
    const twice = await papers.saveFrom(page, typed, sent);
    expect([first.statusCode, twice.headers.location]).toEqual([303, first.headers.location]);
    expect(await papers.onRegister(session)).toEqual([
      { name: 'Ben', part: 'attended' },
      { name: 'Xerxes', part: 'attended' },
      { name: 'Yorick', part: 'contributed' },
    ]);
    expect(await papers.look({ roster_code, rows: '1-2 4' })).toContain(
      'href="#extra_names">Numbers 3 to 5 are the empty rows.',
    );
  });

  it('is on the paper when it is on the register, when it can only be them', async () => {
    await papers.typeUp({ roster_code, rows: '1-2' });
    const typed = { roster_code, rows: '2', extra_names: 'Ann' };
    const page = await papers.look(typed);
    expect(page).toContain(SAME);
    expect(page).not.toContain('On the register and not on this paper');
    expect(page).not.toContain('Keep everybody from both');
    await papers.saveFrom(page, typed, { who_1: ann, do: 'paper-alone' });
    expect(await namesOn()).toEqual(['Ann', 'Ben']);
  });

  it('is perhaps on the paper while it may be somebody of two', async () => {
    const [sid] = [await registers.person('Sid', 'Baird'), await registers.person('Sid', 'Young')];
    ({ session, roster_code } = await papers.paper([ann, sid]));
    await papers.typeUp({ roster_code, rows: '1-2' });
    const typed = { roster_code, rows: '1', extra_names: 'Sid' };
    const page = await papers.look(typed);
    expect(page).toMatch(/On the register, and perhaps on this paper<[^]*<li>Sid<\/li>/);
    expect(page).not.toContain('On the register and not on this paper');
    await papers.saveFrom(page, typed, { who_1: sid, do: 'paper-alone' });
    expect(await registers.toUse([sid])).toEqual([1]);
  });

  it('of somebody new is not what the register says already', async () => {
    await papers.typeUp({ roster_code, rows: '1-2' });
    expect(await papers.look({ roster_code, rows: '1-2' })).toContain(SAME);
    expect(await papers.look({ roster_code, rows: '1-2', extra_names: 'Quill' })).not.toContain(SAME);
  });
});

describe('the name of whoever types the paper up', () => {
  const own = () => ({ roster_code, rows: '1', extra_names: 'Ailsa' });

  it('may be theirs, is asked, and puts nobody on the register who is them', async () => {
    const { person: ailsa } = papers.ailsa;
    const page = await papers.look(own());
    expect(radiosIn(page, 'who_1')).toEqual([ailsa, 'new']);
    expect(page).toMatch(/This is you<[^]*Nobody puts themselves on a register\. Ask somebody else of the/);
    expect(page).toContain('Another Ailsa, who is new here');
    expect((await papers.saveFrom(page, own())).statusCode).toBe(422);
    const { headers } = await papers.saveFrom(page, own(), { who_1: ailsa });
    expect(headers.location).toBe(`${registerOf(session)}/saved?version=1&left=1`);
    expect(await namesOn()).toEqual(['Ann']);
    expect(await papers.called('Ailsa')).toEqual([ailsa]);
    expect(await papers.look(own())).not.toContain(SAME);
  });

  it('counts as leading where they were planned to lead', async () => {
    const { person: ailsa } = papers.ailsa;
    session = await registers.session({ leaders: [ailsa], yes: [ann] });
    roster_code = await registers.printed(session, [ann]);
    const page = await papers.look(own());
    expect(page).toMatch(/This is you<[^]*You were planned to lead, so you are counted as leading\./);
    await papers.saveFrom(page, own(), { who_1: ailsa, filled_in_by: 'else' });
    expect(await papers.onRegister(session)).toContainEqual({ name: 'Ailsa', part: 'led' });
  });

  it('is them where somebody else put them on the register', async () => {
    const { person: ailsa } = papers.ailsa;
    await registers.save(session, registers.doer(papers.morag.person), { came: [ann, ailsa] });
    const page = await papers.look(own());
    expect(page).toMatch(/This is you<[^]*Morag put Ailsa on this register at [^<]*\./);
    await papers.saveFrom(page, own(), { who_1: ailsa });
    expect(await namesOn()).toEqual(['Ailsa', 'Ann']);
  });
});

/** Somebody new of that name, whom Morag adds on the register of the session. */
async function addedByMorag(name: string): Promise<void> {
  const { statusCode } = await press(papers.morag.visitor, session, 'save', { came: [ben], new_name: name });
  expect(statusCode).toBe(303);
}

describe('somebody new whom the leader added while staff had the page open', () => {
  const typed = (name: string) => ({ roster_code, rows: '1', extra_names: name, out: '4' });

  it('is asked about before anything is saved, and nothing that was typed is lost', async () => {
    const page = await papers.look(typed('Wanda'));
    await addedByMorag('WANDA');
    const before = await registers.traces();
    const { statusCode, body } = await papers.saveFrom(page, typed('Wanda'), { who_1: 'new' });
    expect(statusCode).toBe(422);
    expect(body).toMatch(
      /href="#who_1">Morag put WANDA on this register at [^<]*, after you opened this page\. Choose if it is the same/,
    );
    expect(await registers.traces()).toEqual(before);
    expect(radiosIn(body, 'who_1')).toEqual([...(await papers.called('WANDA')), 'new']);
    expect(body).toContain('Another Wanda, who is new here');
    expect(radiosIn(body, 'filled_in_by')).toContain(`${papers.morag.person} checked`);
    for (const [name, value] of Object.entries(typed('Wanda'))) expect(hidden(body, name)).toBe(value);
    expect(hidden(body, 'key')).toBe(hidden(page, 'key'));
  });

  it.each([
    ['the same person', 1],
    ['another', 2],
  ])('is %s when staff say so, also when it is sent again', async (answer, people) => {
    const name = answer === 'another' ? 'Wendel' : 'Wilma';
    const page = await papers.look(typed(name));
    await addedByMorag(name);
    const { body } = await papers.saveFrom(page, typed(name), { who_1: 'new' });
    const [added = ann] = await papers.called(name);
    const sent = { who_1: answer === 'another' ? 'new' : added };
    const first = await papers.saveFrom(body, typed(name), sent);
    const twice = await papers.saveFrom(body, typed(name), sent);
    expect([first.statusCode, twice.headers.location]).toEqual([303, first.headers.location]);
    const made = await papers.called(name);
    expect(made).toHaveLength(people);
    expect(await registers.toUse(made)).toEqual(made.map(() => 1));
    expect(await namesOn()).toEqual(['Ann', 'Ben', ...made.map(() => name)]);
    expect(await registers.openChecks(session)).toEqual([]);
  });

  it('is asked about also where more people are of that name than can be shown', async () => {
    for (const letter of 'BCDEFGHJKLMN') await registers.person('Wenda', letter);
    const typed = { roster_code, rows: '1', extra_names: 'Wenda' };
    const page = await papers.look(typed);
    await addedByMorag('Wenda Ann');
    const { statusCode, body } = await papers.saveFrom(page, typed, { who_1: 'new' });
    expect(statusCode).toBe(422);
    expect(body).toMatch(/href="#who_1">Morag put Wenda Ann on this register at/);
    expect(radiosIn(body, 'who_1')).toEqual(expect.arrayContaining([...(await papers.called('Wenda Ann'))]));
  });

  it('is asked about also where they have left', async () => {
    const typed = { roster_code, rows: '1', extra_names: 'Wanda May' };
    const page = await papers.look(typed);
    await addedByMorag('Wanda May');
    await registers.book.ownerSource.query(
      `UPDATE person SET taking_part = 'left' WHERE liked_name = 'Wanda May'`,
    );
    const { body } = await papers.saveFrom(page, typed, { who_1: 'new' });
    expect(body).toMatch(/href="#who_1">Morag put Wanda May on this register at/);
  });

  it('is asked about also where something else was left out', async () => {
    const page = await papers.look(typed('Wolf'));
    await addedByMorag('Wolf');
    const { body } = await papers.saveFrom(page, typed('Wolf'), { who_1: 'new', filled_in_by: '' });
    expect(body).toMatch(/href="#who_1">Morag put Wolf on this register at/);
    expect(body).toContain('Choose who filled in the paper');
    const still = await papers.saveFrom(body, typed('Wolf'));
    expect([still.statusCode, await papers.called('Wolf')]).toEqual([422, [expect.any(String)]]);
  });
});

describe('somebody new on a paper that is keyed twice', () => {
  it('is one person when two people key it at the same moment: the second is asked', async () => {
    const { visitor: iain } = await papers.world.signedInAs('staff', { name: 'Iain' });
    const typed = { roster_code, rows: '2', extra_names: 'Wanja' };
    const keyers: readonly Visitor[] = [papers.ailsa.visitor, iain];
    const pages = await Promise.all(keyers.map((by) => papers.look(typed, by)));
    const answers = await Promise.all(
      keyers.map((by, index) => papers.saveFrom(pages[index] ?? '', typed, { who_1: 'new' }, by)),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 422]);
    expect(answers.map(({ body }) => body).join('')).toMatch(/put Wanja on this register from paper at/);
    expect(await papers.called('Wanja')).toHaveLength(1);
    expect(await namesOn()).toEqual(['Ben', 'Wanja']);
  });

  it('is said to be there already, by whom, and may be somebody else of that name', async () => {
    const typed = { roster_code, rows: '2', extra_names: 'Wido' };
    await papers.typeUp(typed, { who_1: 'new' });
    const copy = await papers.look(typed);
    const [first = ann] = await papers.called('Wido');
    expect(radiosIn(copy, 'who_1')).toEqual([`${first} checked`, 'new']);
    expect(copy).toMatch(/>Ailsa put Wido on this register from paper at [^<]*\.</);
    expect(copy).toContain('Another Wido, who is new here');
    await papers.saveFrom(copy, typed, { who_1: 'new' });
    expect(await papers.called('Wido')).toHaveLength(2);
    expect(await namesOn()).toEqual(['Ben', 'Wido', 'Wido']);
  });

  it('is two people where two of one name stand on it', async () => {
    const typed = { roster_code, rows: '2', extra_names: 'Wulf\nWulf' };
    await papers.typeUp(typed, { who_1: 'new', who_2: 'new' });
    expect(await papers.called('Wulf')).toHaveLength(2);
  });
});
