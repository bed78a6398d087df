import { changeEntry, changeSeal, changeTransfer, type Tampering } from './annex-b.js';
import type { TamperedBook } from './tampered-book.js';

/** Lets an account be anything; an id that follows from its owner is unlinked from it first. */
const UNLINK_ACCOUNTS = `
  ALTER TABLE account ALTER id DROP EXPRESSION IF EXISTS; ALTER TABLE account ALTER keeps_balance DROP EXPRESSION IF EXISTS;
  ALTER TABLE account DROP CONSTRAINT account_owner_kind_unique; ALTER DOMAIN kept_galaxies DROP CONSTRAINT account_balance_not_negative`;

const AMOUNT_IN_RANGE = 'DOMAIN transfer_amount DROP CONSTRAINT transfer_amount_in_range';
const ACCOUNTS_DIFFER = 'TABLE transfer DROP CONSTRAINT transfer_accounts_differ';

/** Tampering that our own tables allow for, beside the seventeen kinds. */
export const OURS: readonly Tampering[] = [
  ['the day changed', (book) => changeEntry(book, 'occurred_on = occurred_on + 1')],
  ['the content hash changed', (book) => changeEntry(book, `content_hash = sha256(content_hash)`)],
  ['the reason changed', (book) => changeEntry(book, `reason = 'another'`)],
  ['a reason taken away', (book) => changeEntry(book, 'reason = NULL', 'reason IS NOT NULL')],
  ['on whose behalf changed', (book) => changeEntry(book, 'on_behalf_of = gen_random_uuid()')],
  ['what goodwill made up changed', (book) => changeEntry(book, 'made_up = made_up + 1')],
  ['what goodwill made up hidden', (book) => changeEntry(book, 'made_up = 0', 'made_up > 0')],
  ['a transfer deleted', deleteTransfer],
  ['a transfer added to a sealed entry', addTransfer],
  [
    'a transfer moved to another entry',
    (book) =>
      changeTransfer(
        book,
        'entry_id = (SELECT id FROM journal_entry e WHERE e.scheme_id = $1 AND e.id <> t.entry_id LIMIT 1)',
      ),
  ],
  [
    'a transfer moved to another scheme',
    (book) => changeTransfer(book, 'scheme_id = (SELECT id FROM scheme WHERE id <> $1 LIMIT 1)'),
  ],
  [
    'a transfer to an account that is not there',
    (book) => changeTransfer(book, 'credit_account_id = gen_random_uuid()'),
  ],
  ['an entry deleted and its transfers left behind', orphanTransfers],
  [
    'a transfer turned the other way',
    (book) =>
      changeTransfer(book, 'debit_account_id = credit_account_id, credit_account_id = debit_account_id'),
  ],
  ['an amount of nought', (book) => withoutConstraint(book, AMOUNT_IN_RANGE, 'amount = 0')],
  ['an amount below nought', (book) => withoutConstraint(book, AMOUNT_IN_RANGE, 'amount = -amount')],
  [
    'a transfer from an account to itself',
    (book) => withoutConstraint(book, ACCOUNTS_DIFFER, 'credit_account_id = debit_account_id'),
  ],
  [
    'what a transfer closes changed',
    (book) => changeTransfer(book, 'closes_id = closes_id + 1', 'closes_id IS NOT NULL'),
  ],
  [
    'what a transfer closes taken away',
    (book) => changeTransfer(book, 'closes_id = NULL', 'closes_id IS NOT NULL'),
  ],
  [
    'a reversal passed off as something else',
    (book) => changeTransfer(book, 'reverses_id = NULL', 'reverses_id IS NOT NULL'),
  ],
  [
    'two numbers of an account swapped',
    (book) => changeTransfer(book, 'credit_seq = credit_seq + 1', 'credit_seq IS NOT NULL'),
  ],
  ['the owners of two accounts swapped', swapOwners],
  ['an account given to another kind', (book) => changeAccount(book, `kind = 'held'`, `kind = 'available'`)],
  [
    'an account that says it keeps no balance',
    (book) => changeAccount(book, 'keeps_balance = false', 'keeps_balance AND balance > 0'),
  ],
  ["an account's balance changed", (book) => changeAccount(book, 'balance = balance + 1')],
  ['a balance below nought', (book) => changeAccount(book, 'balance = -1')],
  ["an account's count of postings changed", (book) => changeAccount(book, 'last_seq = last_seq + 1')],
  ["an account's last moment changed", (book) => changeAccount(book, `last_recorded_at = '2030-01-01'`)],
  ["a seal's horizon moved", (book) => changeSeal(book, `horizon = (horizon::text::bigint + 1)::text::xid8`)],
  [
    "a seal's moment moved by a microsecond",
    (book) => changeSeal(book, `sealed_at = sealed_at + interval '1 microsecond'`),
  ],
  ["a seal's total changed", (book) => changeSeal(book, 'issued = issued - 1')],
  ["a seal's link to the one before changed", (book) => changeSeal(book, 'previous = sha256(previous)')],
  ['a seal renumbered', renumberSeal],
  ['the hash of a sealed entry changed', changeHash],
  ['a signature changed', (book) => changeSignature(book, 'signature = sha512(signature)')],
  [
    'a signature passed off as by another key',
    (book) => changeSignature(book, 'public_key = sha256(public_key)'),
  ],
  ['the scheme renamed, so that its seals are of another', renameScheme],
];

