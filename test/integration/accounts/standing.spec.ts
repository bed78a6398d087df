import { AccountsQueries } from '../../../src/accounts/accounts.queries.js';
import { changeOf, inTotalOf, lastTransferOf, type Line, sayingOf } from '../../../src/accounts/line.js';
import { available } from '../../../src/ledger/index.js';
import { galaxies } from '../../../src/shared/galaxies.js';
import type { ParticipantId, SchemeId, TransferId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';

let book: Book;
let scheme: SchemeId;
let jo: ParticipantId;
const queries = new AccountsQueries();

beforeAll(async () => {
  book = await Book.open();
  scheme = await book.scheme();
});
afterAll(() => book.close());
beforeEach(async () => {
  jo = await book.participant(scheme);
});

const standing = (limit = 20, before?: TransferId) =>
  book.work.read(scheme, (view) => queries.standing(view, scheme, jo, { limit, before }));

const said = (lines: readonly Line[]) =>
  lines.map(sayingOf).map(({ word, galaxies: many }) => `${word} ${String(many)}`);

async function write<T>(work: Parameters<typeof book.work.write<T>>[1]): Promise<T> {
  return book.work.write(scheme, work);
}

it('says what happened in words, newest first, and never with a minus sign', async () => {
  const earned = await book.award(scheme, [[jo, 5]], 'register/a/1');
  const hold = await write((tx) =>
    book.ledger.hold(tx, {
      ...book.details(scheme, 'redemption/1/hold'),
      participant: jo,
      amount: galaxies(2),
    }),
  );
  const other = await write((tx) =>
    book.ledger.hold(tx, {
      ...book.details(scheme, 'redemption/2/hold'),
      participant: jo,
      amount: galaxies(1),
    }),
  );
  const close = (step: 'settle' | 'release', held: typeof hold, amount: number, key: string) =>
    write((tx) =>
      book.ledger[step](tx, {
        ...book.details(scheme, key),
        participant: jo,
        amount: galaxies(amount),
        hold: held.transferIds[0] ?? fail(),
      }),
    );
  await close('settle', hold, 2, 'redemption/1/settle');
  await close('release', other, 1, 'redemption/2/release');
  await write((tx) =>
    book.ledger.record(tx, {
      ...book.details(scheme, 'register/a/2'),
      kind: 'register',
      transfers: [{ debit: 'issued', credit: available(jo), amount: galaxies(7) }],
      reverses: earned.transferIds,
    }),
  );
  const { numbers, lines, isMore } = await standing();
  expect([numbers, isMore]).toEqual([{ toUse: 5, setAside: 0, inTotal: 5 }, false]);
  expect(said(lines)).toEqual(['added 2', 'back 1', 'used 2', 'set-aside 1', 'set-aside 2', 'added 5']);
});

it('what goodwill made up is part of the line that needed it', async () => {
  const earned = await book.award(scheme, [[jo, 3]], 'register/b/1');
  await write((tx) =>
    book.ledger.transfer(tx, {
      ...book.details(scheme, 'gift/b'),
      debit: available(jo),
      credit: 'pot',
      amount: galaxies(2),
    }),
  );
  await write((tx) =>
    book.ledger.reverse(tx, { ...book.details(scheme, 'put-right/b'), transfers: earned.transferIds }),
  );
  const { numbers, lines } = await standing();
  expect(numbers.inTotal).toBe(0);
  expect(said(lines)).toEqual(['put-right 1', 'put-right 2', 'added 3']);
});

it('goes through a long history in pages, each line once', async () => {
  for (let n = 0; n < 23; n++) await book.award(scheme, [[jo, 1 + (n % 3)]], `register/c/${String(n)}`);
  const whole = await standing(100);
  const seen: Line[] = [];
  for (let before: TransferId | undefined; ;) {
    const { lines, isMore } = await standing(4, before);
    seen.push(...lines);
    if (!isMore) break;
    const last = lines.at(-1);
    before = last && lastTransferOf(last);
  }
  expect(seen).toEqual(whole.lines);
  expect(seen.reduce((sum, line) => sum + inTotalOf(line), 0)).toBe(whole.numbers.inTotal);
});

it('as at a past moment it is what the book said then', async () => {
  await book.award(scheme, [[jo, 2]], 'register/d/1');
  const [first] = (await standing()).lines;
  await book.award(scheme, [[jo, 3]], 'register/d/2');
  const asAt = first?.recordedAt;
  const then = await book.work.read(scheme, (view) =>
    queries.standing(view, scheme, jo, { limit: 20, asAt }),
  );
  expect([then.numbers.inTotal, said(then.lines)]).toEqual([2, ['added 2']]);
});

it('somebody without accounts, and somebody of another scheme, are not there', async () => {
  const elsewhere = await book.scheme();
  const outcome = book.work.read(elsewhere, (view) => queries.standing(view, elsewhere, jo, { limit: 5 }));
  await expect(outcome).rejects.toMatchObject({ code: 'unknown-account' });
});

it('an entry of somebody else is not there, like one that never was', async () => {
  const sam = await book.participant(scheme);
  const { entryId } = await book.award(
    scheme,
    [
      [sam, 2],
      [jo, 1],
    ],
    'register/e/1',
  );
  const theirs = await book.award(scheme, [[sam, 2]], 'register/e/2');
  const line = await book.work.read(scheme, (view) => queries.line(view, scheme, jo, entryId));
  expect([changeOf(line), line.transfers.length]).toEqual([{ toUse: 1, setAside: 0, inTotal: 1 }, 1]);
  const other = book.work.read(scheme, (view) => queries.line(view, scheme, jo, theirs.entryId));
  await expect(other).rejects.toMatchObject({ code: 'unknown-entry' });
});

function fail(): never {
  throw new Error('There is no transfer.');
}

it('reads whole lines from page to page, also where a page ends inside what an entry did', async () => {
  for (let n = 0; n < 3; n++) {
    const earned = await book.award(scheme, [[jo, 2]], `register/page-${jo}-${String(n)}/1`);
    await write((tx) =>
      book.ledger.record(tx, {
        ...book.details(scheme, `register/page-${jo}-${String(n)}/2`),
        kind: 'register',
        transfers: [
          { debit: 'issued', credit: available(jo), amount: galaxies(1) },
          { debit: 'issued', credit: available(jo), amount: galaxies(3) },
        ],
        reverses: earned.transferIds,
      }),
    );
  }
  const whole = await standing();
  expect(whole.lines.map(({ transfers }) => transfers.length)).toEqual([3, 1, 3, 1, 3, 1]);
  const paged: Line[] = [];
  for (let before: TransferId | undefined; paged.length < 6;) {
    const page = await standing(1, before);
    paged.push(...page.lines);
    const last = page.lines.at(-1);
    if (last === undefined) break;
    before = lastTransferOf(last);
  }
  expect(paged).toEqual(whole.lines);
});
