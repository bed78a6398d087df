import { galaxies } from '../src/shared/galaxies.js';
import { DomainError } from '../src/shared/domain-error.js';
import { newId, type ParticipantId, type SchemeId } from '../src/shared/ids.js';
import { Book } from '../test/support/book.js';
import type { Figure } from './figure.js';
import type { Run } from './run.js';

const CALLERS = 64;
const WORTH = 3;

/** h: 64 callers want one galaxy each of somebody who has three. */
export async function threeOfSixtyFour(run: Run): Promise<Figure[]> {
  const book = await Book.open({ poolSize: CALLERS });
  const rounds = run.size(1_000, 100);
  let right = 0;
  let overspent = 0;
  let wronglyRefused = 0;
  try {
    const scheme = await book.scheme('contention');
    for (let round = 0; round < rounds; round++) {
      const person = await book.participant(scheme, WORTH);
      const answers = await Promise.all(Array.from({ length: CALLERS }, () => holdOne(book, scheme, person)));
      const kept = answers.filter((answer) => answer === 'kept').length;
      const [toUse, setAside] = await book.numbers(scheme, person);
      overspent += Math.max(0, kept - WORTH, setAside - WORTH);
      wronglyRefused += Math.max(0, WORTH - kept) + answers.filter((answer) => answer === 'failed').length;
      if (kept === WORTH && toUse === 0 && setAside === WORTH) right++;
    }
    return [
      {
        name: 'contention',
        work: `${String(CALLERS)} callers for a balance worth ${String(WORTH)}: exactly ${String(WORTH)} succeed`,
        against: `${String(rounds)} rounds`,
        value: wronglyRefused + overspent === 0 ? right / rounds : 0,
        ...{ unit: 'of all', better: 'high', atLeast: 1, aim: 1 },
        seen: `${String(overspent)} overspent, ${String(wronglyRefused)} wrongly refused`,
      },
    ];
  } finally {
    await book.close();
  }
}

async function holdOne(
  book: Book,
  scheme: SchemeId,
  participant: ParticipantId,
): Promise<'kept' | 'refused' | 'failed'> {
  const hold = {
    ...book.details(scheme, `redemption/${newId<SchemeId>()}/hold`),
    participant,
    amount: galaxies(1),
  };
  try {
    await book.work.write(scheme, (tx) => book.ledger.hold(tx, hold), { keyed: true });
    return 'kept';
  } catch (error) {
    return error instanceof DomainError && error.code === 'not-enough-galaxies' ? 'refused' : 'failed';
  }
}
