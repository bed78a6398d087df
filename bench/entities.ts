import { createHash } from 'node:crypto';
import { DataSource, In } from 'typeorm';
import type { NewEntry } from '../src/ledger/index.js';
import { ownerOf } from '../src/ledger/account.js';
import { sideBySide } from './measure.js';
import { SystemClock } from '../src/shared/clock.js';
import type { Figure } from './figure.js';
import { PlainAccount, PlainEntry, PlainTransfer } from './plain-book.js';
import { CALLERS, RegisterBook } from './registers.js';
import { perSecond, type Run } from './run.js';

/** c: the ledger against entities that are saved in one transaction, without any of the ledger's guards. */
export async function serviceAgainstEntities(run: Run): Promise<Figure[]> {
  const registers = await RegisterBook.open();
  const source = await openPlainBook(registers);
  try {
    const { ratio, work, against } = await sideBySide(
      (caller) => registers.record(caller),
      (caller) => saveEntities(source, registers.next(caller)),
      run.pace(),
    );
    return [
      {
        name: 'entities',
        work: 'ledger.record of 12 in UnitOfWork.write',
        against: 'TypeORM entities with save, same rows, one transaction, no guards',
        ...{ value: ratio, unit: '×', better: 'high', atLeast: 8, aim: 12 },
        seen: perSecond(work, against),
      },
    ];
  } finally {
    await source.destroy();
    await registers.close();
  }
}

/**
 * The usual way: save the entry, lock and load the accounts, change their numbers and balances, save them and the
 * transfers. TypeORM makes of it: an INSERT of the entry; a SELECT FOR UPDATE of the accounts, a SELECT of them once more,
 * to see what changed, and an UPDATE for each; a SELECT of the transfers, whose keys are given, to see whether they are
 * there, and one INSERT of all twelve.
 */
async function saveEntities(source: DataSource, { transfers, ...entry }: NewEntry): Promise<void> {
  const { scheme: schemeId, kind, sourceKey, occurredOn, recordedBy } = entry;
  const ownerCredited = transfers.map(({ credit }) => ownerOf(credit, schemeId));
  const contentHash = createHash('sha256')
    .update(JSON.stringify([entry, transfers]))
    .digest();
  await source.transaction(async (manager) => {
    const recordedAt = new SystemClock().now();
    const facts = { schemeId, kind, sourceKey, contentHash, occurredOn, recordedAt, recordedBy };
    const { id = '', transfersAfter = 0 } = await manager.save(manager.create(PlainEntry, facts));
    const accounts = await manager.find(PlainAccount, {
      where: { schemeId, id: In(ownerCredited) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    for (const account of accounts) {
      account.balance += 1;
      account.lastSeq += 1;
      account.lastRecordedAt = recordedAt;
    }
    await manager.save(accounts);
    const lines = accounts.map((account, n) => ({
      ...{ schemeId, id: transfersAfter + n + 1, entryId: id, amount: 1 },
      ...{ debitAccountId: schemeId, creditAccountId: account.id },
      ...{ creditSeq: account.lastSeq, creditBalance: account.balance },
    }));
    await manager.save(manager.create(PlainTransfer, lines));
  });
}

/** The tables of the ledger with all their keys, indexes and rules for columns, and without its triggers and grants. */
async function openPlainBook({ book, groups, scheme }: RegisterBook): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: book.database.ownerUrl,
    entities: [PlainAccount, PlainEntry, PlainTransfer],
    poolSize: CALLERS,
  });
  await source.initialize();
  await source.query(`
    CREATE TABLE bench_account (LIKE account INCLUDING ALL) WITH (fillfactor = 70);
    CREATE TABLE bench_entry (LIKE journal_entry INCLUDING ALL);
    CREATE TABLE bench_transfer (LIKE transfer INCLUDING ALL)`);
  await source.query(
    `INSERT INTO bench_account (scheme_id, id, owner_id, kind, keeps_balance)
     SELECT $1, id, id, 'available', true FROM unnest($2::uuid[]) AS id`,
    [scheme, groups.flat()],
  );
  await source.query('VACUUM ANALYZE bench_account');
  return source;
}