async function deleteTransfer(book: TamperedBook): Promise<readonly string[]> {
  const { id, entry_id } = await book.one('SELECT id, entry_id FROM transfer WHERE scheme_id = $1');
  await book.change('DELETE FROM transfer WHERE scheme_id = $1 AND id = $2', [id]);
  return [`entry ${entry_id}`];
}

async function orphanTransfers(book: TamperedBook): Promise<readonly string[]> {
  const { entry_id } = await book.one('SELECT entry_id FROM sealed_entry WHERE scheme_id = $1');
  await book.change('DELETE FROM journal_entry WHERE scheme_id = $1 AND id = $2', [entry_id]);
  return [`entry ${entry_id}`];
}

async function addTransfer(book: TamperedBook): Promise<readonly string[]> {
  const { id, entry_id } = await book.one(
    'SELECT id, entry_id FROM transfer WHERE scheme_id = $1 AND credit_seq IS NOT NULL',
  );
  await book.change(
    `INSERT INTO transfer (scheme_id, id, entry_id, debit_account_id, credit_account_id, amount)
     SELECT scheme_id, id + 5000, entry_id, debit_account_id, credit_account_id, 1 FROM transfer WHERE scheme_id = $1 AND id = $2`,
    [id],
  );
  return [`entry ${entry_id}`];
}

async function withoutConstraint(
  book: TamperedBook,
  constraint: string,
  set: string,
): Promise<readonly string[]> {
  await book.alter(`ALTER ${constraint}`);
  return changeTransfer(book, set);
}

async function swapOwners(book: TamperedBook): Promise<readonly string[]> {
  await book.alter(UNLINK_ACCOUNTS);
  const accounts = await book.pick(
    `SELECT id, owner_id FROM account WHERE scheme_id = $1 AND kind = 'available'`,
    2,
  );
  for (const [index, { id = '' }] of accounts.entries()) {
    const owner = accounts[1 - index]?.['owner_id'];
    await book.change('UPDATE account SET owner_id = $3 WHERE scheme_id = $1 AND id = $2', [id, owner]);
  }
  return accounts.map(({ id }) => `account ${String(id)}`);
}

async function changeAccount(
  book: TamperedBook,
  set: string,
  where = 'keeps_balance',
): Promise<readonly string[]> {
  await book.alter(UNLINK_ACCOUNTS);
  const { id } = await book.one(`SELECT id FROM account WHERE scheme_id = $1 AND ${where}`);
  await book.change(`UPDATE account SET ${set} WHERE scheme_id = $1 AND id = $2`, [id]);
  return [`account ${id}`];
}

async function renumberSeal(book: TamperedBook): Promise<readonly string[]> {
  const { number } = await book.one('SELECT number FROM seal WHERE scheme_id = $1');
  await book.change('UPDATE seal SET number = number + 100 WHERE scheme_id = $1 AND number = $2', [number]);
  return [`seal ${String(Number(number) + 100)}`];
}

async function changeHash(book: TamperedBook): Promise<readonly string[]> {
  const { entry_id, seq } = await book.one('SELECT entry_id, seq FROM sealed_entry WHERE scheme_id = $1');
  await book.change('UPDATE sealed_entry SET hash = sha256(hash) WHERE scheme_id = $1 AND entry_id = $2', [
    entry_id,
  ]);
  const { number } = await book.one(
    `SELECT number FROM seal WHERE scheme_id = $1 AND ${seq} BETWEEN first_seq AND last_seq`,
  );
  return [`entry ${entry_id}`, `seal ${number}`];
}

async function changeSignature(book: TamperedBook, set: string): Promise<readonly string[]> {
  const { number } = await book.one('SELECT number FROM seal_signature WHERE scheme_id = $1');
  await book.change(`UPDATE seal_signature SET ${set} WHERE scheme_id = $1 AND number = $2`, [number]);
  return [`seal ${number}`];
}

async function renameScheme(book: TamperedBook): Promise<readonly string[]> {
  await book.change(`UPDATE scheme SET slug = 'another-name' WHERE id = $1`);
  const { number } = await book.one('SELECT number FROM seal WHERE scheme_id = $1');
  return [`seal ${number}`];
}
