import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { PaperWorld, radiosIn, TYPE_UP } from '../support/paper-world.js';
import { hidden, sentencesIn } from '../support/register-forms.js';
import type { RegisterWorld } from '../support/register-world.js';
import type { Fields, Visitor } from '../support/visitor.js';

let papers: PaperWorld;
let registers: RegisterWorld;
let staff: Visitor;
let morag: Visitor;
let leader: ParticipantId;
let ailsa: ParticipantId;

beforeAll(async () => {
  papers = await PaperWorld.open();
  ({ registers } = papers);
  ({ visitor: staff, person: ailsa } = papers.ailsa);
  ({ visitor: morag, person: leader } = papers.morag);
});

afterAll(() => papers.close());

async function codeOf(session: SessionId): Promise<string> {
  const { body } = await morag.get(`/leader/dates/${session}/roster`);
  return /R-\d{4}-\d{4}-\d{2}/.exec(body)?.[0] ?? '';
}

/** Types a list up, looks at the names, and saves. */
async function typeUp(fields: Fields, chosen: Fields = {}) {
  const names = await papers.look(fields);
  return { names, saved: await papers.saveFrom(names, fields, chosen) };
}

describe('a list on paper', () => {
  it('has numbers, first names, three empty rows and a code, and is the same paper when it is printed again', async () => {
    const people = [await registers.person('Sam', 'Quixworthy'), await registers.person('Ben')];
    const session = await registers.session({ leaders: [leader], yes: people });
    const { body } = await morag.get(`/leader/dates/${session}/roster`);
    expect(body.match(/<tr><td>\d+<\/td>/g)).toHaveLength(3 + 3);
    expect(body).not.toContain('Quixworthy');
    const code = await codeOf(session);
    expect(code).toMatch(/^R-\d{4}-\d{4}-\d{2}$/);
    expect(await codeOf(session)).toBe(code);
    await registers.plan(session, { yes: [await registers.person('Aaron')] });
    expect(await codeOf(session)).not.toBe(code);
  });

  it('is typed up by its own numbers, also when another list was printed since', async () => {
    const [ben, sam] = [await registers.person('Ben'), await registers.person('Sam')];
    const session = await registers.session({ leaders: [leader], yes: [ben, sam] });
    const code = await codeOf(session);
    await registers.plan(session, { yes: [await registers.person('Aaron')] });
    await codeOf(session);
    const { names, saved } = await typeUp({
      roster_code: code.toLowerCase().replaceAll('-', ' '),
      rows: '1 2',
    });
    expect(names).toContain('This paper is list 1 of the date.');
    expect(saved.headers.location).toBe(`/leader/dates/${session}/register/saved?version=1`);
    expect(await registers.toUse([ben])).toEqual([1]);
    const [row]: unknown[] = await registers.book.ownerSource.query(
      `SELECT source, on_behalf_of, (SELECT on_behalf_of FROM journal_entry e WHERE e.id = entry_id) AS entry
       FROM register_version WHERE session_id = $1`,
      [session],
    );
    expect(row).toEqual({ source: 'paper', on_behalf_of: leader, entry: leader });
  });

  it('typed up a second time shows what differs and doubles nobody', async () => {
    const people = [
      await registers.person('Ann'),
      await registers.person('Ben'),
      await registers.person('Cat'),
    ];
    const session = await registers.session({ leaders: [leader], yes: people });
    const code = await codeOf(session);
    const { saved } = await typeUp({ roster_code: code, rows: '1-2' });
    const receipt = saved.headers.location ?? '';
    expect((await staff.get(receipt)).body).toContain(`href="${TYPE_UP}">Type up another paper</a>`);
    expect((await morag.get(receipt)).body).not.toContain(TYPE_UP);
    const { names } = await typeUp({ roster_code: code, rows: '2-3' });
    expect(names).toContain('A register is in already. Nobody is counted twice.');
    expect(names).toMatch(/On this paper and not on the register[^]*Cat/);
    expect(names).toMatch(/On the register and not on this paper[^]*Ann/);
    expect(names).toContain('Keep everybody from both');
    expect(await registers.toUse(people)).toEqual([1, 1, 1]);
    const again = await typeUp({ roster_code: code, rows: '1-3' });
    expect(again.names).toContain('The paper and the register say the same.');
    expect(await registers.toUse(people)).toEqual([1, 1, 1]);
  });

  it('may count people and name nobody', async () => {
    const { session, roster_code } = await papers.paper([await registers.person('Ann')]);
    const { names, saved } = await typeUp({ roster_code, head_count_extra: '8' });
    expect(names).toContain('8 people came and gave no name.');
    expect(saved.headers.location).toBe(`/leader/dates/${session}/register/saved?version=1`);
    expect((await staff.get(saved.headers.location ?? '')).body).toContain('8 people came and gave no name.');
    const again = await typeUp({ roster_code, head_count_extra: '8' });
    expect(again.names).toContain('The paper and the register say the same.');
  });

  it('may have been filled in by somebody who leads and has no account', async () => {
    const iain = await registers.person('Iain');
    const session = await registers.session({
      leaders: [leader, iain],
      yes: [await registers.person('Sam')],
    });
    await registers.book.ownerSource.query('DELETE FROM participant WHERE id = $1', [iain]);
    const { names, saved } = await typeUp(
      { roster_code: await codeOf(session), rows: '1-2' },
      { filled_in_by: iain },
    );
    expect(radiosIn(names, 'filled_in_by')).toContain(iain);
    expect(saved.headers.location).toBe(`/leader/dates/${session}/register/saved?version=1`);
  });

  it('shows where the parts differ, and takes the place of the register only when staff say so', async () => {
    const people = [
      await registers.person('Ann'),
      await registers.person('Ben'),
      await registers.person('Cat'),
    ];
    const session = await registers.session({ leaders: [leader], yes: people });
    const roster_code = await codeOf(session);
    await typeUp({ roster_code, rows: '1-2', head_count_extra: '2', out: '4', back: '4' });
    const typed = { roster_code, rows: '2-3', helped_rows: '2' };
    const { names, saved } = await typeUp(typed);
    expect(names).toContain('Ben helped on this paper and took part on the register');
    expect(names).toContain('Where you keep everybody from both, this stays as the register has it.');
    expect(names).toContain('2 people came and gave no name.');
    expect(sentencesIn((await staff.get(saved.headers.location ?? '')).body)).toContain(
      'The register has 3 on it now and gives 3 galaxies in all.',
    );
    const { saved: alone } = await typeUp(typed, { do: 'paper-alone' });
    expect(sentencesIn((await staff.get(alone.headers.location ?? '')).body)).toEqual([
      'Ben gets 1 for helping.',
      'Put right: Ann is not on the register now. That was 1 galaxy.',
      'Put right: what Ben did has changed. It was 1 galaxy before.',
      '1 galaxy added in all.',
      'They can see this now.',
      'The register has 2 on it now and gives 2 galaxies in all.',
      '2 people came and gave no name.',
    ]);
    expect(await registers.toUse(people)).toEqual([0, 1, 1]);
    const { names: same } = await typeUp(typed);
    expect(same).toContain('The paper and the register say the same.');
  });

  it('goes back to what was typed, and nothing of it is lost', async () => {
    const session = await registers.session({ leaders: [leader], yes: await registers.people(2) });
    const typed = { roster_code: await codeOf(session), rows: '1-2', extra_names: 'Xanthe', out: '4' };
    const { saved } = await typeUp(typed, { do: 'change' });
    expect(saved.statusCode).toBe(200);
    for (const value of [`value="${typed.roster_code}"`, 'value="1-2"', '>Xanthe</textarea>', 'value="4"'])
      expect(saved.body).toContain(value);
    expect(saved.body).toContain('Numbers of the people who came');
  });

  it('says to whoever types it up that they are on it, and puts everybody else on the register', async () => {
    const ben = await registers.person('Ben');
    const session = await registers.session({ leaders: [leader], yes: [ben] });
    const roster_code = await registers.printed(session, [ben, ailsa]);
    const { names, saved } = await typeUp({ roster_code, rows: '1-2' });
    expect(names).toContain('Number 2 is you. Nobody puts themselves on a register.');
    expect(names.match(/<li value="\d+">[^<]*/g)).toEqual(['<li value="1">Ben took part']);
    expect(saved.headers.location).toBe(`/leader/dates/${session}/register/saved?version=1&left=1`);
    expect(await registers.toUse([ben, ailsa])).toEqual([1, 0]);
    const again = await papers.look({ roster_code, rows: '1-2' });
    expect(again).not.toMatch(
      /The paper and the register say the same|On this paper and not on the register/,
    );
  });

  it('asks who filled it in, and takes the one who was to lead for it', async () => {
    const iain = await registers.person('Iain');
    const session = await registers.session({ leaders: [leader, iain], yes: await registers.people(1) });
    const roster_code = await codeOf(session);
    const { names, saved } = await typeUp({ roster_code, rows: '1' }, { filled_in_by: '' });
    expect(radiosIn(names, 'filled_in_by').toSorted()).toEqual([leader, iain, 'else'].toSorted());
    expect([saved.statusCode, saved.body.includes('Choose who filled in the paper')]).toEqual([422, true]);
    expect(hidden(saved.body, 'key')).toBe(hidden(names, 'key'));
    expect(await registers.openChecks(session)).toEqual([]);
    const alone = await registers.session({ leaders: [leader], yes: await registers.people(1) });
    const { names: one } = await typeUp({ roster_code: await codeOf(alone), rows: '1' });
    expect(radiosIn(one, 'filled_in_by')).toEqual([`${leader} checked`, 'else']);
  });

  it.each([
    ['R-2026-0614-99', '1', 'That code is not one of ours. It looks like R-2026-0614-02', '#roster_code'],
    ['', '1-9', 'Use the numbers on the roster, like 1-8 11. This roster goes from 1 to 6', '#rows'],
    ['', 'all', 'Use the numbers on the roster, like 1-8 11. This roster goes from 1 to 6', '#rows'],
    ['', ' ', 'Use the numbers on the roster, like 1-8 11. This roster goes from 1 to 6', '#rows'],
  ])('with code %p and numbers %p says what to do, beside the field', async (typed, rows, words, link) => {
    const session = await registers.session({ leaders: [leader], yes: await registers.people(2) });
    const roster_code = typed === '' ? await codeOf(session) : typed;
    const before = await registers.traces();
    const answer = await staff.send(TYPE_UP, { roster_code, rows });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(words);
    expect(answer.body).toContain(`href="${link}"`);
    expect(await registers.traces()).toEqual(before);
  });
});
