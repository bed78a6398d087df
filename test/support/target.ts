import { generateKeyPairSync } from 'node:crypto';
import { Client, DatabaseError } from 'pg';
import { migrate } from '../../src/database/index.js';
import { SealKey } from '../../src/ledger/index.js';
import { galaxies } from '../../src/shared/galaxies.js';
import type { EntryId, ParticipantId, SchemeId, TransferId } from '../../src/shared/ids.js';
import { Book } from './book.js';
import { createEmptyDatabase } from './test-database.js';

/** A scheme whose book is worth attacking. */
export interface Target {
  readonly scheme: SchemeId;
  readonly jo: ParticipantId;
  readonly sam: ParticipantId;
  /** A sealed register, and the transfer that gave jo 5 galaxies. */
  readonly entry: EntryId;
  readonly transfer: TransferId;
  /** An open hold of 2 of them. */
  readonly hold: TransferId;
  readonly seal: number;
}

/** An attack: its name, what refuses it (a constraint, or the SQLSTATE where no constraint of ours is asked), and its SQL. */
export type Attack = readonly [
  name: string,
  refusal: string | RegExp,
  sql: (own: Target, other: Target) => string,
];

/** What refuses everything that was never granted. */
export const NOT_GRANTED = '42501';

/** What refuses a balance below nought. */
export const NOT_ENOUGH = /^account_balance_not_negative$/;

/** A book in a database that the migrations themselves made, with nothing copied from a template. */
export async function openFreshBook(): Promise<Book> {
  const database = await createEmptyDatabase();
  await migrate(database.ownerUrl);
  return Book.open({ database, sealKey: newSealKey(), waitMs: 2_000 });
}

export function newSealKey(): SealKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return SealKey.fromPem(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
}

/** A new scheme with two people, a register, an open hold and a signed seal over them. */
export async function newTarget(book: Book): Promise<Target> {
  const scheme = await book.scheme();
  const jo = await book.participant(scheme);
  const sam = await book.participant(scheme);
  const register = await book.award(scheme, [
    [jo, 5],
    [sam, 1],
  ]);
  const hold = await book.work.write(scheme, (tx) =>
    book.ledger.hold(tx, {
      ...book.details(scheme, 'redemption/1/hold'),
      participant: jo,
      amount: galaxies(2),
    }),
  );
  const [seal, [transfer], [held]] = [await book.sealAll(scheme), register.transferIds, hold.transferIds];
  if (seal === undefined || transfer === undefined || held === undefined)
    throw new Error('A register of two and a hold are two sealed entries.');
  return { scheme, jo, sam, entry: register.entryId, transfer, hold: held, seal };
}

/** Runs SQL over a connection of its own and says what refused it; `accepted` when nothing did. */
export async function attempt(url: string, sql: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return error.constraint ?? error.code ?? error.message;
  } finally {
    await client.end();
  }
}

/** The SQL as one transaction of a scheme, which is how the service speaks. */
export function inTransaction(scheme: SchemeId, sql: string): string {
  return `BEGIN; SET LOCAL galaxies.scheme = '${scheme}'; ${sql}; COMMIT`;
}

export interface AskedTransfer {
  readonly scheme?: SchemeId;
  readonly debit?: readonly [kind: string, owner: string];
  readonly credit?: readonly [kind: string, owner: string];
  readonly amount?: string;
  readonly reverses?: string;
  readonly closes?: string;
  readonly key?: string;
}

/** A call of the door: by default a gift of 1 galaxy from jo to sam. */
export function recordCall(target: Target, asked: AskedTransfer = {}): string {
  const { scheme, debit, credit, amount, reverses, closes, key } = { ...giftOf(target), ...asked };
  return `SELECT ledger_record('${scheme}', 'transfer', '${key}', '2026-03-14', '${target.jo}', NULL, NULL,
    ARRAY[${accountSql(scheme, debit)}], ARRAY[${accountSql(scheme, credit)}],
    ${amount}, ${reverses}, ${closes})`;
}

/** The id of an account, as anybody may work it out. */
export function accountSql(scheme: string, [kind, owner]: readonly [kind: string, owner: string]): string {
  return kind === 'available' ? `'${owner}'::uuid` : `md5('${scheme}/${owner}/${kind}')::uuid`;
}

function giftOf({ scheme, jo, sam }: Target): Required<AskedTransfer> {
  const sides = { debit: ['available', jo], credit: ['available', sam] } as const;
  return { scheme, ...sides, amount: 'ARRAY[1]', reverses: `'{}'`, closes: 'NULL', key: 'attack/1' };
}
