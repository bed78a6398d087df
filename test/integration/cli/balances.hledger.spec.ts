import type { Tx } from '../../../src/database/index.js';
import { parseIsoDate } from '../../../src/shared/calendar.js';
import { DomainError } from '../../../src/shared/domain-error.js';
import { galaxies as amount } from '../../../src/shared/galaxies.js';
import type { ParticipantId, SchemeId, TransferId } from '../../../src/shared/ids.js';
import { sheetOfBalances, sheetOfHledger } from '../../support/book-sheets.js';
import { Book } from '../../support/book.js';
import { Folder, run } from '../../support/command-line.js';
import { commandsInOne } from '../../support/commands-in-one.js';

const galaxies = commandsInOne();

describe('hledger', () => {
  let book: Book;
  const folder = new Folder();

  beforeAll(async () => {
    book = await Book.open();
  });
  afterAll(async () => {
    folder.remove();
    await book.close();
  });

  it('accepts the example and comes to the same balances, account by account', async () => {
    await galaxies(book.database, 'seed');
    const { ours, theirs } = await bothOf('example');
    expect(theirs).toEqual(ours);
    expect(ours.get('people:p001:held')).toBe(5);
    expect(ours.get('scheme:issued')).toBe(-54);
  });

  it('does so for a random book with holds, gifts, reversals, odd texts and days out of order', async () => {
    const scheme = await book.scheme('random');
    await fill(book, scheme, 20_260_314);
    const { ours, theirs } = await bothOf('random');
    expect(theirs).toEqual(ours);
    expect([...ours.values()].reduce((sum, balance) => sum + balance, 0)).toBe(0);
    expect(ours.get('scheme:used')).toBeGreaterThan(0);
  });

  it('finds a journal in which one amount was changed', async () => {
    const path = await journalOf('random');
    const changed = await run(
      ['-c', `sed '0,/  1 galaxies$/s//  9 galaxies/' "${path}" > "${path}.changed"`],
      'sh',
    );
    expect(changed.code).toBe(0);
    expect((await run(['-f', `${path}.changed`, 'check'], 'hledger')).code).not.toBe(0);
  });

  async function journalOf(scheme: string): Promise<string> {
    await galaxies(
      book.database,
      'export',
      '--scheme',
      scheme,
      '--format',
      'hledger',
      '--out',
      folder.at(scheme),
    );
    return folder.at(`${scheme}/book.journal`);
  }

  async function bothOf(scheme: string) {
    const path = await journalOf(scheme);
    const check = await run(['-f', path, 'check', '--strict'], 'hledger');
    expect([check.code, check.stderr]).toEqual([0, '']);
    const sheet = await galaxies(book.database, 'balances', '--scheme', scheme, '--format', 'csv');
    const balance = await run(
      ['-f', path, 'balance', '--flat', '--empty', '--no-total', '-O', 'csv'],
      'hledger',
    );
    return { ours: sheetOfBalances(sheet.stdout), theirs: sheetOfHledger(balance.stdout) };
  }
});

/** Does 150 things at random; what the ledger refuses is no part of the book. */
async function fill(book: Book, scheme: SchemeId, seed: number): Promise<void> {
  const pick = numbersFrom(seed);
  const people: ParticipantId[] = [];
  for (let number = 0; number < 6; number++) people.push(await book.participant(scheme, 5));
  const holds: { hold: TransferId; participant: ParticipantId }[] = [];
  const lines: TransferId[] = [];
  const acts: readonly ((tx: Tx, details: Details, participant: ParticipantId) => Promise<unknown>)[] = [
    async (tx, details, participant) => {
      const { transferIds } = await book.ledger.hold(tx, { ...details, participant, amount: amount(1) });
      holds.push(...transferIds.map((hold) => ({ hold, participant })));
    },
    async (tx, details) => {
      const how = pick(2) === 0 ? 'settle' : 'release';
      for (const closing of holds.splice(0, 1)) {
        await book.ledger[how](tx, { ...details, ...closing, amount: amount(1) });
      }
    },
    async (tx, details) => {
      const transfers = lines.splice(pick(lines.length + 1), 1);
      if (transfers.length > 0) await book.ledger.reverse(tx, { ...details, transfers });
    },
    async (tx, details, participant) => {
      const debit = { participant, kind: 'available' } as const;
      await book.ledger.transfer(tx, { ...details, debit, credit: 'pot', amount: amount(1) });
    },
    async (tx, details, participant) => {
      const earned = {
        debit: 'issued',
        credit: { participant, kind: 'available' },
        amount: amount(1 + pick(3)),
      } as const;
      const { transferIds } = await book.ledger.record(tx, {
        ...details,
        kind: 'register',
        transfers: [earned],
      });
      lines.push(...transferIds);
    },
  ];
  for (let step = 0; step < 150; step++) {
    const details = {
      ...book.details(scheme, `step/${String(step)}`),
      occurredOn: parseIsoDate(`2026-03-${String(1 + pick(28)).padStart(2, '0')}`),
      reason: `; odd = text, "${String(step)}"  5 galaxies = 7\n2026-01-01 more`,
    };
    const act = acts[pick(acts.length)];
    const participant = people[pick(people.length)];
    if (act === undefined || participant === undefined) throw new Error('There is nothing to do.');
    await book.work.write(scheme, (tx) => act(tx, details, participant)).catch(unlessRefused);
  }
}

type Details = ReturnType<Book['details']> & { readonly reason: string };

function unlessRefused(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}

/** Whole numbers below a limit, the same every time (Park and Miller). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
