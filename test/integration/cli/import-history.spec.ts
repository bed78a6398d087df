import { ask } from '../../support/ask.js';
import { Folder } from '../../support/command-line.js';
import { commandsInOne } from '../../support/commands-in-one.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const galaxies = commandsInOne();
const HEAD = 'person_ref,part,session_ref,version,recorded_at,recorded_by_ref';

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
  const of = 'g1,1,2009-03-02T10:00:00Z,lee';
  const lines = [
    `lee,led,${of}`,
    `ann,attended,${of}`,
    `nobody,attended,${of}`,
    `bo,danced,${of}`,
    `sam,attended,${of}`,
    `ann,led,${of}`,
  ];
  folder.write('register.csv', `\uFEFF${[HEAD, ...lines].join('\r\n')}\r\n`);
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

describe('a list whose version before was refused', () => {
  let lists: readonly string[];
  const numbers = (stdout: string) => /register\.csv: (.*)\./.exec(stdout)?.[1];

  /** As many versions as there are registers and entries of them. */
  async function kept(): Promise<unknown> {
    return ask(
      database.ownerUrl,
      `SELECT (SELECT count(*)::int FROM register_version) AS versions, (SELECT count(*)::int FROM transfer) AS transfers`,
    );
  }

  async function bringIn(): Promise<readonly [string | undefined, string]> {
    folder.write('register.csv', `${HEAD}\n${lists.join('\n')}\n`);
    const { stdout, stderr } = await galaxies(database, 'import', folder.path);
    return [
      numbers(stdout),
      stderr
        .split('\n')
        .filter((line) => line.startsWith('register.csv'))
        .join('\n'),
    ];
  }

  beforeAll(async () => {
    const garden = 'g4,garden,2009-03-08T10:00:00Z,2009-03-08T12:00:00Z,Gate,lee';
    folder.write('sessions.csv', `ref,activity_ref,starts_at,ends_at,meet_place,leader_refs\n${garden}\n`);
    lists = [
      'ann,attended,g4,1,2009-03-08T13:00:00Z,lee',
      'bo,attended,g4,2,2009-03-08T12:30:00Z,lee',
      'bo,attended,g4,3,2009-03-08T14:00:00Z,lee',
      'ann,attended,g4,4,2009-03-08T15:00:00Z,lee',
    ];
    await bringIn();
  });

  it('is there already when it comes again, and so is the one behind it', async () => {
    const before = await kept();
    const [told, refused] = await bringIn();
    expect(told).toBe('0 added, 3 there already, 1 refused');
    expect(refused).toMatch(/^register\.csv, line 3, recorded_at: A version before this one[^\n]*$/);
    expect(await kept()).toEqual(before);
  });

  it('and with other lines it is refused, and stays', async () => {
    const before = await kept();
    lists = lists.map((line) => line.replace('bo,attended,g4,3', 'ann,attended,g4,3'));
    const [told, refused] = await bringIn();
    expect(told).toBe('0 added, 2 there already, 2 refused');
    expect(refused).toContain('register.csv, line 4: This version is there already with other lines');
    expect(await kept()).toEqual(before);
  });
});
