import { newId, type ParticipantId, type PutRightId, type SessionId } from '../../../src/shared/ids.js';
import { atOnce, times } from '../../support/at-once.js';
import { Book } from '../../support/book.js';
import { Righting } from '../../support/righting.js';
import { whileRegisterLocked } from '../../support/while-locked.js';

let righting: Righting;
let ailsa: ParticipantId;
let iain: ParticipantId;
let morag: ParticipantId;
let sam: ParticipantId;
let jo: ParticipantId;
let walk: SessionId;

beforeAll(async () => {
  const book = await Book.open();
  righting = new Righting(book, await book.scheme());
  await righting.stage.helping.plans.usualRates(righting.scheme);
  [ailsa, iain, morag] = [await righting.staff(), await righting.staff(), await righting.staff()];
});
afterAll(() => righting.book.close());

beforeEach(async () => {
  [sam, jo] = [
    await righting.book.participant(righting.scheme),
    await righting.book.participant(righting.scheme),
  ];
  walk = await righting.stage.session(`Walk ${newId<SessionId>()}`, 3, [morag]);
  await righting.stage.register(walk, ailsa, { came: [jo], led: [sam, morag] });
});
afterEach(async () => {
  expect(await righting.findings()).toEqual([]);
});

const numbers = (person: ParticipantId) => righting.book.numbers(righting.scheme, person);
const registerEntry = () => righting.entryOf(sam, 'register');

async function onRegister(): Promise<readonly unknown[]> {
  return righting.book.ownerSource.query(
    'SELECT person_id, part FROM attendance WHERE session_id = $1 AND put_right_version IS NULL ORDER BY person_id',
    [walk],
  );
}

async function told(person: ParticipantId): Promise<readonly unknown[]> {
  return righting.book.ownerSource.query('SELECT kind, parts FROM message WHERE person_id = $1', [person]);
}

/** Asks Iain to agree that Sam's line is taken back. */
async function takeBack(id = newId<PutRightId>()): Promise<PutRightId> {
  const said = { id, keep: false, askedOf: iain, sentence: 'Sorry, this was counted twice.' };
  expect(await righting.line(ailsa, sam, await registerEntry(), said)).toBe('waiting');
  return id;
}

describe('letting them keep it', () => {
  it('takes the line off its register, and goodwill gives the same', async () => {
    expect(await righting.line(ailsa, sam, await registerEntry())).toBe('done');
    expect(await numbers(sam)).toEqual([2, 0, 2]);
    expect(await onRegister()).toEqual(
      [
        { person_id: jo, part: 'attended' },
        { person_id: morag, part: 'led' },
      ].toSorted((one, other) => (one.person_id < other.person_id ? -1 : 1)),
    );
    expect(await numbers(jo)).toEqual([1, 0, 1]);
  });

  it('keeps what somebody has also when they have used all of it', async () => {
    await righting.stage.setAside(sam, 2);
    await righting.line(ailsa, sam, await registerEntry());
    expect(await numbers(sam)).toEqual([0, 2, 2]);
  });

  it('tells them once, and the same again is the same as once', async () => {
    const id = newId<PutRightId>();
    const entry = await registerEntry();
    await righting.line(ailsa, sam, entry, { id });
    const before = await righting.rows();
    expect(await righting.line(ailsa, sam, entry, { id })).toBe('done');
    expect(await righting.rows()).toEqual(before);
    expect(await told(sam)).toEqual([
      { kind: 'put-right', parts: { what: 'Sorry, we counted this by mistake.' } },
    ]);
  });

  it('by eight people at once happens once', async () => {
    const entry = await registerEntry();
    const { kept, refused } = await atOnce(times(8, () => righting.line(ailsa, sam, entry)));
    expect([kept, Object.values(refused).reduce((sum, each) => sum + each, 0)]).toEqual([['done'], 7]);
    expect(await numbers(sam)).toEqual([2, 0, 2]);
    const id = newId<PutRightId>();
    const again = await atOnce(times(8, () => righting.line(ailsa, jo, entry, { id })));
    expect([again.kept, again.refused]).toEqual([Array.from({ length: 8 }, () => 'done'), {}]);
    expect([await numbers(jo), (await told(jo)).length]).toEqual([[1, 0, 1], 1]);
  });

  it('of a contribution marks it as put right', async () => {
    const soup = await righting.stage.helping.ask(righting.scheme, sam);
    await righting.stage.helping.approve(righting.scheme, soup, ailsa);
    await righting.line(ailsa, sam, await righting.entryOf(sam, 'contribution'));
    expect(await righting.stage.helping.state(righting.scheme, soup)).toBe('put-right');
    expect(await numbers(sam)).toEqual([3, 0, 3]);
  });
});

