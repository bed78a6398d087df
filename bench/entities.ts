import { DataSource, In } from 'typeorm';
import type { NewEntry } from '../src/ledger/index.js';
import { ownerOf } from '../src/ledger/account.js';
import { sideBySide } from './measure.js';
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
 * The usual way: save the entry, lock and load the accounts, change their balances, save them and the transfers. TypeORM
 * makes of it: an INSERT; a SELECT FOR UPDATE; a SELECT of the accounts once more, to see what changed, and an UPDATE for
 * each; and one INSERT of the twelve transfers, as plain users get it when they save an array.
 */
async function saveEntities(source: DataSource, entry: NewEntry): Promise<void> {
  const { scheme: schemeId, kind, sourceKey, occurredOn, recordedBy, transfers } = entry;
  await source.transaction(async (manager) => {
    const saved = await manager.save(
      manager.create(PlainEntry, { schemeId, kind, sourceKey, occurredOn, recordedBy }),
    );
    const credited = transfers.map(({ credit }) => ownerOf(credit, schemeId));
    const accounts = await manager.find(PlainAccount, {
      where: { id: In(credited) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    for (const account of accounts) account.balance += 1;
    await manager.save(accounts);
    await manager.save(
      transfers.map(({ credit, amount }) =>
        manager.create(PlainTransfer, {
          entryId: saved.id ?? '',
          debitAccountId: schemeId,
          creditAccountId: ownerOf(credit, schemeId),
          amount,
        }),
      ),
    );
  });
}

async function openPlainBook({ book, groups }: RegisterBook): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url: book.database.ownerUrl,
    entities: [PlainAccount, PlainEntry, PlainTransfer],
    poolSize: CALLERS,
  });
  await source.initialize();
  await source.synchronize();
  await source.query(
    'CREATE INDEX ON bench_transfer ("entryId"); CREATE INDEX ON bench_transfer ("creditAccountId")',
  );
  await source.query('INSERT INTO bench_account SELECT unnest($1::uuid[]), 0', [groups.flat()]);
  return source;
}
