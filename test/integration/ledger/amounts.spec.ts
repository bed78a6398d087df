import { available } from '../../../src/ledger/index.js';
import { type Galaxies, galaxies } from '../../../src/shared/galaxies.js';
import type { Book } from '../../support/book.js';
import {
  attempt,
  inTransaction,
  newTarget,
  openFreshBook,
  recordCall,
  type Target,
} from '../../support/target.js';

describe('amounts that are none', () => {
  let book: Book;
  let own: Target;

  beforeAll(async () => {
    book = await openFreshBook();
    own = await newTarget(book);
  });
  afterAll(() => book.close());
  afterEach(async () => {
    expect((await book.prove(own.scheme)).holds).toBe(true);
  });

  const give = (amount: Galaxies) =>
    book.work.write(own.scheme, (tx) =>
      book.ledger.transfer(tx, {
        ...book.details(own.scheme, 'amount/1'),
        debit: available(own.jo),
        credit: available(own.sam),
        amount,
      }),
    );
  const asService = (sql: string) => attempt(book.database.appUrl, inTransaction(own.scheme, sql));
  const asOwner = (sql: string) => attempt(book.database.ownerUrl, inTransaction(own.scheme, sql));

  it.each([
    ['nought', 0],
    ['nought from below', -0],
    ['less than nought', -1],
    ['too much', 1_000_001],
    ['half', 0.5],
    ['one and a half', 1.5],
    ['not a number', Number.NaN],
    ['more than there is', Infinity],
    ['two to the 53rd and one', 2 ** 53 + 1],
    ['an exponent', '1e3'],
    ['digits in a text', '3'],
    ['Arabic digits', '٣'],
    ['nothing written', ''],
    ['yes', true],
    ['no', false],
    ['null', null],
    ['undefined', undefined],
    ['a list', [3]],
    ['a big whole number', 3n],
    ['an object that says it is one', { valueOf: () => 1 }],
  ])('the class refuses %s with bad-amount and leaves nothing behind', async (_what, amount) => {
    const before = await book.rows();
    await expect(give(passedOffAs(amount))).rejects.toMatchObject({ code: 'bad-amount', refusal: 'invalid' });
    expect(await book.rows()).toEqual(before);
  });

  it.each([
    ['no transfer', 0],
    ['1,001 transfers', 1_001],
  ])('the class refuses an entry of %s with entry-size', async (_what, count) => {
    const before = await book.rows();
    const one = { debit: available(own.jo), credit: available(own.sam), amount: galaxies(1) };
    const transfers = Array.from({ length: count }, () => one);
    const recording = book.work.write(own.scheme, (tx) =>
      book.ledger.record(tx, { ...book.details(own.scheme, 'size/1'), kind: 'transfer', transfers }),
    );
    await expect(recording).rejects.toMatchObject({ code: 'entry-size' });
    expect(await book.rows()).toEqual(before);
  });

  it.each([
    ['nought', `'{0}'`, 'transfer_amount_in_range'],
    ['less than nought', `'{-1}'`, 'transfer_amount_in_range'],
    ['too much', `'{1000001}'`, 'transfer_amount_in_range'],
    ['two to the 53rd and one', `'{9007199254740993}'`, '22003'],
    ['more than a whole number can be', `'{9223372036854775808}'`, '22003'],
    ['half', `'{0.5}'`, '22P02'],
    ['half, as a number', `ARRAY[0.5]`, '42883'],
    ['not a number', `'{NaN}'`, '22P02'],
    ['more than there is', `'{Infinity}'`, '22P02'],
    ['an exponent', `'{1e3}'`, '22P02'],
    ['Arabic digits', `'{٣}'`, '22P02'],
    ['nothing written', `'{""}'`, '22P02'],
    ['yes', `'{true}'`, '22P02'],
    ['yes, as itself', `ARRAY[true]`, '42883'],
    ['a text', `ARRAY['1']::text[]`, '42883'],
    ['null', `'{NULL}'`, '23502'],
    ['no transfer', `'{}'`, 'journal_entry_size'],
    ['no list of amounts', `NULL`, 'journal_entry_size'],
    ['a list with no accounts to go to', `'{1,1}'`, 'account_known'],
    ['a list of lists', `'{{1},{1}}'`, 'account_known'],
    ['1,001 transfers', `array_fill(1::bigint, ARRAY[1001])`, 'journal_entry_size'],
  ])('the door refuses %s in an array and leaves nothing behind', async (_what, amount, refusal) => {
    const before = await book.rows();
    const credit = ['available', own.sam] as const;
    const issue = recordCall(own, { debit: ['issued', own.scheme], credit, amount });
    expect(await asService(issue)).toBe(refusal);
    expect(await book.rows()).toEqual(before);
  });

  it.each([
    ['one leg: nobody to credit', `ARRAY[${ofScheme('issued')}], '{}', '{1}'`, 'account_known'],
    ['one leg: nobody to debit', `'{}', ARRAY[${ofScheme('issued')}], '{1}'`, 'account_known'],
    ['one leg: an account that is NULL', `ARRAY[${ofScheme('issued')}], '{NULL}', '{1}'`, 'account_known'],
    [
      'both legs in one account',
      `ARRAY[${ofScheme('pot')}], ARRAY[${ofScheme('pot')}], '{1}'`,
      'transfer_accounts_differ',
    ],
    [
      'an account of another kind',
      `ARRAY[${ofScheme('cash')}], ARRAY[${ofScheme('pot')}], '{1}'`,
      'account_known',
    ],
    ['no leg at all', `NULL, NULL, NULL`, 'journal_entry_size'],
    ['no leg and nothing to reverse', `'{}', '{}', '{}', NULL`, 'journal_entry_size'],
    [
      'legs without amounts',
      `ARRAY[${ofScheme('issued')}, ${ofScheme('issued')}], ARRAY[${ofScheme('pot')}, ${ofScheme('pot')}], '{1}'`,
      'account_known',
    ],
  ])('the door refuses %s and leaves nothing behind', async (_what, legs, refusal) => {
    const before = await book.rows();
    const call = `SELECT ledger_record(current_scheme(), 'transfer', 'leg/1', '2026-03-14', gen_random_uuid(), NULL, NULL, ${legs})`;
    expect(await asService(call)).toBe(refusal);
    expect(await book.rows()).toEqual(before);
  });

  it.each([
    ['a leg', `'issued', 'pot'`],
    ['a balanced pair', `'issued', 'pot'), ('pot', 'issued'`],
  ])(
    '%s that comes late to a closed entry is refused, to the owner of the tables too',
    async (_what, legs) => {
      const before = await book.rows();
      const late = `INSERT INTO transfer (scheme_id, id, entry_id, debit_account_id, credit_account_id, amount)
      SELECT '${own.scheme}', 9000 + row_number() OVER (), '${own.entry}', d.id, c.id, 1 FROM (VALUES (${legs})) AS leg (debit, credit)
      JOIN account d ON d.scheme_id = '${own.scheme}' AND d.kind = debit JOIN account c ON c.scheme_id = '${own.scheme}' AND c.kind = credit`;
      expect(await asOwner(late)).toBe('transfer_by_door');
      expect(await book.rows()).toEqual(before);
    },
  );

  it('the door leaves nothing open behind it: what comes late in the same transaction is refused too', async () => {
    const before = await book.rows();
    const late = `INSERT INTO transfer (scheme_id, id, entry_id, debit_account_id, credit_account_id, amount)
      SELECT scheme_id, 9000, entry_id, debit_account_id, credit_account_id, 1 FROM transfer WHERE id = ${own.transfer}`;
    expect(await asOwner(`${recordCall(own, { key: 'door/1' })}; ${late}`)).toBe('transfer_by_door');
    expect(await book.rows()).toEqual(before);
  });

  it('a transfer that comes by no door is refused beside an entry of its own too, to the owner of the tables too', async () => {
    const before = await book.rows();
    const beside = `
      WITH entry AS (INSERT INTO journal_entry (scheme_id, kind, source_key, content_hash, occurred_on, recorded_at, recorded_by, made_up)
        VALUES ('${own.scheme}', 'register', 'beside/1', '', '2026-03-14', now(), gen_random_uuid(), 0) RETURNING *)
      INSERT INTO transfer (scheme_id, id, entry_id, debit_account_id, credit_account_id, amount, credit_seq, credit_balance)
      SELECT t.scheme_id, e.transfers_after + 1, e.id, t.debit_account_id, t.credit_account_id, 1, 900, 900 FROM transfer t CROSS JOIN entry e
        WHERE t.id = ${own.transfer}`;
    expect(await asOwner(beside)).toBe('transfer_by_door');
    expect(await book.rows()).toEqual(before);
  });

  it.each([
    'UPDATE transfer SET amount = 1',
    'DELETE FROM transfer',
    'TRUNCATE transfer',
    'DELETE FROM account',
    "UPDATE account SET kind = 'held'",
  ])('the owner of the tables is kept from slips too: %s', async (slip) => {
    const before = await book.rows();
    expect(await asOwner(slip)).toMatch(REFUSES_SLIPS);
    expect(await book.rows()).toEqual(before);
  });

  it('nobody has accounts in a scheme that has none of its own, where galaxies would come from nowhere', async () => {
    const before = await book.rows();
    const early = `
      INSERT INTO scheme (id, slug, name, time_zone, galaxy_one, galaxy_many)
        SELECT '${own.jo}', 'unopened', name, time_zone, galaxy_one, galaxy_many FROM scheme WHERE id = '${own.scheme}';
      INSERT INTO account (scheme_id, owner_id, kind) VALUES ('${own.jo}', '${own.sam}', 'available')`;
    expect(await asOwner(early)).toBe('account_scheme_opened');
    expect(await book.rows()).toEqual(before);
  });

  it('the largest and the smallest amount are let in, and so is an entry of 1,000 transfers', async () => {
    await book.award(own.scheme, [[own.jo, 1_000_000]]);
    await book.award(own.scheme, [[own.jo, 1]]);
    const { transferIds } = await book.award(
      own.scheme,
      Array.from({ length: 1_000 }, () => [own.sam, 1] as const),
    );
    expect(transferIds).toHaveLength(1_000);
  });
});

/** Our own guards, or PostgreSQL itself where rows elsewhere refer to what would be emptied. */
const REFUSES_SLIPS = /_append_only$|^account_kept$|^account_identity_kept$|^0A000$/;

/** The id of one of the scheme's own accounts, worked out in SQL. */
function ofScheme(kind: string): string {
  return `md5(current_scheme() || '/' || current_scheme() || '/${kind}')::uuid`;
}

/** Something that a caller without types might pass where an amount belongs. */
function passedOffAs(value: unknown): Galaxies {
  const amount: Galaxies = JSON.parse('0', () => value);
  return amount;
}
