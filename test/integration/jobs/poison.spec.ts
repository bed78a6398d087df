import { PATIENT_MS } from '../../support/test-database.js';
import { until } from '../../support/until.js';
import { JobsWorld, QUICK } from './support/jobs-world.js';
import { KillableService } from './support/killable-service.js';

let world: JobsWorld;
let services: KillableService[];

beforeEach(async () => {
  world = await JobsWorld.open();
  await world.owner.query(`
    CREATE TABLE command (scheme_id uuid NOT NULL, id text NOT NULL, PRIMARY KEY (scheme_id, id));
    GRANT SELECT, INSERT ON command TO galaxies_app`);
  services = [];
});

afterEach(async () => {
  await Promise.all(services.map((service) => service.kill()));
  await world.close();
});

async function serve(
  more: { readonly skewMs?: number; readonly deadly?: string } = {},
  mostAttempts = 2,
): Promise<KillableService> {
  const pace = { ...QUICK, heartbeatMs: 500, lockMs: 500, mostAttempts };
  const service = new KillableService({
    databaseUrl: world.database.appUrl,
    scheme: world.scheme,
    waitMs: PATIENT_MS,
    pace,
    ...more,
  });
  services.push(service);
  await service.start();
  return service;
}

const names = Array.from({ length: 20 }, (_, index) => `command-${String(index)}`);

describe('a job that kills its worker', () => {
  it('is parked after two tries, and all others are done', async () => {
    const service = await serve({ deadly: 'command-7' });
    for (const name of names) service.send(name);
    let deaths = 0;
    await until(async () => {
      if (!service.alive) {
        deaths += 1;
        await service.start();
      }
      return (await world.queries.backlog()).parked === 1;
    }, 'the deadly job is parked');
    await until(async () => (await world.effects()).size === 19, 'all others are done');
    expect(deaths).toBe(2);
    const { rows } = await world.owner.query(
      "SELECT payload ->> 'period' AS command, attempts, last_error_code FROM outbox WHERE parked_at IS NOT NULL",
    );
    expect(rows).toEqual([{ command: 'command-7', attempts: 2, last_error_code: 'worker-died' }]);
  });
});

describe('workers whose clocks are ten minutes fast and slow', () => {
  it('do each job once, in periods of the clock of the database', async () => {
    // On a slow machine one takes the other for dead after half a second, and each such time counts as a try.
    const serveAt = (skewMs: number) => serve({ skewMs }, 50);
    const [fast, slow] = await Promise.all([serveAt(600_000), serveAt(-600_000)]);
    for (const [index, name] of names.entries()) (index % 2 === 0 ? fast : slow).send(name);
    await until(async () => (await world.effects()).size === 20, 'all effects are there');
    await until(async () => (await world.queries.backlog()).open === 0, 'nothing is open');
    expect(new Set((await world.effects()).values())).toEqual(new Set([1]));
    const { rows } = await world.owner.query<{ wrong: number; opened: number }>(
      `SELECT count(*)::int AS opened, count(*) FILTER (
         WHERE period <> to_char(opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'))::int AS wrong
       FROM run WHERE job = 'seal-book'`,
    );
    expect(rows[0]).toMatchObject({ wrong: 0 });
    expect(rows[0]?.opened).toBeGreaterThan(0);
  });
});
