import { askPrepared, type Tx } from '../database/index.js';
import { galaxies } from '../shared/galaxies.js';
import type { EntryId, TransferId } from '../shared/ids.js';
import { kindOf, ownerOf } from './account.js';
import { MOST_TRANSFERS, type NewEntry, type Recorded } from './entry.js';
import { entrySize } from './ledger.errors.js';

/** What ledger_record answers, as pg reads it. */
interface Receipt {
  readonly entry_id: EntryId;
  readonly transfer_ids: readonly TransferId[];
  readonly made_up: string;
  readonly repeated: boolean;
}

const PARAMETERS = '$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14';
const RECORD = { name: 'ledger_record', text: `SELECT * FROM ledger_record(${PARAMETERS})` };
const RECORD_AT = { name: 'ledger_record_at', text: `SELECT * FROM ledger_record_at(${PARAMETERS}, $15)` };

/** Records an entry in one round trip; `closes` is the hold that its one transfer settles or releases. */
export async function record(tx: Tx, entry: NewEntry, closes: TransferId | null = null): Promise<Recorded> {
  const asked = entry.transfers.length;
  const size = asked + (entry.reverses?.length ?? 0);
  if (size < 1 || size > MOST_TRANSFERS) throw entrySize();
  const parameters = parametersOf(entry, closes);
  const [receipt] =
    entry.recordedAt === undefined
      ? await askPrepared<Receipt>(tx, RECORD, parameters)
      : await askPrepared<Receipt>(tx, RECORD_AT, [...parameters, entry.recordedAt]);
  if (receipt === undefined) throw new Error('ledger_record answered with nothing.');
  return {
    entryId: receipt.entry_id,
    transferIds: receipt.transfer_ids.slice(0, asked),
    reversalIds: receipt.transfer_ids.slice(receipt.transfer_ids.length - (size - asked)),
    madeUp: Number(receipt.made_up),
    repeated: receipt.repeated,
  };
}

function parametersOf(entry: NewEntry, closes: TransferId | null): unknown[] {
  const { scheme, transfers } = entry;
  return [
    scheme,
    entry.kind,
    entry.sourceKey,
    entry.occurredOn,
    entry.recordedBy,
    entry.onBehalfOf ?? null,
    entry.reason ?? null,
    transfers.map(({ debit }) => kindOf(debit)),
    transfers.map(({ debit }) => ownerOf(debit, scheme)),
    transfers.map(({ credit }) => kindOf(credit)),
    transfers.map(({ credit }) => ownerOf(credit, scheme)),
    transfers.map(({ amount }) => galaxies(amount)),
    entry.reverses ?? [],
    closes,
  ];
}
