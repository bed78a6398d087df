/**
 * The tables that say nothing of anybody, and why. A table is here or in the register of personal columns: one that is in
 * neither, or in both, fails a test.
 */
export const IMPERSONAL_TABLES: Readonly<Record<string, string>> = {
  account: 'The book: a random id owns it, and who that is stands elsewhere.',
  activity: 'What the scheme runs.',
  audit_month: 'How many notes there were of each kind in a month, once the notes themselves are gone.',
  journal_entry: 'The book: random ids.',
  migration: 'Which release the database is of.',
  outbox: 'Which jobs are promised: ids only.',
  proof: 'Whether the book adds up.',
  register_asked: 'For which session a register was asked for.',
  roster_sheet: 'Which lists were printed for which session.',
  run: 'Which periods the calendar opened.',
  scheme: 'The organisation.',
  seal: 'The book: hashes.',
  seal_signature: 'The book: hashes.',
  sealed_entry: 'The book: hashes.',
  session_move: 'Which dates were moved and when, until people are told.',
  session_series: 'How often an activity repeats.',
  transfer: 'The book: numbers between accounts.',
};