describe('taking back', () => {
  it('changes nothing, and tells nobody, until a second person agrees', async () => {
    const id = await takeBack();
    expect([await numbers(sam), (await onRegister()).length, await told(sam)]).toEqual([[2, 0, 2], 3, []]);
    await righting.agree(iain, id);
    expect([await numbers(sam), (await onRegister()).length]).toEqual([[0, 0, 0], 2]);
    expect(await told(sam)).toEqual([
      { kind: 'put-right', parts: { what: 'Sorry, this was counted twice.' } },
    ]);
  });

  it('of what was used is made up from goodwill, and nobody goes below nought', async () => {
    await righting.stage.setAside(sam, 1);
    await righting.agree(iain, await takeBack());
    expect(await numbers(sam)).toEqual([0, 1, 1]);
    const [{ made_up: madeUp }] = await righting.book.ownerSource.query<[{ made_up: number }]>(
      `SELECT e.made_up::int FROM journal_entry e JOIN put_right p ON p.entry_id = e.id WHERE p.person_id = $1`,
      [sam],
    );
    expect(madeUp).toBe(1);
  });

  it('turns round all that the line gave, and a line that is put back gives it again', async () => {
    await righting.agree(iain, await takeBack());
    await righting.stage.register(walk, ailsa, { came: [jo], led: [sam, morag] });
    expect(await numbers(sam)).toEqual([2, 0, 2]);
    await righting.agree(iain, await takeBack());
    expect(await numbers(sam)).toEqual([0, 0, 0]);
  });

  it('of an adjustment turns it round, and of what was brought along too', async () => {
    const id = newId<PutRightId>();
    await righting.adjust(ailsa, { id, person: sam, effect: 3, askedOf: iain });
    await righting.agree(iain, id);
    expect(await numbers(sam)).toEqual([5, 0, 5]);
    const back = newId<PutRightId>();
    const said = { id: back, keep: false, askedOf: iain };
    await righting.line(ailsa, sam, await righting.entryOf(sam, 'adjustment'), said);
    await righting.agree(morag, back);
    expect(await numbers(sam)).toEqual([2, 0, 2]);
  });

  it('by ten who agree at once has one effect', async () => {
    const id = await takeBack();
    const { kept, refused } = await atOnce(times(10, (n) => righting.agree(n % 2 === 0 ? iain : morag, id)));
    expect([kept.length, refused]).toEqual([5, { 'put-right-decided': 5 }]);
    expect([await numbers(sam), (await told(sam)).length]).toEqual([[0, 0, 0], 1]);
  });

  it('while its leader changes the register takes the one line off what the leader saved', async () => {
    const id = await takeBack();
    const ben = await righting.book.participant(righting.scheme);
    const changes = await whileRegisterLocked(righting.book, { scheme: righting.scheme, session: walk }, [
      () => righting.stage.register(walk, morag, { came: [jo, ben], led: [sam, morag] }),
      () => righting.agree(iain, id),
    ]);
    expect(changes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    const people = [sam, jo, ben];
    expect(await Promise.all(people.map(numbers))).toEqual([
      [0, 0, 0],
      [1, 0, 1],
      [1, 0, 1],
    ]);
    const standing = JSON.stringify(await onRegister());
    expect([...people, morag].map((person) => standing.includes(person))).toEqual([false, true, true, true]);
  });

  it('leaves nothing when it is not agreed, and may be asked for again', async () => {
    const before = await righting.book.rows();
    const id = await takeBack();
    await righting.leave(iain, id);
    await righting.leave(iain, id);
    expect(await righting.book.rows()).toEqual(before);
    expect(await told(sam)).toEqual([]);
    await expect(righting.agree(morag, id)).rejects.toMatchObject({ code: 'put-right-decided' });
    await righting.agree(iain, await takeBack());
    expect(await numbers(sam)).toEqual([0, 0, 0]);
  });
});

describe('refused, with nothing left behind,', () => {
  /** What is refused, and with which code. */
  async function refused(code: string, deed: () => Promise<unknown>): Promise<void> {
    const before = await righting.rows();
    await expect(deed()).rejects.toMatchObject({ code });
    expect(await righting.rows()).toEqual(before);
  }

  it('is whoever asked agreeing, and whoever it is about', async () => {
    const id = await takeBack();
    await refused('second-person', () => righting.agree(ailsa, id));
    await refused('own-put-right', () => righting.agree(sam, id));
    await refused('own-put-right', () => righting.leave(sam, id));
  });

  it('is asking oneself, the person, nobody, or somebody who is not staff', async () => {
    const entry = await registerEntry();
    for (const askedOf of [ailsa, sam, jo])
      await refused('second-person', () => righting.line(ailsa, sam, entry, { keep: false, askedOf }));
    await refused('bad-put-right', () => righting.line(ailsa, sam, entry, { keep: false }));
  });

  it('is putting right what is one’s own', async () => {
    const entry = await righting.entryOf(morag, 'register');
    await refused('own-put-right', () => righting.line(morag, morag, entry));
  });

  it('is a line twice, also while the first waits', async () => {
    const id = await takeBack();
    const entry = await registerEntry();
    await refused('put-right-before', () => righting.line(morag, sam, entry));
    await righting.agree(iain, id);
    await refused('nothing-to-put-right', () => righting.line(morag, sam, entry));
  });

  it('is a line that the register has put right since', async () => {
    const id = await takeBack();
    await righting.stage.register(walk, ailsa, { came: [jo], led: [morag] });
    await refused('nothing-to-put-right', () => righting.agree(iain, id));
  });

  it('is an entry of somebody else, and one that gave nothing', async () => {
    const entry = await registerEntry();
    const ben = await righting.book.participant(righting.scheme);
    await refused('unknown-entry', () => righting.line(ailsa, ben, entry));
    await righting.stage.setAside(sam, 1);
    const hold = await righting.entryOf(sam, 'hold');
    await refused('nothing-to-put-right', () => righting.line(ailsa, sam, hold));
  });

  it('is an empty sentence, a long one, and something else under the same id', async () => {
    const entry = await registerEntry();
    for (const sentence of [' ', 'x'.repeat(201)])
      await refused('bad-put-right', () => righting.line(ailsa, sam, entry, { sentence }));
    const id = await takeBack();
    await refused('id-used', () => righting.line(ailsa, sam, entry, { id }));
    await refused('id-used', () => righting.line(morag, sam, entry, { id }));
  });
});
