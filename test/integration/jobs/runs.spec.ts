import { newId, type SchemeId } from '../../../src/shared/ids.js';
import { JobsWorld } from './support/jobs-world.js';

let world: JobsWorld;

beforeEach(async () => {
  world = await JobsWorld.open();
});

afterEach(async () => {
  await world.close();
});

/** A scheme that began long ago, in a time zone. */
async function oldScheme(timeZone: string): Promise<SchemeId> {
  const id = newId<SchemeId>();
  await world.addScheme(id, timeZone, '2020-01-01Z');
  return id;
}

/** Looks at the calendar as it would be looked at at that moment. */
async function lookAt(moment: string, at = '03:00', nights = 7): Promise<void> {
  await world.owner.query("SELECT run_open_nightly_at($1, 'prove-book', $2, $3)", [moment, at, nights]);
}

async function periodsOf(scheme: SchemeId, job?: string): Promise<readonly string[]> {
  const { rows } = await world.owner.query<{ period: string }>(
    'SELECT period FROM run WHERE scheme_id = $1 AND job = coalesce($2, job) ORDER BY period',
    [scheme, job],
  );
  return rows.map(({ period }) => period);
}

/** Every ten minutes from one moment to another, as a busy calendar would be looked at; says when each night opened. */
async function walk(scheme: SchemeId, from: string, to: string, at: string): Promise<readonly string[]> {
  // The scheme that is there already began when the test did, which may be before those nights.
  await world.owner.query("UPDATE scheme SET created_at = 'infinity' WHERE id <> $1", [scheme]);
  await lookAt(from, at);
  const before = (await periodsOf(scheme)).length;
  const { rows } = await world.owner.query<{ moment: string; opened: number }>(
    `SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') AS moment,
       run_open_nightly_at(moment, 'prove-book', $3, 1) AS opened
     FROM generate_series($1::timestamptz, $2::timestamptz, interval '10 minutes') moment`,
    [from, to, at],
  );
  expect(await periodsOf(scheme)).toHaveLength(rows.reduce((sum, { opened }) => sum + opened, before));
  return rows.filter(({ opened }) => opened > 0).map(({ moment }) => moment);
}

