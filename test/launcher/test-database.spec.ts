import { ask } from '../support/ask.js';
import { createTestDatabase } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

describe('the database of a test', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase();
  });

  afterEach(() => database.drop());

  it('is reached as the owner, as the service and as the superuser', async () => {
    expect(await whoIs(database.ownerUrl)).toEqual({ who: 'galaxies_owner', where: database.name });
    expect(await whoIs(database.appUrl)).toEqual({ who: 'galaxies_app', where: database.name });
    expect(await whoIs(database.superUrl)).toEqual({ who: 'postgres', where: database.name });
  });

  it('shows nothing of another test', async () => {
    const other = await createTestDatabase();
    await ask(other.ownerUrl, 'CREATE TABLE theirs ()');
    const found = await ask(database.ownerUrl, "SELECT to_regclass('theirs') AS theirs");
    await other.drop();
    expect(found).toEqual({ theirs: null });
  });
});

async function whoIs(url: string): Promise<unknown> {
  return ask(url, 'SELECT session_user::text AS who, current_database()::text AS where');
}
