import type { ParticipantId, PersonId, SessionId } from '../../src/shared/ids.js';
import { hidden, press, registerOf, sentencesIn } from '../support/register-forms.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;
let registers: RegisterWorld;
let staff: Visitor;
let leader: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open();
  registers = await RegisterWorld.over(world.book, world.scheme);
  ({ visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' }));
  ({ person: leader } = await world.signedInAs('leader', { name: 'Morag' }));
});

afterAll(() => world.close());

interface Joined {
  readonly session: SessionId;
  readonly people: readonly [ParticipantId, ParticipantId, ParticipantId];
  readonly check: string;
}

/** Iain's list has Ann and Ben, who helped; Morag's, which had not seen it, has Ben, who took part, and Cat. */
async function joined(): Promise<Joined> {
  const people = [
    await registers.person('Ann'),
    await registers.person('Ben'),
    await registers.person('Cat'),
  ] as const;
  const [ann, ben, cat] = people;
  const iain = registers.doer(await registers.person('Iain'));
  const session = await registers.session({ leaders: [leader, iain.personId] });
  await registers.save(session, iain, { came: [ann], helped: [ben], headCountExtra: 2 });
  await registers.save(session, registers.doer(leader), { came: [ben, cat] });
  return { session, people: [ann, ben, cat], check: await checkOf(session) };
}

async function checkOf(session: SessionId): Promise<string> {
  const [row]: { id: string }[] = await world.book.ownerSource.query(
    'SELECT id FROM register_check WHERE session_id = $1 AND closed_at IS NULL ORDER BY opened_at DESC LIMIT 1',
    [session],
  );
  return `/staff/registers/${row?.id ?? ''}/check`;
}

/** Opens the page and chooses a list, as if it could still be chosen. */
async function choose(check: string, holds: string, by = staff) {
  const { body } = await by.get(check);
  return by.post(check, { holds, version: hidden(body, 'version') || '2', _csrf: tokenIn(body) });
}

async function partsOf(session: SessionId): Promise<readonly string[]> {
  const rows: { name: string; part: string }[] = await world.book.ownerSource.query(
    `SELECT liked_name AS name, part FROM attendance a JOIN person p ON p.id = a.person_id
     WHERE session_id = $1 AND put_right_version IS NULL ORDER BY 1`,
    [session],
  );
  return rows.map(({ name, part }) => `${name} ${part}`);
}

