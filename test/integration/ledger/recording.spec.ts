import { type AccountRef, available, held } from '../../../src/ledger/index.js';
import { galaxies } from '../../../src/shared/galaxies.js';
import { newId, type ParticipantId, type SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';

describe('recording in the book', () => {
  let book: Book;
  let scheme: SchemeId;
  let jo: ParticipantId;
  let sam: ParticipantId;

  beforeAll(async () => {
    book = await Book.open();
  });
  afterAll(() => book.close());
  beforeEach(async () => {
    scheme = await book.scheme();
    jo = await book.participant(scheme);
    sam = await book.participant(scheme);
  });
  afterEach(async () => {
    await book.seal(scheme);
    expect((await book.prove(scheme)).checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  it('one register gives each person what they earned, and the scheme has issued as much', async () => {
    const { transferIds } = await book.award(scheme, [
      [jo, 1],
      [sam, 2],
    ]);
    expect(transferIds).toHaveLength(2);
    expect(await book.numbers(scheme, jo)).toEqual([1, 0, 1]);
    expect(await book.numbers(scheme, sam)).toEqual([2, 0, 2]);
    const trial = await book.work.read(scheme, (view) => book.queries.trialBalance(view, scheme));
    expect(trial.reduce((sum, { balance }) => sum + balance, 0)).toBe(0);
    expect(trial.find(({ kind }) => kind === 'issued')?.balance).toBe(-3);
  });

  it('200 transfers are one entry, one call and one proof', async () => {
    const people = await book.work.write(scheme, async (tx) => {
      const joined: ParticipantId[] = [];
      for (let n = 0; n < 200; n++)
        joined.push(await book.participants.join(tx, scheme, `many-${String(n)}`));
      return joined;
    });
    const { transferIds } = await book.award(
      scheme,
      people.map((person) => [person, 1] as const),
    );
    expect(new Set(transferIds).size).toBe(200);
  });

  it('the same key and content answers with the first entry; other content is refused and leaves no trace', async () => {
    const first = await book.award(scheme, [[jo, 2]], 'register/1/1');
    const again = await book.award(scheme, [[jo, 2]], 'register/1/1');
    expect(again).toEqual({ ...first, repeated: true });
    const before = await book.rows();
    await expect(book.award(scheme, [[jo, 3]], 'register/1/1')).rejects.toMatchObject({
      code: 'source-key-used',
    });
    await expect(book.award(scheme, [[sam, 2]], 'register/1/1')).rejects.toMatchObject({
      code: 'source-key-used',
    });
    expect(await book.rows()).toEqual(before);
  });

  it('what is held cannot be used twice: a hold is settled or released, once', async () => {
    await book.award(scheme, [[jo, 5]]);
    const write = book.work.write.bind(book.work);
    const asked = { participant: jo, amount: galaxies(4) };
    const hold = await write(scheme, (tx) =>
      book.ledger.hold(tx, { ...book.details(scheme, 'redemption/1/hold'), ...asked }),
    );
    expect(await book.numbers(scheme, jo)).toEqual([1, 4, 5]);
    const [transfer] = hold.transferIds;
    if (transfer === undefined) throw new Error('A hold has one transfer.');
    const before = await book.rows();
    await expect(
      write(scheme, (tx) =>
        book.ledger.hold(tx, {
          ...book.details(scheme, 'redemption/2/hold'),
          participant: jo,
          amount: galaxies(2),
        }),
      ),
    ).rejects.toMatchObject({ code: 'not-enough-galaxies' });
    expect(await book.rows()).toEqual(before);
    await write(scheme, (tx) =>
      book.ledger.settle(tx, { ...book.details(scheme, 'redemption/1/settle'), ...asked, hold: transfer }),
    );
    expect(await book.numbers(scheme, jo)).toEqual([1, 0, 1]);
    const settled = await book.rows();
    await expect(
      write(scheme, (tx) =>
        book.ledger.release(tx, {
          ...book.details(scheme, 'redemption/1/release'),
          ...asked,
          hold: transfer,
        }),
      ),
    ).rejects.toMatchObject({ code: 'hold-closed' });
    expect(await book.rows()).toEqual(settled);
  });

  it('a reversal of what was used is made up from goodwill, marked, and nobody goes below nought', async () => {
    const earned = await book.award(scheme, [[jo, 3]]);
    const write = book.work.write.bind(book.work);
    await write(scheme, (tx) =>
      book.ledger.transfer(tx, {
        ...book.details(scheme, 'gift/1'),
        debit: available(jo),
        credit: available(sam),
        amount: galaxies(2),
      }),
    );
    const reversal = await write(scheme, (tx) =>
      book.ledger.reverse(tx, { ...book.details(scheme, 'reversal/1'), transfers: earned.transferIds }),
    );
    expect(reversal.madeUp).toBe(2);
    expect(await book.numbers(scheme, jo)).toEqual([0, 0, 0]);
    expect(await book.numbers(scheme, sam)).toEqual([2, 0, 2]);
    const before = await book.rows();
    await expect(
      write(scheme, (tx) =>
        book.ledger.reverse(tx, { ...book.details(scheme, 'reversal/2'), transfers: earned.transferIds }),
      ),
    ).rejects.toMatchObject({ code: 'already-reversed' });
    await expect(
      write(scheme, (tx) =>
        book.ledger.reverse(tx, { ...book.details(scheme, 'reversal/3'), transfers: reversal.reversalIds }),
      ),
    ).rejects.toMatchObject({ code: 'not-reversible' });
    expect(await book.rows()).toEqual(before);
  });

  it('several transfers that are turned round at once take from nobody on the way what they have in the end', async () => {
    await book.award(scheme, [[jo, 2]]);
    const write = book.work.write.bind(book.work);
    const give = (key: string, credit: AccountRef) =>
      write(scheme, (tx) =>
        book.ledger.transfer(tx, {
          ...book.details(scheme, key),
          debit: available(jo),
          credit,
          amount: galaxies(2),
        }),
      );
    const gift = await give('gift/1', available(sam));
    const earned = await book.award(scheme, [[jo, 4]]);
    await give('gift/2', 'pot');
    const { madeUp } = await write(scheme, (tx) =>
      book.ledger.reverse(tx, {
        ...book.details(scheme, 'reversal/1'),
        transfers: [...gift.transferIds, ...earned.transferIds],
      }),
    );
    expect([madeUp, await book.numbers(scheme, jo), await book.numbers(scheme, sam)]).toEqual([
      0,
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('an account that stands several times in an entry receives before it gives, and every line has its balance', async () => {
    await book.award(scheme, [[jo, 1]]);
    const passOn = { debit: available(jo), credit: available(sam), amount: galaxies(3) };
    await book.work.write(scheme, (tx) =>
      book.ledger.record(tx, {
        ...book.details(scheme, 'register/1'),
        kind: 'register',
        transfers: [passOn, { debit: 'issued', credit: available(jo), amount: galaxies(2) }],
      }),
    );
    const lines = await book.work.read(scheme, (view) =>
      book.queries.history(view, scheme, available(jo), { limit: 3 }),
    );
    expect(lines.map(({ seq, change, balance }) => [seq, change, balance])).toEqual([
      [3, -3, 0],
      [2, 2, 3],
      [1, 1, 1],
    ]);
  });

  it('a corrected register turns round exactly the lines that changed and adds the new ones, in one entry', async () => {
    const { transferIds } = await book.award(scheme, [
      [jo, 1],
      [sam, 1],
    ]);
    const changed = transferIds[1];
    if (changed === undefined) throw new Error('A register of two has two transfers.');
    const version2 = await book.work.write(scheme, (tx) =>
      book.ledger.record(tx, {
        ...book.details(scheme, 'register/1/2'),
        kind: 'register',
        transfers: [{ debit: 'issued', credit: available(sam), amount: galaxies(2) }],
        reverses: [changed],
      }),
    );
    expect([version2.transferIds.length, version2.reversalIds.length, version2.madeUp]).toEqual([1, 1, 0]);
    expect(await book.numbers(scheme, jo)).toEqual([1, 0, 1]);
    expect(await book.numbers(scheme, sam)).toEqual([2, 0, 2]);
  });

  it('galaxies set aside leave only by the hold that set them aside', async () => {
    await book.award(scheme, [[jo, 5]]);
    const before = await book.rows();
    await expect(
      book.work.write(scheme, (tx) =>
        book.ledger.transfer(tx, {
          ...book.details(scheme, 'gift/1'),
          debit: held(jo),
          credit: available(sam),
          amount: galaxies(1),
        }),
      ),
    ).rejects.toMatchObject({ code: 'hold-not-named' });
    await expect(book.award(scheme, [[newId<ParticipantId>(), 1]])).rejects.toMatchObject({
      code: 'unknown-account',
    });
    expect(await book.rows()).toEqual(before);
  });

  it('history shows every line with the balance just after it, newest first, a page at a time', async () => {
    for (const amount of [1, 2, 3]) await book.award(scheme, [[jo, amount]]);
    const page = await book.work.read(scheme, (view) =>
      book.queries.history(view, scheme, available(jo), { limit: 2 }),
    );
    expect(page.map(({ seq, change, balance }) => [seq, change, balance])).toEqual([
      [3, 3, 6],
      [2, 2, 3],
    ]);
    const rest = await book.work.read(scheme, (view) =>
      book.queries.history(view, scheme, available(jo), { limit: 2, before: 2 }),
    );
    expect(rest.map(({ seq, change, balance }) => [seq, change, balance])).toEqual([[1, 1, 1]]);
  });
});
