import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { press, registerOf, sentencesIn, usualFields } from '../support/register-forms.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Fields, Visitor } from '../support/visitor.js';

let world: SignInWorld;
let registers: RegisterWorld;
let morag: Visitor;
let iain: Visitor;
let staff: Visitor;
let leaders: readonly ParticipantId[];
let came: readonly ParticipantId[];

const NOT_BACK = 'You counted 8 out and 7 back. If someone is not back, call staff on 01382 000 000';

beforeAll(async () => {
  world = await SignInWorld.open({ HELP_PHONE: '01382 000 000' });
  registers = await RegisterWorld.over(world.book, world.scheme);
  const [one, other] = [
    await world.signedInAs('leader', { name: 'Morag' }),
    await world.signedInAs('leader', { name: 'Iain' }),
  ];
  [morag, iain, leaders] = [one.visitor, other.visitor, [one.person, other.person]];
  ({ visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' }));
  came = await registers.people(2);
});

afterAll(() => world.close());

/** Both open the register before either sends it; what each reads after. */
async function bothSend(first: Fields, then: Fields) {
  const session = await registers.session({ leaders, yes: came });
  const opened = await iain.get(registerOf(session));
  const sent = await press(morag, session, 'save', { came, ...first });
  const fields = { ...usualFields(opened.body), do: 'save', came, ...then };
  const after = await iain.post(registerOf(session), fields);
  return {
    session,
    one: (await morag.get(sent.headers.location ?? '')).body,
    other: (await iain.get(after.headers.location ?? '')).body,
  };
}

/** What the register says came of it, and how many gave no name. */
async function outcomeOf(session: SessionId) {
  const rows: { outcome: string; heads: number }[] = await world.book.ownerSource.query(
    `SELECT outcome, head_count_extra AS heads FROM register_version
     WHERE session_id = $1 ORDER BY version DESC LIMIT 1`,
    [session],
  );
  return rows;
}

async function countsOf(session: SessionId) {
  const [row]: Record<string, number | null>[] = await world.book.ownerSource.query(
    `SELECT counted_out AS out, counted_back AS back FROM register_version
     WHERE session_id = $1 ORDER BY version DESC LIMIT 1`,
    [session],
  );
  return row;
}

async function checkPageOf(session: SessionId): Promise<string> {
  const [row]: { id: string }[] = await world.book.ownerSource.query(
    'SELECT id FROM register_check WHERE session_id = $1 AND closed_at IS NULL',
    [session],
  );
  return row === undefined ? '' : (await staff.get(`/staff/registers/${row.id}/check`)).body;
}

it('that somebody is not back is not lost behind the count of another phone', async () => {
  const { session, other } = await bothSend({ out: '8', back: '8' }, { out: '8', back: '7' });
  expect(other).toContain(NOT_BACK);
  expect(other).not.toContain('We already have this');
  expect(await countsOf(session)).toEqual({ out: 8, back: 7 });
});

it('nor does the count of another phone take its place', async () => {
  const { session, one, other } = await bothSend({ out: '8', back: '7' }, { out: '8', back: '8' });
  expect([one.includes(NOT_BACK), other.includes(NOT_BACK)]).toEqual([true, true]);
  expect(await countsOf(session)).toEqual({ out: 8, back: 7 });
});

it('who counted out and who counted back are one count', async () => {
  const { session, other } = await bothSend({ out: '8' }, { back: '7' });
  expect(other).toContain(NOT_BACK);
  expect(await countsOf(session)).toEqual({ out: 8, back: 7 });
});

it('staff read both numbers where they look, whatever else there is to look at', async () => {
  const { session } = await bothSend({ out: '8', back: '8' }, { out: '8', back: '7' });
  expect(await checkPageOf(session)).toContain(
    'The numbers counted out and back are not the same. Counted out: 8. Counted back: 7.',
  );
});

it('two counts that differ and are each well are looked at; the same count is not', async () => {
  const differ = await bothSend({ out: '5', back: '5' }, { out: '9', back: '9' });
  expect(await checkPageOf(differ.session)).toContain('Two lists were joined.');
  const same = await bothSend({ out: '5', back: '5' }, { out: '5', back: '5' });
  expect([await checkPageOf(same.session), sentencesIn(same.other)[0]]).toEqual([
    '',
    'No galaxies were added.',
  ]);
});

it.each(['nobody-came', 'did-not-run'])(
  'nobody is both counted and said not to have come: %s',
  async (button) => {
    const session = await registers.session({ leaders });
    const { statusCode, body } = await press(morag, session, button, { head_count_extra: '3' });
    expect([statusCode, body.includes('You wrote how many came.')]).toEqual([422, true]);
    expect(body).toContain('name="head_count_extra" type="text" value="3"');
    expect(await outcomeOf(session)).toEqual([]);
  },
);

it('that nobody came, said by one phone, and three without names, by the other, is that people came', async () => {
  const { session, other } = await bothSend(
    { do: 'nobody-came', came: [] },
    { came: [], head_count_extra: '3' },
  );
  expect(await outcomeOf(session)).toEqual([{ outcome: 'came', heads: 3 }]);
  expect(sentencesIn(other)).toEqual(['Nobody gave a name.', '3 people came and gave no name.']);
});

it.each([
  [{ do: 'did-not-run' }, 'It did not run.'],
  [{ do: 'nobody-came' }, 'Nobody came.'],
  [{ do: 'save', head_count_extra: '12' }, '12 people came and gave no name.'],
  [{ do: 'save', head_count_extra: '1', came: true }, '2 people. 1 more gave no name.'],
  [{ do: 'save', came: true }, '2 people.'],
])('whoever opens a register that is in reads what it says: %j', async ({ do: button, ...typed }, said) => {
  const session = await registers.session({ leaders, yes: came });
  const fields = { ...typed, came: 'came' in typed ? came : [] };
  await press(morag, session, button, fields);
  const opened = await Promise.all([morag, iain].map((by) => by.get(registerOf(session))));
  const sentences = opened.map(({ body }) => /gx-said">([^<]*)</.exec(body)?.[1]);
  expect(sentences).toEqual([
    expect.stringMatching(new RegExp(`^You sent this at [^ ]*\\. ${said} You can change it\\.$`)),
    expect.stringMatching(
      new RegExp(`^Morag sent this at [^ ]*\\. ${said} You can add anyone who is not on it\\.$`),
    ),
  ]);
});
