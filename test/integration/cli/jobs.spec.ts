import { ask } from '../../support/ask.js';
import { commandsInOne } from '../../support/commands-in-one.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const galaxies = commandsInOne();

describe('galaxies jobs', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await galaxies(database, 'seed');
  });
  afterAll(() => database.drop());

  const firstParked = () => ask(database.ownerUrl, 'SELECT id FROM outbox WHERE parked_at IS NOT NULL');

  it('says when no job is parked', async () => {
    expect(await galaxies(database, 'jobs', 'parked')).toEqual({
      code: 0,
      stdout: 'No job is parked.\n',
      stderr: '',
    });
  });

  it('lists a parked job, tries it again once, and refuses what is not parked', async () => {
    await ask(
      database.ownerUrl,
      `INSERT INTO outbox (scheme_id, job, payload, correlation_id, attempts, parked_at, last_error_code)
       SELECT id, 'seal-book', '{}', 'c-1', 5, '2026-03-14T09:30:00Z', 'too-bad' FROM scheme LIMIT 1`,
    );
    const { stdout } = await galaxies(database, 'jobs', 'parked');
    const [id = '', ...said] = stdout.trimEnd().split('\t');
    expect(said).toEqual(['seal-book', '5', 'too-bad', '2026-03-14T09:30:00Z']);
    const tried = await galaxies(database, 'jobs', 'again', id);
    expect([tried.code, tried.stdout]).toEqual([0, 'It will be tried again within a minute.\n']);
    expect(await firstParked()).toBeUndefined();
    const second = await galaxies(database, 'jobs', 'again', id);
    expect([second.code, second.stderr]).toEqual([
      1,
      'No such job is parked. Look with `galaxies jobs parked`.\n',
    ]);
  });
});