describe('two lists that were joined', () => {
  it('say who is on the register again that somebody had taken off', async () => {
    const { session, people, check } = await joined();
    const [ann, ben, cat] = people;
    const off = (names: string) => `${names} had been taken off the register before.`;
    expect((await staff.get(check)).body).not.toContain('taken off the register before');
    const iain = registers.doer(await registers.person('Iain'), 'staff');
    await registers.save(session, iain, { came: [ben, cat], basedOn: 2 });
    await registers.save(session, iain, { came: [ben], basedOn: 3 });
    await registers.save(session, registers.doer(leader), { came: [ann, ben, cat], basedOn: 2 });
    expect((await staff.get(await checkOf(session))).body).toContain(off('Ann and Cat'));
  });

  it('are shown with what each would change', async () => {
    const { check } = await joined();
    const { body } = await staff.get(check);
    expect(body).toContain('The list from Morag: 2 people');
    expect(body).toContain('Takes off Ann. Changes what Ben did.');
    expect(body).toContain('The list before it: 2 people');
    expect(body).toContain('Takes off Cat.');
    expect(body).not.toMatch(/name="holds"[^>]* checked/);
  });

  it.each([
    ['sent', ['Ben attended', 'Cat attended'], [0, 1, 1]],
    ['before', ['Ann attended', 'Ben contributed'], [1, 1, 0]],
  ])('become one when staff choose the list %p, and galaxies follow', async (holds, parts, toUse) => {
    const { session, people, check } = await joined();
    const answer = await choose(check, holds);
    expect(answer.headers.location).toBe(`${registerOf(session)}/saved?version=3`);
    expect(await partsOf(session)).toEqual(parts);
    expect(await registers.toUse(people)).toEqual(toUse);
    expect(await registers.openChecks(session)).toEqual([]);
    const sentences = sentencesIn((await staff.get(answer.headers.location ?? '')).body);
    expect(sentences).toContain('The register has 2 on it now and gives 2 galaxies in all.');
    expect(sentences).toContain('2 people came and gave no name.');
  });

  it('stay as they are when staff keep everybody, and the check is done', async () => {
    const { session, check } = await joined();
    expect((await choose(check, 'stay')).headers.location).toBe('/staff/registers');
    expect(await partsOf(session)).toEqual(['Ann attended', 'Ben contributed', 'Cat attended']);
    expect((await staff.get(check)).body).toContain('Ailsa has looked at this.');
  });

  it('lose nothing: every version can be read afterwards, with who was on it', async () => {
    const { session, check } = await joined();
    await choose(check, 'sent');
    const at = { scheme: world.scheme, sessionId: session };
    const people = await Promise.all(
      [1, 2, 3].map(async (version) => {
        const { lines } = await world.book.work.read(world.scheme, (view) =>
          registers.queries.version(view, at, version),
        );
        return lines.filter(({ putRightVersion: put }) => put === undefined || put > version).length;
      }),
    );
    expect(people).toEqual([2, 3, 2]);
  });

  it('are decided once, also when two of staff press at the same moment', async () => {
    const { session, people, check } = await joined();
    const { visitor: other } = await world.signedInAs('staff', { name: 'Bridget' });
    const answers = await Promise.all([choose(check, 'sent'), choose(check, 'before', other)]);
    const versions = await world.book.ownerSource.query<unknown[]>(
      'SELECT FROM register_version WHERE session_id = $1',
      [session],
    );
    expect(versions).toHaveLength(3);
    const where = answers.map(({ headers }) => headers.location).toSorted();
    expect(where).toEqual([`${registerOf(session)}/saved?version=3`, check].toSorted());
    const [, ben] = await registers.toUse(people);
    expect(ben).toBe(1);
    expect((await choose(check, 'before')).headers.location).toBe(check);
    const decided: unknown[] = await world.book.ownerSource.query(
      `SELECT FROM audit_event WHERE action = 'register.checked' AND subject_id = $1`,
      [session],
    );
    expect(decided).toHaveLength(1);
  });

  it('are not decided by somebody who had seen another register, nor without a choice', async () => {
    const { session, people, check } = await joined();
    const { body } = await staff.get(check);
    const before = await registers.save(session, registers.doer(leader, 'staff'), {
      basedOn: 2,
      came: [people[0]],
    });
    const traces = await registers.traces();
    const late = await staff.post(check, {
      ...{ holds: 'sent', version: hidden(body, 'version'), _csrf: tokenIn(body) },
    });
    expect([before.version, late.statusCode]).toEqual([3, 422]);
    expect(late.body).toContain(
      'This register has changed since you opened the page. Look at it again, then choose',
    );
    const none = await choose(check, '');
    expect([none.statusCode, none.body.includes('Choose which list is right')]).toEqual([422, true]);
    expect(await registers.traces()).toEqual(traces);
  });
});

describe('a change that came after 14 days', () => {
  it('is recorded as it was sent when staff choose it, once', async () => {
    const [sam, ben] = [await registers.person('Sam'), await registers.person('Ben')];
    const session = await registers.session({ leaders: [leader], yes: [sam, ben], day: -20 });
    const by = registers.doer(leader);
    await registers.save(session, by, { came: [sam] });
    await registers.send({
      ...registers.request(session, by, { basedOn: 1, came: [sam, ben] }),
      askStaff: true,
    });
    const check = await checkOf(session);
    const { body } = await staff.get(check);
    expect(body).toContain('The register as it is');
    expect(body).toContain('Adds Ben.');
    await choose(check, 'sent');
    await choose(check, 'sent');
    expect(await registers.toUse([sam, ben])).toEqual([1, 1]);
  });
});

describe('lines that nobody could record', () => {
  it('are counted on the receipt: nobody credits themselves, and nothing is dropped in silence', async () => {
    const { visitor, person: own } = await world.signedInAs('staff', { name: 'Senga' });
    const sam = await registers.person('Sam');
    const session = await registers.session({ leaders: [leader], yes: [sam] });
    const came: readonly PersonId[] = [sam, own];
    const saved = await press(visitor, session, 'save', { came, extra: [own] });
    const receipt = (await visitor.get(saved.headers.location ?? '')).body;
    expect(receipt).toContain('1 line could not be recorded. Staff can help.');
    expect(await registers.toUse([sam, own])).toEqual([1, 0]);
  });

  it('and whoever takes back an answer while the form is open came all the same', async () => {
    const { visitor } = await world.signedInAs('staff', { name: 'Shona' });
    const sam = await registers.person('Sam');
    const session = await registers.session({ leaders: [leader], yes: [sam] });
    await visitor.get(registerOf(session));
    await world.book.ownerSource.query("UPDATE place SET answer = 'not-this-time' WHERE person_id = $1", [
      sam,
    ]);
    const saved = await press(visitor, session, 'save', { came: [sam] });
    expect(saved.statusCode).toBe(303);
    expect(await registers.toUse([sam])).toEqual([1]);
  });
});
