import { askPrepared, Last, type Tx } from '../../src/database/index.js';
import { available } from '../../src/ledger/index.js';
import { galaxies } from '../../src/shared/galaxies.js';
import { newId, type ParticipantId, type SchemeId } from '../../src/shared/ids.js';
import { A_DAY, Book } from '../support/book.js';
import { until } from '../support/until.js';

let book: Book;
let scheme: SchemeId;
let jo: ParticipantId;

beforeAll(async () => {
  book = await Book.open({ poolSize: 2 });
  scheme = await book.scheme();
  jo = await book.participant(scheme);
});

afterAll(() => book.close());

/** An entry that gives Jo so many galaxies. */
function given(amount: number, sourceKey: string = newId<SchemeId>()) {
  const transfer = { debit: 'issued', credit: available(jo), amount: galaxies(amount) } as const;
  const when = { occurredOn: A_DAY, recordedBy: book.actor } as const;
  return { scheme, kind: 'register', sourceKey, ...when, transfers: [transfer] } as const;
}

const write = <T>(work: (tx: Tx) => Promise<T | Last<T>> | Last<T>) => book.work.write(scheme, work);

it('what is asked last is kept, and its answer is the answer', async () => {
  const [before] = await book.numbers(scheme, jo);
  const recorded = await write((tx) => new Last(book.ledger.record(tx, given(3))));
  expect(recorded.transferIds).toHaveLength(1);
  expect((await book.numbers(scheme, jo))[0]).toBe(before + 3);
});

it('what ends the transaction is sent with it, and waits for nothing that is made of its answer', async () => {
  const { sourceKey, ...entry } = given(2);
  const isKept = async (): Promise<boolean> => {
    const sql = 'SELECT FROM journal_entry WHERE source_key = $1';
    return (await book.ownerSource.query<unknown[]>(sql, [sourceKey])).length === 1;
  };
  const recorded = write((tx) => {
    const answer = book.ledger.record(tx, { ...entry, sourceKey });
    return new Last(answer.then(() => until(isKept, 'the entry is seen from outside')));
  });
  expect(await recorded).toBe(true);
});

it('what is refused last leaves nothing, also nothing of what was asked before it', async () => {
  const key = newId<SchemeId>();
  await write((tx) => new Last(book.ledger.record(tx, given(1, key))));
  const before = await book.rows();
  const refused = write(async (tx) => {
    await book.ledger.record(tx, given(5));
    return new Last(book.ledger.record(tx, given(2, key)));
  });
  await expect(refused).rejects.toMatchObject({ code: 'source-key-used' });
  expect(await book.rows()).toEqual(before);
});

it('when one of several is refused last, the others are not kept either', async () => {
  const key = newId<SchemeId>();
  await write((tx) => new Last(book.ledger.record(tx, given(1, key))));
  const before = await book.rows();
  const refused = write((tx) => {
    const both = [book.ledger.record(tx, given(4)), book.ledger.record(tx, given(2, key))];
    return new Last(Promise.all(both));
  });
  await expect(refused).rejects.toMatchObject({ code: 'source-key-used' });
  expect(await book.rows()).toEqual(before);
});

it('nothing more is asked in a transaction that is on its way to be kept', async () => {
  const question = { name: 'too_late', text: 'SELECT 1' };
  for (const ask of [
    (tx: Tx) => tx.query('SELECT 1'),
    (tx: Tx) => askPrepared(tx, question, []),
    (tx: Tx) => book.ledger.record(tx, given(1)),
  ]) {
    const late = write((tx) => {
      const answer: Promise<unknown> = tx.query('SELECT 1');
      return new Last(answer.then(() => ask(tx)));
    });
    await expect(late).rejects.toThrow('has ended');
  }
  expect(await write((tx) => tx.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
});
