import { askPrepared, bigintArray, type Tx, uuidArray } from '../database/index.js';
import { galaxies } from '../shared/galaxies.js';
import { type EntryId, parseId, parseTransferId, type TransferId } from '../shared/ids.js';
import { accountIdsOf } from './account-id.js';
import { MOST_TRANSFERS, type NewEntry, type Recorded } from './entry.js';
import { entrySize } from './ledger.errors.js';

interface Answered {
  readonly receipt: string;
}

/** What ledger_record answers. */
interface Receipt {
  readonly entryId: EntryId;
  /** The entry's transfers have the ids that follow this one. */
  readonly transfersAfter: string;
  readonly transfers: number;
  readonly madeUp: number;
  readonly repeated: boolean;
}

const PARAMETERS = '$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12';
const RECORD = { name: 'ledger_record', text: `SELECT ledger_record(${PARAMETERS}) AS receipt` };
const RECORD_AT = {
  name: 'ledger_record_at',
  text: `SELECT ledger_record_at(${PARAMETERS}, $13) AS receipt`,
};

/** Records an entry in one round trip; `closes` is the hold that its one transfer settles or releases. */
export async function record(tx: Tx, entry: NewEntry, closes: TransferId | null = null): Promise<Recorded> {
  const asked = entry.transfers.length;
  const size = asked + (entry.reverses?.length ?? 0);
  if (size < 1 || size > MOST_TRANSFERS) throw entrySize();
  const parameters = parametersOf(entry, closes);
  const answers =
    entry.recordedAt === undefined
      ? await askPrepared<Answered>(tx, RECORD, parameters)
      : await askPrepared<Answered>(tx, RECORD_AT, [...parameters, entry.recordedAt]);
  const receipt = receiptIn(answers);
  const idOf = transferIdsAfter(receipt.transfersAfter);
  return {
    entryId: receipt.entryId,
    transferIds: Array.from({ length: asked }, (_, n) => idOf(n + 1)),
    reversalIds: Array.from({ length: size - asked }, (_, n) =>
      idOf(receipt.transfers - (size - asked) + n + 1),
    ),
    madeUp: receipt.madeUp,
    repeated: receipt.repeated,
  };
}

/** Reads a row as PostgreSQL writes it, `(4d8c…,570000,12,0,f)`: as one value it is made and read quicker than as five. */
function receiptIn([{ receipt: row } = { receipt: '' }]: readonly Answered[]): Receipt {
  const [entryId = '', transfersAfter = '', transfers, madeUp, repeated] = row.slice(1, -1).split(',');
  if (repeated === undefined) throw new Error(`ledger_record answered with ${row}.`);
  return {
    ...{ entryId: parseId<EntryId>(entryId), transfersAfter },
    ...{ transfers: Number(transfers), madeUp: Number(madeUp), repeated: repeated === 't' },
  };
}

/** The ids of an entry's transfers by their places, 1 onwards. They outgrow what a number of JavaScript holds exactly. */
function transferIdsAfter(before: string): (place: number) => TransferId {
  const start = BigInt(before);
  return (place) => parseTransferId(String(start + BigInt(place)));
}

function parametersOf(entry: NewEntry, closes: TransferId | null): unknown[] {
  const { scheme, transfers } = entry;
  const idOf = accountIdsOf(scheme);
  return [
    scheme,
    entry.kind,
    entry.sourceKey,
    entry.occurredOn,
    entry.recordedBy,
    entry.onBehalfOf ?? null,
    entry.reason ?? null,
    uuidArray(transfers.map(({ debit }) => idOf(debit))),
    uuidArray(transfers.map(({ credit }) => idOf(credit))),
    bigintArray(transfers.map(({ amount }) => galaxies(amount))),
    entry.reverses ?? [],
    closes,
  ];
}
