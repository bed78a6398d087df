import { available, type Recorded } from '../../src/ledger/index.js';
import { galaxies } from '../../src/shared/galaxies.js';
import type { ParticipantId, SchemeId, TransferId } from '../../src/shared/ids.js';
import type { Book } from './book.js';

const PEOPLE = 5;
const ROUNDS = 4;

/**
 * A new scheme with everything that a book can hold: registers and their corrections, gifts, holds settled, released and
 * open, and reversals that goodwill had to make up for; sealed once after each of four rounds, with nothing left unsealed.
 */
export async function liveIn(book: Book): Promise<SchemeId> {
  const scheme = await book.scheme();
  const people: ParticipantId[] = [];
  for (let n = 0; n < PEOPLE; n++) people.push(await book.participant(scheme));
  for (let round = 0; round < ROUNDS; round++) {
    await liveOneRound(book, scheme, people, round);
    await book.sealAll(scheme);
  }
  return scheme;
}

async function liveOneRound(
  book: Book,
  scheme: SchemeId,
  people: readonly ParticipantId[],
  round: number,
): Promise<void> {
  const register = await book.award(
    scheme,
    people.map((person, n) => [person, n + 3] as const),
  );
  await book.award(scheme, [[at(people, 0), 1]]);
  await putRight(book, scheme, at(people, 1), at(register.transferIds, 1));
  for (const [index, ending] of (['settle', 'release', undefined] as const).entries()) {
    await hold(book, scheme, at(people, index + 2), ending);
  }
  const last = await book.award(scheme, [[at(people, 0), 2]]);
  await give(book, scheme, [at(people, 0), at(people, 4)], round === 0 ? 6 : 3);
  if (round % 2 === 0) await give(book, scheme, [at(people, 4)], 1);
  await turnRound(book, scheme, [...last.transferIds]);
}

/** A second version of a register line: the first is turned round and another recorded, in one entry. */
async function putRight(
  book: Book,
  scheme: SchemeId,
  person: ParticipantId,
  line: TransferId,
): Promise<void> {
  await book.work.write(scheme, (tx) =>
    book.ledger.record(tx, {
      ...book.details(scheme, `register/${line}/2`),
      kind: 'register',
      transfers: [{ debit: 'issued', credit: available(person), amount: galaxies(5) }],
      reverses: [line],
      reason: 'two lines were mixed up',
      onBehalfOf: book.actor,
    }),
  );
}

async function hold(
  book: Book,
  scheme: SchemeId,
  participant: ParticipantId,
  ending?: 'settle' | 'release',
): Promise<void> {
  const asked = { participant, amount: galaxies(2) };
  const key = await nextKey(book, scheme, 'redemption');
  const made = await book.work.write(scheme, (tx) =>
    book.ledger.hold(tx, { ...book.details(scheme, `${key}/hold`), ...asked }),
  );
  if (ending === undefined) return;
  const closing = { ...book.details(scheme, `${key}/${ending}`), ...asked, hold: at(made.transferIds, 0) };
  await book.work.write(scheme, (tx) => book.ledger[ending](tx, closing));
}

async function give(
  book: Book,
  scheme: SchemeId,
  [from, to]: readonly ParticipantId[],
  amount: number,
): Promise<void> {
  if (from === undefined) throw new Error('Somebody gives.');
  const credit = to === undefined ? 'pot' : available(to);
  const key = await nextKey(book, scheme, 'gift');
  await book.work.write(scheme, (tx) =>
    book.ledger.transfer(tx, {
      ...book.details(scheme, key),
      debit: available(from),
      credit,
      amount: galaxies(amount),
    }),
  );
}

async function turnRound(book: Book, scheme: SchemeId, transfers: readonly TransferId[]): Promise<Recorded> {
  const key = await nextKey(book, scheme, 'reversal');
  return book.work.write(scheme, (tx) =>
    book.ledger.reverse(tx, { ...book.details(scheme, key), transfers }),
  );
}

async function nextKey(book: Book, scheme: SchemeId, what: string): Promise<string> {
  const [row]: { entries: string }[] = await book.ownerSource.query(
    'SELECT count(*) AS entries FROM journal_entry WHERE scheme_id = $1',
    [scheme],
  );
  return `${what}/${String(row?.entries)}`;
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`There is nothing at ${String(index)}.`);
  return found;
}
