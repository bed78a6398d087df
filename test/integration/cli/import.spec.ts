import { Folder } from '../../support/command-line.js';
import { commandsInOne } from '../../support/commands-in-one.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';

const galaxies = commandsInOne();

describe('import', () => {
  let database: TestDatabase;
  let folder: Folder;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => folder.remove());
  afterAll(() => database.drop());

  const importing = (...args: string[]) => galaxies(database, 'import', folder.path, ...args);
  const balances = async (scheme: string) =>
    (await galaxies(database, 'balances', '--scheme', scheme, '--format', 'csv')).stdout;

  it('founds the scheme, adds people by reference and records what they bring along', async () => {
    folder.write('scheme.json', schemeJson('first'));
    folder.write('people.csv', 'ref,liked_name,surname\np001,Ann,Example\np002,Bo,Example\n');
    folder.write('opening.csv', 'person_ref,galaxies,as_at\np001,5,2008-10-01\np002,0,2008-10-01\n');
    const tried = await importing('--dry-run');
    const gone = await galaxies(database, 'balances', '--scheme', 'first');
    const first = await importing();
    const before = await balances('first');
    const again = await importing();
    expect([tried.code, gone.code, first.code, again.code]).toEqual([0, 1, 0, 0]);
    expect(tried.stdout).toContain('opening.csv: 1 added, 1 there already, 0 refused.');
    expect(tried.stdout).toContain('nothing of it was kept');
    expect(first.stdout).toContain(
      'Scheme "first": founded.\npeople.csv: 2 added, 0 there already, 0 refused.',
    );
    expect(again.stdout).toContain(
      'people.csv: 0 added, 2 there already, 0 refused.\nopening.csv: 0 added, 2 there',
    );
    expect(before).toContain('\np001,5,0\np002,0,0\n');
    expect(before).toContain('\nscheme:opening,-5,0\n');
    expect(await balances('first')).toBe(before);
  });

  it('records an opening balance at its own moment, by the days of the scheme', async () => {
    folder.write('scheme.json', schemeJson('moments'));
    folder.write('people.csv', 'ref\na\nb\n');
    folder.write('opening.csv', 'person_ref,galaxies,as_at\na,1,2009-06-15\nb,2,2009-06-15T23:30:00Z\n');
    await importing();
    const at = async (moment: string, by: string) =>
      (
        await galaxies(
          database,
          'balances',
          '--scheme',
          'moments',
          '--format',
          'csv',
          '--as-at',
          moment,
          '--by',
          by,
        )
      ).stdout
        .split('\n')
        .slice(1, 3);
    expect(await at('2009-06-14T22:59:59Z', 'recorded')).toEqual(['a,0,0', 'b,0,0']);
    expect(await at('2009-06-15', 'recorded')).toEqual(['a,1,0', 'b,0,0']);
    expect(await at('2009-06-15', 'occurred')).toEqual(['a,1,0', 'b,0,0']);
    expect(await at('2009-06-16', 'occurred')).toEqual(['a,1,0', 'b,2,0']);
  });

  it('names every refused row by file, line and field, keeps the rest, and repeats nothing personal', async () => {
    folder.write('scheme.json', schemeJson('bad-rows'));
    const people = [
      'liked_name,ref,Shoe size',
      '"Zo\u00eb, the ""first""",p001,=1+1',
      '"two',
      'lines",p002,x',
      'Again,p001,',
      'Formula,=cmd|x,',
      'Ragged,p003',
      '',
      'Last,p004,',
    ];
    folder.write('people.csv', `\uFEFF${people.join('\r\n')}\r\n`);
    const openings = [
      'as_at,galaxies,person_ref',
      '2008-10-01,5,p001',
      '2008-10-01T10:00:00+01:00,=5,p002',
      '2199-01-01,1,p004',
      '2008-02-30,1.5,p009',
      '2008-10-01,7,p001',
      '2008-10-01,1000001,p004',
      '2008-10-01,3,p002',
    ];
    folder.write('opening.csv', openings.join('\n'));
    const { code, stdout, stderr } = await importing();
    expect(code).toBe(1);
    const where = stderr.split('\n').map((line) => line.split(': ')[0]);
    expect(where).toEqual([
      'people.csv, line 5, ref',
      'people.csv, line 6, ref',
      'people.csv, line 7',
      'opening.csv, line 3, galaxies',
      'opening.csv, line 4, as_at',
      'opening.csv, line 5, person_ref',
      'opening.csv, line 5, galaxies',
      'opening.csv, line 5, as_at',
      'opening.csv, line 6, person_ref',
      'opening.csv, line 7, galaxies',
      '',
    ]);
    expect(stderr).not.toMatch(/Formula|cmd|Ragged|Zo|1\.5|p009/);
    expect(stdout).toContain(
      'people.csv: 3 added, 0 there already, 3 refused.\nopening.csv: 2 added, 0 there already, 5 refused.',
    );
    expect(stdout).toContain('people.csv: not read, for they are not known: shoe size.');
    expect(await balances('bad-rows')).toContain('p001,5,0\np002,3,0\np004,0,0\nscheme:');
  });

  it('refuses another opening balance for somebody who has one, by line, and goes on', async () => {
    folder.write('scheme.json', schemeJson('twice'));
    folder.write('people.csv', 'ref\na\nb\n');
    folder.write('opening.csv', 'person_ref,galaxies,as_at\na,1,2008-10-01\n');
    await importing();
    folder.write('opening.csv', 'person_ref,galaxies,as_at\na,2,2008-10-01\nb,3,2008-10-01\n');
    const { code, stderr } = await importing();
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^opening\.csv, line 2, galaxies: This person has another opening balance already/,
      ),
    ]);
    expect(await balances('twice')).toContain('a,1,0\nb,3,0\n');
  });

  it('says what is left for later, what it does not know, and that a scheme stays as it is', async () => {
    folder.write('offers.csv', 'ref,name\nhead,Head massage\nfoot,Foot massage\n');
    folder.write('redemptions.csv', 'ref\n');
    folder.write('notes.txt', 'hello');
    folder.write('scheme.json', schemeJson('later', { moon: 'full' }));
    const first = await importing();
    folder.write('scheme.json', schemeJson('later', { name: 'Another name' }));
    const second = await importing();
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toContain('Read and left for later: offers.csv (2 rows), redemptions.csv (0 rows).');
    expect(first.stdout).toContain('import does not know them: notes.txt.');
    expect(first.stdout).toContain('scheme.json: moon means nothing here.');
    expect(second.stdout).toContain('name differs from the scheme, which stays as it is.');
  });

  it('says of another scheme that the service has to be told which one it shows', async () => {
    const which = /^There are several schemes now\. Set SCHEME [^\n]*: until then nobody can sign in\.$/m;
    folder.write('scheme.json', schemeJson('beside'));
    expect((await importing()).stdout).toMatch(which);
    expect((await importing()).stdout).not.toMatch(which);
  });

  it.each<[string, Readonly<Record<string, string | Buffer>>, RegExp]>([
    ['no scheme.json', { 'people.csv': 'ref\n' }, /^There is no scheme\.json/],
    ['a scheme.json that is not JSON', { 'scheme.json': '{' }, /^scheme\.json is not a JSON object/],
    ['no slug', { 'scheme.json': schemeJson('x').replace('slug', 'slag') }, /^scheme\.json, slug: /],
    ['a slug that cannot be', { 'scheme.json': schemeJson('No Slug') }, /slug: Use 1 to 40/],
    [
      'a zone that is none',
      { 'scheme.json': schemeJson('x', { time_zone: 'Mars/Base' }) },
      /timeZone: Use the name/,
    ],
    ['a missing column', { 'people.csv': 'name\nx\n' }, /^people\.csv, line 1: There is no column ref\./],
    [
      'a column twice',
      { 'people.csv': 'ref,ref\nx,y\n' },
      /^people\.csv, line 1: The column ref is there twice/,
    ],
    ['an empty file', { 'people.csv': '' }, /^people\.csv: It is empty/],
    [
      'an open quotation mark',
      { 'people.csv': 'ref,n\na,b\nc,"d\n' },
      /^people\.csv, line 3: A quotation mark/,
    ],
    ['another encoding', { 'people.csv': Buffer.from([0x72, 0x65, 0x66, 0x0a, 0xe9]) }, /is not UTF-8 text/],
  ])('explains a folder with %s', async (_what, files, sentence) => {
    if (!('scheme.json' in files) && !sentence.source.includes('scheme')) {
      folder.write('scheme.json', schemeJson('faulty'));
    }
    for (const [name, content] of Object.entries(files)) folder.write(name, content);
    const { code, stderr } = await importing();
    expect([code, stderr]).toEqual([1, expect.stringMatching(sentence)]);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('takes ten thousand people with their balances, and names the one bad row among them', async () => {
    const refs = Array.from({ length: 10_000 }, (_, number) => `q${String(number).padStart(5, '0')}`);
    folder.write('scheme.json', schemeJson('many'));
    folder.write('people.csv', ['ref', ...refs].join('\n'));
    const rows = refs.map((ref, place) => `${ref},${place === 7_000 ? 'x' : '3'},2010-01-01`);
    folder.write('opening.csv', ['person_ref,galaxies,as_at', ...rows].join('\n'));
    const { code, stdout, stderr } = await importing();
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining('opening.csv: 9,999 added, 0 there already, 1 refused.'),
    ]);
    expect(stderr).toContain('opening.csv, line 7002, galaxies: Use a whole number of galaxies');
    expect(await balances('many')).toContain('\nscheme:opening,-29997,0\n');
  }, 600_000);
});

function schemeJson(slug: string, more: object = {}): string {
  const currency = { one: 'galaxy', many: 'galaxies' };
  return JSON.stringify({
    slug,
    name: slug,
    neutral_name: slug,
    time_zone: 'Europe/London',
    currency,
    ...more,
  });
}
