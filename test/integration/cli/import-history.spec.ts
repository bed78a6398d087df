import { Folder, galaxies } from '../../support/command-line.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
const folder = new Folder();

beforeAll(async () => {
  database = await createTestDatabase();
  const currency = { one: 'galaxy', many: 'galaxies' };
  const scheme = { slug: 'bad-lines', name: 'Bad lines', time_zone: 'Europe/London', currency };
  folder.write('scheme.json', JSON.stringify(scheme));
  folder.write('people.csv', 'roles,ref\nparticipant;leader,lee\n,ann\n,bo\nstaff,sam\nking,eve\n');
  folder.write('activities.csv', 'kind,name,ref\ngroup,"=1+1, ""café""",garden\nparty,Ball,ball\n');
  folder.write(
    'earning_rates.csv',
    'part,galaxies,from\nattended,1,2009-01-01\nled,2,2009-01-01\nattended,11,2009-02-01\n',
  );
  folder.write(
    'sessions.csv',
    [
      'ref,activity_ref,starts_at,ends_at,meet_place,leader_refs',
      'g1,garden,2009-03-01T23:30:00Z,2009-03-02T00:30:00Z,Gate,lee',
      'g2,ball,2009-03-01T10:00:00Z,2009-03-01T12:00:00Z,Gate,lee',
      'g3,garden,2009-03-01T10:00:00Z,2009-03-01T09:00:00Z,Gate,lee',
    ].join('\r\n'),
  );
  const head = 'person_ref,part,session_ref,version,recorded_at,recorded_by_ref';
  const of = 'g1,1,2009-03-02T10:00:00Z,lee';
  const lines = [
    `lee,led,${of}`,
    `ann,attended,${of}`,
    `nobody,attended,${of}`,
    `bo,danced,${of}`,
    `sam,attended,${of}`,
    `ann,led,${of}`,
  ];
  folder.write('register.csv', `\uFEFF${[head, ...lines].join('\r\n')}\r\n`);
});

afterAll(async () => {
  folder.remove();
  await database.drop();
});

it('names each bad line by its field, and records the rest of its list', async () => {
  const { code, stdout, stderr } = await galaxies(database, 'import', folder.path);
  const where = stderr.split('\n').flatMap((line) => (/line \d+/.test(line) ? [line.split(': ')[0]] : []));
  expect([code, where]).toEqual([
    1,
    [
      'people.csv, line 6, roles',
      'activities.csv, line 3, kind',
      'earning_rates.csv, line 4, galaxies',
      'sessions.csv, line 3, activity_ref',
      'sessions.csv, line 4, ends_at',
      'register.csv, line 4, person_ref',
      'register.csv, line 5, part',
      'register.csv, line 6, person_ref',
      'register.csv, line 7, person_ref',
    ],
  ]);
  expect(stdout).toContain('register.csv: 2 added, 0 there already, 4 refused.');
  const sheet = await galaxies(database, 'balances', '--format', 'csv');
  expect(sheet.stdout).toContain('ann,1,0\nbo,0,0\nlee,2,0\n');
});
