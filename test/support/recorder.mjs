import { createRequire } from 'node:module';

/*
 * A process that records what it is told through the service's own classes (dist/, which `npm start` runs) and says
 * which entry each fact became. The test kills it.
 */
const require = createRequire(import.meta.url);
const { openDataSource, UnitOfWork } = require('../../dist/src/database/index.js');
const { Ledger } = require('../../dist/src/ledger/index.js');

const { databaseUrl, waitMs, scheme, participant, recordedBy } = JSON.parse(process.env.RECORDER);
const work = new UnitOfWork(await openDataSource(databaseUrl, { as: 'app', poolSize: 4, waitMs }));
const ledger = new Ledger();

async function recordFact(sourceKey) {
  const { entryId } = await work.write(
    scheme,
    (tx) =>
      ledger.record(tx, {
        ...{ scheme, sourceKey, recordedBy, occurredOn: '2026-03-14', kind: 'contribution' },
        transfers: [{ debit: 'issued', credit: { participant, kind: 'available' }, amount: 1 }],
      }),
    { keyed: true },
  );
  process.send({ sourceKey, entryId });
}

process.on('message', (sourceKey) => recordFact(sourceKey));
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });
