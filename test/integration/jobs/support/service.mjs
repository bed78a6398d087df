/*
 * The service of the fault tests, in a process of its own so that it can be killed: it takes commands from the test,
 * writes each with its promise, and does the promised jobs. It runs what `npm start` runs (dist/), in the design it is
 * told: ours, or one of two weaker orders that are known to lose or to double.
 */
import { createRequire } from 'node:module';

const compiled = createRequire(import.meta.url);
const { createLog } = compiled('../../../../dist/src/config/index.js');
const { openDataSource, UnitOfWork } = compiled('../../../../dist/src/database/index.js');
const { JobMachine, JobRunner, JOBS, openJobStore, OutboxService, Runs } = compiled(
  '../../../../dist/src/outbox/index.js',
);

const told = JSON.parse(process.env.JOBS_TEST_SERVICE);
const { databaseUrl, waitMs, redisUrl, scheme, design, pace, skewMs, deadly } = told;

const realNow = Date.now.bind(Date);
Date.now = () => realNow() + skewMs;

const log = createLog({ LOG_LEVEL: told.logLevel });
const source = await openDataSource(databaseUrl, { as: 'app', poolSize: 8, waitMs });
const work = new UnitOfWork(source);
const outbox = new OutboxService();

const EFFECT = 'INSERT INTO effect (scheme_id, command_id) VALUES ($1, $2)';
const nothing = async () => async () => undefined;
const handlers = {
  ...Object.fromEntries(Object.keys(JOBS).map((job) => [job, nothing])),
  'prove-book': async ({ schemeId, payload }) => {
    if (payload.period === deadly) process.kill(process.pid, 'SIGKILL');
    return (tx) => tx.query(EFFECT, [schemeId, payload.period]);
  },
};

const commandOf = async (tx, { schemeId, outboxId }) => {
  const [row] = await tx.query(
    "SELECT payload ->> 'period' AS command FROM outbox WHERE scheme_id = $1 AND id = $2 AND done_at IS NULL",
    [schemeId, outboxId],
  );
  return row?.command;
};
const close = (tx, schemeId, ids) =>
  tx.query('UPDATE outbox SET done_at = clock_timestamp() WHERE scheme_id = $1 AND id = ANY ($2)', [
    schemeId,
    ids,
  ]);

/** What does a job in each design. */
const runners = {
  ours: () => new JobRunner(work, handlers, log, pace),
  /** The effect is made and the row closed in two transactions, and nothing but the row says that it was made. */
  'effect-not-keyed': () => ({
    async run(driven) {
      const { schemeId, outboxId } = driven;
      const command = await work.write(schemeId, async (tx) => {
        const open = await commandOf(tx, driven);
        if (open !== undefined) await tx.query(EFFECT, [schemeId, open]);
        return open;
      });
      if (command !== undefined) await work.write(schemeId, (tx) => close(tx, schemeId, [outboxId]));
    },
  }),
  /** The relay closed the row when it handed the job over; the worker trusts the queue. */
  'closed-at-enqueue': () => ({
    run: ({ schemeId, command }) => work.write(schemeId, (tx) => tx.query(EFFECT, [schemeId, command])),
  }),
};

/** In the order "closed at enqueue" the row is closed as soon as the queue has the job. */
function closingAtEnqueue(store) {
  const openQueue = store.openQueue.bind(store);
  store.openQueue = async (onError) => {
    const queue = await openQueue(onError);
    const add = queue.add.bind(queue);
    queue.add = async (name, data, options) => {
      if (data.outboxId === undefined) return add(name, data, options);
      const command = await work.write(scheme, (tx) => commandOf(tx, data));
      await add(name, { ...data, command }, options);
      return work.write(scheme, (tx) => close(tx, scheme, [data.outboxId]));
    };
    return queue;
  };
  return store;
}

class TrustingMachine extends JobMachine {
  async process(name, data) {
    if (data.command !== undefined) await runners[design]().run(data);
  }
}

const opened = await openJobStore({ databaseUrl, redisUrl }, log);
const trusting = design === 'closed-at-enqueue';
const store = trusting ? closingAtEnqueue(opened) : opened;
const parts = { source, databaseUrl, store, runner: runners[design](), runs: new Runs(source), pace, log };
const machine = trusting ? new TrustingMachine(parts) : new JobMachine(parts);
await machine.start();

async function take(command) {
  await work.write(
    scheme,
    async (tx) => {
      const [fresh] = await tx.query(
        'WITH taken AS (INSERT INTO command VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1 AS one) SELECT * FROM taken',
        [scheme, command],
      );
      if (fresh !== undefined) await outbox.add(tx, 'prove-book', { period: command });
    },
    { keyed: true },
  );
  process.send?.({ acknowledged: command });
}

process.on('message', (command) => {
  take(command).catch(() => process.send?.({ refused: command }));
});
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });
