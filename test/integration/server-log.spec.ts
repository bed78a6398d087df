import { Client } from 'pg';
import { ServerLog } from '../support/server-log.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Found nowhere but in what is refused. */
const CANARY = 'kanarienvogel';

let database: TestDatabase;
let owner: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(`
    CREATE TABLE bird (name text PRIMARY KEY, eggs integer NOT NULL CHECK (eggs < 9));
    CREATE TABLE nest (bird text REFERENCES bird);
    INSERT INTO bird VALUES ('${CANARY}', 1)`);
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** The log of a server is where values of people would lie unseen, so ours says that it refused, and not what (A15). */
it.each([
  ['a value that is there already', `INSERT INTO bird VALUES ($1, 1)`, 'duplicate key value violates'],
  ['a row that breaks a rule', `INSERT INTO bird VALUES ($1 || '!', 9)`, 'violates check constraint'],
  ['a row that lacks something', `INSERT INTO bird VALUES ($1 || '!')`, 'violates not-null constraint'],
  ['a row that points nowhere', `INSERT INTO nest VALUES ($1 || '!')`, 'violates foreign key constraint'],
])('the log of the database says that it refused %s, and nothing of what it was', async (_, sql, says) => {
  const log = new ServerLog();
  await expect(owner.query(sql, [CANARY])).rejects.toThrow();
  expect([log.since().includes(says), log.since().includes(CANARY)]).toEqual([true, false]);
});

it('no statement, no value and no detail is ever asked to be logged', async () => {
  const { rows } = await owner.query(
    `SELECT name, setting FROM pg_settings WHERE name ~ '^log_(error_verb|param|min_(err|dur)|statement$|duration)' ORDER BY 1`,
  );
  expect(rows).toEqual([
    { name: 'log_duration', setting: 'off' },
    { name: 'log_error_verbosity', setting: 'terse' },
    { name: 'log_min_duration_sample', setting: '-1' },
    { name: 'log_min_duration_statement', setting: '-1' },
    { name: 'log_min_error_statement', setting: 'panic' },
    { name: 'log_parameter_max_length', setting: '0' },
    { name: 'log_parameter_max_length_on_error', setting: '0' },
    { name: 'log_statement', setting: 'none' },
  ]);
});
