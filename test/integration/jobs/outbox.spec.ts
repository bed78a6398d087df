import { withCorrelationId } from '../../../src/shared/correlation.js';
import { newId, type SchemeId } from '../../../src/shared/ids.js';
import { JobsWorld, QUICK } from './support/jobs-world.js';
import { until } from '../../support/until.js';

let world: JobsWorld;

beforeEach(async () => {
  world = await JobsWorld.open();
});

afterEach(async () => {
  await world.close();
});

describe('a promise of a job', () => {
  it('is kept with the business transaction, or not at all', async () => {
    const refused = world.work.write(world.scheme, async (tx) => {
      await world.outbox.add(tx, 'prove-book', { period: 'a' });
      throw new Error('The business said no.');
    });
    await expect(refused).rejects.toThrow('The business said no.');
    expect(await world.queries.backlog()).toMatchObject({ open: 0 });
  });

  it('carries the correlation id of the work that made it', async () => {
    await withCorrelationId('request-7', () => world.promise('a'));
    const { rows } = await world.owner.query('SELECT correlation_id FROM outbox');
    expect(rows).toEqual([{ correlation_id: 'request-7' }]);
  });

  it.each([
    ['free text', { period: 'Jo came to the garden' }],
    ['a number', { period: 7 }],
    ['something nested', { period: { name: 'Jo' } }],
    ['a list', { period: ['a'] }],
    ['something long', { period: 'a'.repeat(65) }],
  ])('never carries %s', async (_what, payload) => {
    const insert =
      "INSERT INTO outbox (scheme_id, job, payload, correlation_id) VALUES ($1, 'prove-book', $2, 'c')";
    await expect(world.owner.query(insert, [world.scheme, JSON.stringify(payload)])).rejects.toMatchObject({
      constraint: 'outbox_payload_ids_only',
    });
  });

  it('is not seen by another scheme, and cannot be closed by it', async () => {
    await world.promise('a');
    const other = newId<SchemeId>();
    await world.addScheme(other, 'Europe/London');
    const seen = await world.work.write(other, async (tx) => {
      const rows: unknown = await tx.query('SELECT id FROM outbox');
      await tx.query('UPDATE outbox SET done_at = now()');
      return rows;
    });
    expect(seen).toEqual([]);
    expect(await world.queries.backlog()).toMatchObject({ open: 1 });
  });

  it.each([
    ['removed', 'DELETE FROM outbox'],
    ['given another payload', "UPDATE outbox SET payload = '{}'"],
    ['given to another scheme', 'UPDATE outbox SET scheme_id = gen_random_uuid()'],
    ['told it was never handed over', 'UPDATE outbox SET enqueued_at = NULL'],
    ['emptied', 'TRUNCATE outbox'],
  ])('cannot be %s by the service', async (_what, statement) => {
    await expect(world.source.query(statement)).rejects.toThrow('permission denied');
  });

  it('is pruned a while after it is done, never while it is open', async () => {
    const [first] = await world.promise('a', 'b');
    await world.owner.query("UPDATE outbox SET done_at = now() - interval '8 days' WHERE id = $1", [first]);
    await world.owner.query("UPDATE outbox SET created_at = now() - interval '90 days'");
    await world.runs.prune();
    const { rows } = await world.owner.query("SELECT payload ->> 'period' AS period FROM outbox");
    expect(rows).toEqual([{ period: 'b' }]);
  });
});

describe('a job that is driven twice', () => {
  it('has its effect once', async () => {
    const [id] = await world.promise('a');
    if (id === undefined) throw new Error('Nothing was promised.');
    const runner = world.runner();
    expect([await runner.run(world.driven(id)), await runner.run(world.driven(id))]).toEqual([
      'done',
      'elsewhere',
    ]);
    expect(await world.effects()).toEqual(new Map([['a', 1]]));
    expect(world.log.lines).toEqual([
      expect.objectContaining({ job: 'prove-book', outboxId: id, outcome: 'done', attempts: 1 }),
    ]);
  });

  it('has its effect once also when sixteen workers drive it at the same time', async () => {
    const [id] = await world.promise('a');
    if (id === undefined) throw new Error('Nothing was promised.');
    const runner = world.runner();
    await Promise.all(Array.from({ length: 16 }, () => runner.run(world.driven(id))));
    expect(await world.effects()).toEqual(new Map([['a', 1]]));
  });

  it('leaves nothing behind when the effect is refused, tells the queue its code alone, and is parked after its tries', async () => {
    const [id] = await world.promise('a');
    if (id === undefined) throw new Error('Nothing was promised.');
    const runner = world.runner(() =>
      Promise.resolve(async (tx) => {
        await tx.query("INSERT INTO effect VALUES ($1, 'half')", [world.scheme]);
        throw Object.assign(new Error('jo@example.org is not known here.'), { code: 'not-today' });
      }),
    );
    await expect(runner.run(world.driven(id))).rejects.toThrow(/^not-today$/);
    expect(await runner.run(world.driven(id))).toBe('parked');
    expect(await world.effects()).toEqual(new Map());
    const { rows } = await world.owner.query(
      'SELECT attempts, done_at, last_error_code, parked_at IS NOT NULL AS parked FROM outbox',
    );
    expect(rows).toEqual([{ attempts: 2, done_at: null, last_error_code: 'not-today', parked: true }]);
    expect(world.log.errors).toHaveLength(1);
  });
});

describe('the machinery on PostgreSQL', () => {
  it('makes every promised effect once', async () => {
    await world.startMachine();
    const commands = Array.from({ length: 50 }, (_, index) => `command-${String(index)}`);
    await world.promise(...commands);
    await until(async () => (await world.effects()).size === 50, 'all effects are there');
    expect(new Set((await world.effects()).values())).toEqual(new Set([1]));
    await until(async () => (await world.queries.backlog()).open === 0, 'the outbox is empty');
  });

  it('begins a job right after the commit that promised it', async () => {
    await world.startMachine({ pace: { ...QUICK, pollMs: 600_000 } });
    await world.promise('warm');
    await until(async () => (await world.effects()).size === 1, 'the worker is warm');
    await world.promise('a');
    await until(async () => (await world.effects()).size === 2, 'the effect is there');
  });

  it('hands over again what the queue forgot', async () => {
    await world.promise('lost');
    await world.source.query('SELECT * FROM outbox_claim(10)');
    expect(await world.source.query('SELECT * FROM outbox_claim(10)')).toEqual([]);
    await world.startMachine();
    await until(async () => (await world.effects()).has('lost'), 'the effect is there');
    expect(world.log.warnings).toContain('Jobs that stayed open are handed over again.');
  });

  it('finishes the job in hand before it stops', async () => {
    let begun = false;
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const machine = await world.startMachine({
      handler: async ({ payload, schemeId }) => {
        begun = true;
        await gate;
        return async (tx) => {
          await tx.query('INSERT INTO effect VALUES ($1, $2)', [schemeId, payload.period]);
        };
      },
    });
    await world.promise('a');
    await until(() => begun, 'the job is in hand');
    const stopped = machine.stop();
    release();
    await stopped;
    expect(await world.effects()).toEqual(new Map([['a', 1]]));
  });

  it('holds at most five connections beside the pool, none of them with more than the service role', async () => {
    await world.startMachine();
    await world.promise('a');
    await until(async () => (await world.effects()).size === 1, 'the effect is there');
    const { rows } = await world.owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'
         AND application_name NOT LIKE 'galaxies app%' AND pid <> pg_backend_pid()`,
    );
    expect(rows[0]?.n).toBeLessThanOrEqual(5);
  });
});
