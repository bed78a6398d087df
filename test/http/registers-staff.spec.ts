import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { type Fields, tokenIn, type Visitor } from '../support/visitor.js';

const TYPE_UP = '/staff/registers/type-up';

let world: SignInWorld;
let registers: RegisterWorld;
let staff: Visitor;
let morag: Visitor;
let leader: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open();
  registers = await RegisterWorld.over(world.book, world.scheme);
  ({ visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' }));
  ({ visitor: morag, person: leader } = await world.signedInAs('leader', { name: 'Morag' }));
});

afterAll(() => world.close());

async function codeOf(session: SessionId): Promise<string> {
  const { body } = await morag.get(`/leader/dates/${session}/roster`);
  return /R-\d{4}-\d{4}-\d{2}/.exec(body)?.[0] ?? '';
}

const hidden = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

/** Types a list up, looks at the names, and saves. */
async function typeUp(fields: Fields) {
  const names = await staff.send(TYPE_UP, fields);
  const kept = { key: hidden(names.body, 'key'), version: hidden(names.body, 'version') };
  return {
    names,
    saved: await staff.post(TYPE_UP, { ...fields, ...kept, do: 'save', _csrf: tokenIn(names.body) }),
  };
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
    expect(names.body).toContain('This paper is list 1 of the date.');
    expect(saved.headers.location).toBe(`/leader/dates/${session}/register/saved?version=1`);
    expect(await registers.toUse([ben])).toEqual([1]);
    const [row]: unknown[] = await world.book.ownerSource.query(
      'SELECT source FROM register_version WHERE session_id = $1',
      [session],
    );
    expect(row).toEqual({ source: 'paper' });
  });

  it('typed up a second time shows what differs and doubles nobody', async () => {
    const people = [
      await registers.person('Ann'),
      await registers.person('Ben'),
      await registers.person('Cat'),
    ];
    const session = await registers.session({ leaders: [leader], yes: people });
    const code = await codeOf(session);
    await typeUp({ roster_code: code, rows: '1-2' });
    const { names } = await typeUp({ roster_code: code, rows: '2-3' });
    expect(names.body).toContain('A register is in already. Nobody is counted twice.');
    expect(names.body).toMatch(/On this paper and not on the register[^]*Cat/);
    expect(names.body).toMatch(/They stay[^]*Ann/);
    expect(await registers.toUse(people)).toEqual([1, 1, 1]);
    const again = await typeUp({ roster_code: code, rows: '1-3' });
    expect(again.names.body).toContain('The paper and the register say the same.');
    expect(await registers.toUse(people)).toEqual([1, 1, 1]);
  });

  it.each([
    ['R-2026-0614-99', '1', 'That code is not one of ours. It looks like R-2026-0614-02', '#roster_code'],
    ['', '1-9', 'Use the numbers on the roster, like 1-8 11. This roster goes from 1 to 3', '#rows'],
    ['', 'all', 'Use the numbers on the roster, like 1-8 11. This roster goes from 1 to 3', '#rows'],
    ['', '', 'Use the numbers on the roster, like 1-8 11. This roster goes from 1 to 3', '#rows'],
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

describe('the registers of staff', () => {
  it('are those that are not in, and what there is to check, until somebody has looked', async () => {
    const [sam] = await registers.people(1);
    if (sam === undefined) throw new Error('Nobody.');
    const session = await registers.session({ day: -1, leaders: [leader] });
    expect((await staff.get('/staff/registers')).body).toContain(`/leader/dates/${session}/register`);
    await registers.save(session, registers.doer(leader), { came: [sam], note: 'Rain' });
    const { body } = await staff.get('/staff/registers');
    expect(body).not.toContain(`/leader/dates/${session}/register`);
    const check = /\/staff\/registers\/[0-9a-f-]{36}\/check/.exec(body)?.[0] ?? '';
    expect((await staff.get(check)).body).toContain('Rain');
    const done = await staff.send(check, {});
    expect(done.headers.location).toBe('/staff/registers');
    expect((await staff.get('/staff/registers')).body).not.toContain(check);
  });

  it('are not for leaders', async () => {
    for (const page of ['/staff/registers', TYPE_UP]) expect((await morag.get(page)).statusCode).toBe(403);
  });
});
