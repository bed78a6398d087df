import type { Row, TamperedBook } from './tampered-book.js';

/** A kind of tampering: its name, and what does it and answers with whom the proof must name. */
export type Tampering = readonly [name: string, tamper: (book: TamperedBook) => Promise<readonly string[]>];

const SEALED = `SELECT s.seq, e.id FROM sealed_entry s JOIN journal_entry e ON e.scheme_id = s.scheme_id AND e.id = s.entry_id WHERE s.scheme_id = $1`;

/** The very last entry with its seal is the tail, which is a kind of its own. */
const NOT_LAST = `${SEALED} AND s.seq < (SELECT max(seq) FROM sealed_entry WHERE scheme_id = $1)`;

/** What somebody earned and what was not put right since: more or less of it changes nothing else. */
const EARNED = `
  SELECT t.id, t.entry_id, x.number FROM transfer t JOIN journal_entry e ON e.scheme_id = t.scheme_id AND e.id = t.entry_id AND e.kind = 'register'
  JOIN sealed_entry s ON s.scheme_id = e.scheme_id AND s.entry_id = e.id JOIN seal x ON x.scheme_id = s.scheme_id AND s.seq BETWEEN x.first_seq AND x.last_seq
  WHERE t.scheme_id = $1 AND t.reverses_id IS NULL
    AND NOT EXISTS (SELECT FROM transfer r WHERE r.scheme_id = t.scheme_id AND r.reverses_id = t.id)`;

const LAST_SEAL = `SELECT number, first_seq, last_seq FROM seal WHERE scheme_id = $1 ORDER BY number DESC LIMIT 1`;

const ON_TRANSFERS: readonly Tampering[] = [
  [
    'both sides of an amount changed, and every balance mended',
    async (book) => {
      const earned = await book.one(EARNED);
      await book.change('UPDATE transfer SET amount = amount + 1 WHERE scheme_id = $1 AND id = $2', [
        earned['id'],
      ]);
      await book.mendBalances();
      return [`entry ${earned['entry_id']}`];
    },
  ],
  [
    'one side of an amount changed',
    (book) => changeTransfer(book, 'credit_balance = credit_balance + 1', 'credit_balance IS NOT NULL'),
  ],
  [
    'a transfer moved to another account',
    (book) =>
      changeTransfer(
        book,
        `credit_account_id = (SELECT id FROM account a WHERE a.scheme_id = $1 AND a.id NOT IN (t.credit_account_id, t.debit_account_id) ORDER BY a.id LIMIT 1)`,
      ),
  ],
  [
    "a reversal's link changed",
    (book) => changeTransfer(book, 'reverses_id = reverses_id + 1', 'reverses_id IS NOT NULL'),
  ],
];

const ON_ENTRIES: readonly Tampering[] = [
  [
    'kind changed',
    (book) => changeEntry(book, `kind = CASE kind WHEN 'thanks' THEN 'goodwill' ELSE 'thanks' END`),
  ],
  ['source key changed', (book) => changeEntry(book, `source_key = source_key || '.'`)],
  ['actor changed', (book) => changeEntry(book, 'recorded_by = gen_random_uuid()')],
  [
    'recorded time moved by a microsecond',
    (book) => changeEntry(book, `recorded_at = recorded_at + interval '1 microsecond'`),
  ],
  [
    'an entry deleted',
    async (book) => {
      const entry = await deleteEntry(book);
      return [`entry ${entry['id']}`];
    },
  ],
  [
    'an entry and its seal deleted',
    async (book) => {
      const { id, seq } = await deleteEntry(book, NOT_LAST);
      await book.change('DELETE FROM sealed_entry WHERE scheme_id = $1 AND entry_id = $2', [id]);
      await book.change('DELETE FROM seal WHERE scheme_id = $1 AND $2 BETWEEN first_seq AND last_seq', [seq]);
      return [`entry number ${seq}`];
    },
  ],
  [
    'a forged entry with no seal, and every balance mended',
    async (book) => {
      const { id } = await book.one(SEALED);
      await book.change(
        `INSERT INTO journal_entry OVERRIDING SYSTEM VALUE
         SELECT scheme_id, '00000000-0000-4000-8000-000000000001', kind, 'forged', content_hash, occurred_on, recorded_at, recorded_by,
           on_behalf_of, reason, 0, 99990000, xid FROM journal_entry WHERE scheme_id = $1 AND id = $2`,
        [id],
      );
      await book.change(
        `INSERT INTO transfer (scheme_id, id, entry_id, debit_account_id, credit_account_id, amount, credit_seq, credit_balance)
         SELECT $1, 99990001, '00000000-0000-4000-8000-000000000001', i.id, p.id, 5, p.last_seq + 1, p.balance + 5
         FROM account i, account p WHERE i.scheme_id = $1 AND i.kind = 'issued' AND p.scheme_id = $1 AND p.kind = 'pot'`,
      );
      await book.mendBalances();
      return ['entry 00000000-0000-4000-8000-000000000001'];
    },
  ],
];

