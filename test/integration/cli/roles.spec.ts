import { ask } from '../../support/ask.js';
import { commandsInOne } from '../../support/commands-in-one.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const galaxies = commandsInOne();

describe('roles', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await galaxies(database, 'seed');
  });
  afterAll(() => database.drop());

  it('are there in the example, so that every page can be tried', async () => {
    const { code, stdout } = await galaxies(database, 'roles', 'list');
    expect([code, stdout]).toEqual([
      0,
      [
        'p002\tCallum\tadministrator\tcounts',
        'p004\tFraser\tsupervisor\tcounts',
        'p005\tIsla\tleader\tcounts',
        'p006\tMorag\tstaff\tcounts',
        'p007\tRory\tadministrator\tcounts',
        '',
      ].join('\n'),
    ]);
  });

  it('are given by reference or email address, once, and written down', async () => {
    const given = await galaxies(database, 'roles', 'give', 'p008', 'leader');
    const again = await galaxies(database, 'roles', 'give', 'sam@example.org', 'leader');
    expect([given.code, given.stdout]).toEqual([0, 'p008 is leader now.\n']);
    expect([again.code, again.stdout]).toEqual([0, 'p008 has that role, or it is asked for.\n']);
    const noted = await ask(
      database.ownerUrl,
      `SELECT count(*)::integer AS times FROM audit_event WHERE action = 'role.given'`,
    );
    expect(noted).toEqual({ times: 1 });
  });

  it.each([
    [['roles', 'give', 'nobody', 'staff'], 1, 'There is nobody here with "nobody".'],
    [['roles', 'give', 'p007', 'king'], 2, 'Allowed choices are leader, staff, administrator, supervisor'],
    [['roles', 'give', 'p007', 'participant'], 2, 'Allowed choices'],
    [['roles', 'give', 'p007'], 2, "missing required argument 'role'"],
    [['roles'], 2, 'Usage: galaxies roles'],
  ])('says what is wrong with %j', async (args, code, words) => {
    const ended = await galaxies(database, ...args);
    expect([ended.code, ended.stdout, ended.stderr]).toEqual([code, '', expect.stringContaining(words)]);
  });

  it('are not given by the login of the running service', async () => {
    const served = { appUrl: database.appUrl, ownerUrl: database.appUrl };
    const ended = await galaxies(served, 'roles', 'give', 'p008', 'administrator');
    expect([ended.code, ended.stdout]).toEqual([1, '']);
  });
});
