import type { Tx } from '../../../src/database/index.js';
import type { Ledger, NewHold, Recorded } from '../../../src/ledger/index.js';
import { parseIsoDate } from '../../../src/shared/calendar.js';
import { galaxies } from '../../../src/shared/galaxies.js';
import type { TransferId } from '../../../src/shared/ids.js';
import type { Book } from '../book.js';
import type { Fact, Moved } from './book-model.js';
import { accountOf, personOf, type Scheme } from './modelled-scheme.js';

/** Sends a fact by the method that is meant for it. */
export async function send({ ledger, actor }: Book, tx: Tx, fact: Fact, scheme: Scheme): Promise<Recorded> {
  const { kind } = fact;
  const day = parseIsoDate(fact.day);
  const details = { scheme: scheme.id, sourceKey: fact.key, recordedBy: actor, occurredOn: day };
  const transfers = fact.lines.map(({ debit, credit, amount }) => ({
    debit: accountOf(scheme, debit),
    credit: accountOf(scheme, credit),
    amount: galaxies(amount),
  }));
  const reverses = fact.reverses.map(idOf);
  if (kind === 'reversal') return ledger.reverse(tx, { ...details, transfers: reverses });
  const [line] = transfers;
  const participant = personOf(scheme, fact.lines[0]);
  if (line === undefined || kind === 'register' || kind === 'goodwill')
    return ledger.record(tx, { ...details, kind, transfers, reverses });
  if (participant === undefined || kind === 'transfer') return ledger.transfer(tx, { ...details, ...line });
  return sendAside(ledger, tx, fact, { ...details, participant, amount: line.amount });
}

function sendAside(ledger: Ledger, tx: Tx, { kind, closes }: Fact, aside: NewHold): Promise<Recorded> {
  if (closes === undefined) return ledger.hold(tx, aside);
  return ledger[kind === 'settle' ? 'settle' : 'release'](tx, { ...aside, hold: idOf(closes) });
}

function idOf({ id }: Moved): TransferId {
  if (id === undefined) throw new Error('The book has not answered about this transfer.');
  return id;
}
