import { Folder } from '../../support/command-line.js';
import { commandsInOne } from '../../support/commands-in-one.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const galaxies = commandsInOne();

/** What no spreadsheet shows, and what the clocks of no place show. */
const FILES = {
  'scheme.json': JSON.stringify({
    ...{ slug: 'odd-rows', name: 'Odd rows', time_zone: 'Europe/London' },
    currency: { one: 'galaxy', many: 'galaxies' },
  }),
  'people.csv':
    'ref,liked_name,roles,\nlee,Lee,participant;leader,\nann,Ann,,\nbo,Bo,,\nsam,Sam,staff,\ndot,D\0ot,,\n',
  'activities.csv': 'ref,name,kind\ngarden,Garden,group\nodd,O\0dd,group\n',
  'earning_rates.csv': 'part,galaxies,from\nattended,1,2009-01-01\nled,2,2009-01-01\n',
  'sessions.csv': [
    'ref,activity_ref,starts_at,ends_at,meet_place',
    'g1,garden,2009-03-28T23:30:00Z,2009-03-29T01:30:00Z,Gate',
    'g2,garden,2009-03-01T10:00:00+18:00,2009-03-01T12:00:00+18:00,Gate',
    'g3,garden,9999-12-31T23:00:00-12:00,9999-12-31T23:30:00-12:00,Gate',
    'g4,garden,2109-03-01T10:00:00Z,2109-03-01T12:00:00Z,Gate',
  ].join('\n'),
  'register.csv': [
    'session_ref,version,recorded_at,recorded_by_ref,person_ref,part',
    'g1,1,2009-03-27T23:59:59Z,lee,ann,attended',
    'g1,2,2009-03-28T23:00:00Z,lee,,',
    'g1,2,2009-03-28T23:00:00Z,lee,ann,attended',
    'g1,2,2009-03-28T23:00:00Z,lee,bo,attended',
    'g1,3,2009-03-29T10:00:00+16:00,lee,bo,attended',
    'g4,1,2009-03-30T10:00:00Z,lee,bo,attended',
  ].join('\n'),
  'contributions.csv': [
    'ref,person_ref,what,on,checked_by,checked_at',
    'c1,ann,Ba\0ked,2009-03-01,sam,2009-03-02T10:00:00Z',
    'c2,ann,Sewed,2009-03-01,sam,2009-03-02T10:00:00-20:00',
  ].join('\n'),
};

let database: TestDatabase;
const folder = new Folder();

beforeAll(async () => {
  database = await createTestDatabase();
  for (const [name, text] of Object.entries(FILES)) folder.write(name, text);
});

afterAll(async () => {
  folder.remove();
  await database.drop();
});

it.each([['--dry-run'], []])(
  'characters that cannot be seen, moments that no clock shows, lists from before their day: each is named, the rest goes on %s',
  async (...options) => {
    const { stdout, stderr } = await galaxies(database, 'import', folder.path, ...options);
    const where = stderr.split('\n').flatMap((line) => (/line \d+/.test(line) ? [line.split(': ')[0]] : []));
    expect(where).toEqual([
      'people.csv, line 6, liked_name',
      'activities.csv, line 3, name',
      'sessions.csv, line 3, starts_at',
      'sessions.csv, line 3, ends_at',
      'sessions.csv, line 4, starts_at',
      'sessions.csv, line 4, ends_at',
      'register.csv, line 2, recorded_at',
      'register.csv, line 3, person_ref',
      'register.csv, line 6, recorded_at',
      'register.csv, line 7, recorded_at',
      'contributions.csv, line 2, what',
      'contributions.csv, line 3, checked_at',
    ]);
    expect(stdout).toContain('register.csv: 2 added, 0 there already, 4 refused.');
    expect(stdout).not.toContain('not read');
  },
);

it('only what happened is in the book, and running it again changes nothing', async () => {
  const sheet = async () => (await galaxies(database, 'balances', '--format', 'csv')).stdout;
  const before = await sheet();
  expect(before).toContain('ann,1,0\nbo,1,0\nlee,0,0\n');
  const { stdout } = await galaxies(database, 'import', folder.path);
  expect(stdout).toContain('register.csv: 0 added, 2 there already, 4 refused.');
  expect(await sheet()).toBe(before);
});