describe('a night of the calendar', () => {
  it('opens at its hour by the clock of the scheme, with its promise', async () => {
    const scheme = await oldScheme('Pacific/Auckland');
    await lookAt('2026-06-09T14:59:59Z', '03:00', 1);
    expect(await periodsOf(scheme)).not.toContain('2026-06-10');
    await lookAt('2026-06-09T15:00:00Z', '03:00', 1);
    expect(await periodsOf(scheme)).toContain('2026-06-10');
    const { rows } = await world.owner.query(
      'SELECT job FROM outbox WHERE scheme_id = $1 AND payload = \'{"period": "2026-06-10"}\'',
      [scheme],
    );
    expect(rows).toEqual([{ job: 'prove-book' }]);
  });

  it.each([
    ['forward over it', '2026-03-28T12:00Z', '2026-03-30T12:00Z', ['2026-03-29T01:30Z', '2026-03-30T00:30Z']],
    ['back over it', '2026-10-24T12:00Z', '2026-10-26T12:00Z', ['2026-10-25T01:30Z', '2026-10-26T01:30Z']],
  ])('opens once when the clocks go %s', async (_way, from, to, moments) => {
    const scheme = await oldScheme('Europe/London');
    expect(await walk(scheme, from, to, '01:30')).toEqual(moments);
  });

  it('opens once also where the clocks change at the very hour of the proof', async () => {
    const scheme = await oldScheme('Europe/Athens');
    expect(await walk(scheme, '2026-03-28T12:00Z', '2026-03-30T12:00Z', '03:00')).toHaveLength(2);
    expect(await walk(scheme, '2026-10-24T12:00Z', '2026-10-26T12:00Z', '03:00')).toHaveLength(2);
  });

  it('is caught up after three days without a worker', async () => {
    const scheme = await oldScheme('Europe/London');
    await lookAt('2026-06-10T03:00Z');
    const before = await periodsOf(scheme);
    await lookAt('2026-06-13T09:00Z');
    expect((await periodsOf(scheme)).filter((period) => !before.includes(period))).toEqual([
      '2026-06-11',
      '2026-06-12',
      '2026-06-13',
    ]);
  });

  it('is not caught up further back than a week, nor from before the scheme began', async () => {
    const old = await oldScheme('Europe/London');
    const young = newId<SchemeId>();
    await world.addScheme(young, 'Europe/London', '2026-06-12T12:00Z');
    await lookAt('2026-06-14T09:00Z');
    expect(await periodsOf(old)).toHaveLength(7);
    expect(await periodsOf(young)).toEqual(['2026-06-13', '2026-06-14']);
  });

  it('is opened once however many workers look at the same time', async () => {
    const scheme = await oldScheme('Europe/London');
    await Promise.all(Array.from({ length: 8 }, () => world.runs.catchUp()));
    const { rows } = await world.owner.query<{ promised: readonly string[] }>(
      `SELECT array(SELECT payload ->> 'period' FROM outbox WHERE scheme_id = $1 AND job = 'prove-book' ORDER BY 1) AS promised`,
      [scheme],
    );
    const nights = await periodsOf(scheme, 'prove-book');
    // In a week in which the clocks change there may be one more or one less.
    expect(nights.length).toBeGreaterThanOrEqual(6);
    expect(rows).toEqual([{ promised: nights }]);
  });

  it('is closed by the transaction that makes its effect', async () => {
    const scheme = await oldScheme('Europe/London');
    await lookAt('2026-06-10T03:00Z', '03:00', 1);
    const { rows } = await world.owner.query<{ id: string }>('SELECT id FROM outbox WHERE scheme_id = $1', [
      scheme,
    ]);
    await world.runner().run({ schemeId: scheme, outboxId: world.outboxId(rows[0]?.id) });
    const { rows: runs } = await world.owner.query(
      'SELECT done_at IS NOT NULL AS done FROM run WHERE scheme_id = $1',
      [scheme],
    );
    expect(runs).toEqual([{ done: true }]);
  });
});

describe('a minute of the calendar', () => {
  const minute = (moment: string) =>
    world.owner.query("SELECT run_open_minute_at($1, 'seal-book')", [moment]);

  it('is the latest only: minutes without a worker are not caught up', async () => {
    await minute('2026-06-10T10:00:05Z');
    await world.owner.query('UPDATE outbox SET done_at = now()');
    await minute('2026-06-10T10:07:30Z');
    await minute('2026-06-10T10:07:59Z');
    expect(await periodsOf(world.scheme)).toEqual(['2026-06-10T10:00Z', '2026-06-10T10:07Z']);
  });

  it('does not queue behind one that is still open', async () => {
    await minute('2026-06-10T10:00:05Z');
    await minute('2026-06-10T10:01:05Z');
    expect(await periodsOf(world.scheme)).toEqual(['2026-06-10T10:00Z']);
  });

  it('comes twice in no hour that the clocks repeat', async () => {
    await minute('2026-10-25T00:30:00Z');
    await world.owner.query('UPDATE outbox SET done_at = now()');
    await minute('2026-10-25T01:30:00Z');
    expect(await periodsOf(world.scheme)).toEqual(['2026-10-25T00:30Z', '2026-10-25T01:30Z']);
  });
});

describe('the service', () => {
  it.each([
    ['say what time it is', "SELECT run_open_minute_at('2030-01-01Z', 'seal-book')"],
    [
      'open a run of its own',
      "INSERT INTO run (scheme_id, job, period) VALUES (gen_random_uuid(), 'a', '2030-01-01')",
    ],
    ['take a run back', 'DELETE FROM run'],
    ['change a proof', 'UPDATE proof SET holds = true'],
    [
      'say when a proof was made',
      "INSERT INTO proof (scheme_id, period, proved_at, holds, findings) VALUES (gen_random_uuid(), '2030-01-01', now(), true, '[]')",
    ],
  ])('cannot %s', async (_what, statement) => {
    await expect(world.source.query(statement)).rejects.toThrow('permission denied');
  });
});