const ON_SEALS: readonly Tampering[] = [
  [
    'two entries swapped in the chain',
    async (book) => {
      const [one, other] = await book.pick(SEALED, 2);
      await book.alter('ALTER TABLE sealed_entry DROP CONSTRAINT sealed_entry_entry_unique');
      await book.change(
        'UPDATE sealed_entry SET entry_id = CASE entry_id WHEN $2 THEN $3::uuid ELSE $2::uuid END WHERE scheme_id = $1 AND entry_id IN ($2, $3)',
        [one?.['id'], other?.['id']],
      );
      return [`entry ${String(one?.['id'])}`, `entry ${String(other?.['id'])}`];
    },
  ],
  ["a seal's hash zeroed", (book) => changeSeal(book, `root = decode(repeat('00', 32), 'hex')`)],
  [
    'the head moved back',
    async (book) => {
      const { number, last_seq } = await book.one(LAST_SEAL);
      await book.change('DELETE FROM seal_signature WHERE scheme_id = $1 AND number = $2', [number]);
      await book.change('DELETE FROM seal WHERE scheme_id = $1 AND number = $2', [number]);
      return [`entry number ${last_seq}`];
    },
  ],
];

/** The fourteen kinds of Annex B that the book shows by itself. */
export const SEEN: readonly Tampering[] = [...ON_TRANSFERS, ...ON_ENTRIES, ...ON_SEALS];

/** The three kinds that only a checkpoint kept elsewhere shows. */
export const HIDDEN: readonly Tampering[] = [
  [
    'the tail truncated with the head mended',
    async (book) => {
      const { number, first_seq } = await book.one(LAST_SEAL);
      const tail = 'SELECT entry_id FROM sealed_entry WHERE scheme_id = $1 AND seq >= $2';
      await book.change(`DELETE FROM transfer WHERE scheme_id = $1 AND entry_id IN (${tail})`, [first_seq]);
      await book.change(`DELETE FROM journal_entry WHERE scheme_id = $1 AND id IN (${tail})`, [first_seq]);
      await book.change('DELETE FROM sealed_entry WHERE scheme_id = $1 AND seq >= $2', [first_seq]);
      await book.change('DELETE FROM seal_signature WHERE scheme_id = $1 AND number = $2', [number]);
      await book.change('DELETE FROM seal WHERE scheme_id = $1 AND number = $2', [number]);
      await book.mendBalances();
      return [`seal ${number}`];
    },
  ],
  ['an amount changed and the whole chain sealed again', (book) => sealAgain(book, EARNED, '1')],
  [
    'the same in the tail',
    (book) =>
      sealAgain(
        book,
        `SELECT * FROM (${EARNED}) earned WHERE number = (SELECT max(number) FROM seal WHERE scheme_id = $1)`,
      ),
  ],
];

async function sealAgain(book: TamperedBook, which: string, from?: string): Promise<readonly string[]> {
  const earned = await book.one(which);
  await book.change('UPDATE transfer SET amount = amount + 1 WHERE scheme_id = $1 AND id = $2', [
    earned['id'],
  ]);
  await book.mendBalances();
  await book.sealAgain(Number(from ?? earned['number']));
  const { number } = await book.one(LAST_SEAL);
  return [`seal ${number}`];
}

/** Changes a transfer `t`, whatever the constraints say. */
export async function changeTransfer(
  book: TamperedBook,
  set: string,
  where = 'true',
): Promise<readonly string[]> {
  const { id, entry_id } = await book.one(
    `SELECT id, entry_id FROM transfer WHERE scheme_id = $1 AND ${where}`,
  );
  await book.alter(
    'DROP INDEX transfer_debit_seq_unique, transfer_credit_seq_unique, transfer_reversed_once, transfer_closed_once',
  );
  await book.change(`UPDATE transfer t SET ${set} WHERE t.scheme_id = $1 AND t.id = $2`, [id]);
  return [`entry ${entry_id}`];
}

export async function changeEntry(
  book: TamperedBook,
  set: string,
  where = 'true',
): Promise<readonly string[]> {
  const { id } = await book.one(`SELECT id FROM journal_entry WHERE scheme_id = $1 AND ${where}`);
  await book.change(`UPDATE journal_entry SET ${set} WHERE scheme_id = $1 AND id = $2`, [id]);
  return [`entry ${id}`];
}

export async function changeSeal(book: TamperedBook, set: string): Promise<readonly string[]> {
  const { number } = await book.one('SELECT number FROM seal WHERE scheme_id = $1');
  await book.change(`UPDATE seal SET ${set} WHERE scheme_id = $1 AND number = $2`, [number]);
  return [`seal ${number}`];
}

async function deleteEntry(book: TamperedBook, which = SEALED): Promise<Row> {
  const entry = await book.one(which);
  await book.change('DELETE FROM transfer WHERE scheme_id = $1 AND entry_id = $2', [entry['id']]);
  await book.change('DELETE FROM journal_entry WHERE scheme_id = $1 AND id = $2', [entry['id']]);
  return entry;
}
