import { readFileSync } from 'node:fs';
import { available } from '../../../src/ledger/index.js';
import { parseIsoDate } from '../../../src/shared/calendar.js';
import type { ParticipantId, SchemeId } from '../../../src/shared/ids.js';
import { csvRows, linesOf } from '../../support/book-sheets.js';
import { Book } from '../../support/book.js';
import { Folder } from '../../support/command-line.js';
import { commandsInOne } from '../../support/commands-in-one.js';
import { signInOnOwnDevice } from '../../support/signed-in.js';
import { openWebApp, type WebApp } from '../../support/web-app.js';

const galaxies = commandsInOne();

interface Night {
  readonly ref: string;
  readonly starts: string;
  readonly ends: string;
  /** The day by the clocks of Dundee, as the book writes it and as people read it. */
  readonly day: string;
  readonly words: string;
  readonly before: string;
}

/** Half past eleven in summer and in winter, however it is written, and the nights in which the clocks change. */
const NIGHTS: readonly Night[] = [
  night('winter', '2009-01-10T23:30:00+00:00', '2009-01-11T00:15:00+00:00', '2009-01-10'),
  night('before-spring', '2009-03-28T23:30:00Z', '2009-03-29T00:30:00Z', '2009-03-28'),
  night('spring', '2009-03-29T00:30:00+00:00', '2009-03-29T02:30:00+01:00', '2009-03-29'),
  night('summer-by-utc', '2009-06-14T23:30:00Z', '2009-06-15T00:30:00Z', '2009-06-15'),
  night('summer', '2009-06-16T23:30:00+01:00', '2009-06-17T00:15:00+01:00', '2009-06-16'),
  night('far-away', '2009-06-17T23:30:00-05:00', '2009-06-18T00:30:00-05:00', '2009-06-18'),
  night('before-autumn', '2009-10-24T23:30:00+01:00', '2009-10-25T00:30:00+01:00', '2009-10-24'),
  night('autumn-first-hour', '2009-10-25T01:30:00+01:00', '2009-10-25T01:30:00+00:00', '2009-10-25'),
  night('autumn', '2009-10-26T23:30:00+00:00', '2009-10-26T23:59:00+00:00', '2009-10-26'),
];

interface Fact {
  readonly day: string;
  readonly source: string;
}

let book: Book;
let web: WebApp;
let scheme: SchemeId;
let jo: ParticipantId;
let sessions: ReadonlyMap<string, string>;
let cookies: Readonly<Record<'jo' | 'sam', string>>;
const folder = new Folder();

beforeAll(async () => {
  book = await Book.open();
  write(folder);
  const { code, stderr } = await galaxies(book.database, 'import', folder.path);
  if (code !== 0) throw new Error(stderr);
  web = await openWebApp({ database: book.database });
  const [founded]: { id: SchemeId }[] = await book.ownerSource.query('SELECT id FROM scheme');
  scheme = founded?.id ?? fail();
  const people: { ref: string; id: ParticipantId }[] = await book.ownerSource.query(
    'SELECT ref, id FROM person',
  );
  const signIn = async (ref: string): Promise<[ParticipantId, string]> => {
    const id = people.find((person) => person.ref === ref)?.id ?? fail();
    return [id, await signInOnOwnDevice({ book, web, scheme }, id)];
  };
  const [person, cookie] = await signIn('jo');
  jo = person;
  cookies = { jo: cookie, sam: (await signIn('sam'))[1] };
  const rows: { ref: string; id: string }[] = await book.ownerSource.query('SELECT ref, id FROM session');
  sessions = new Map(rows.map(({ ref, id }) => [ref, id]));
}, 300_000);

afterAll(async () => {
  folder.remove();
  await web.close();
  await book.close();
});

/** What the book must say of each register. */
const expected = (): readonly Fact[] =>
  NIGHTS.map(({ ref, day }) => ({ day, source: sourceOf(ref) })).sort(bySource);

function sourceOf(ref: string): string {
  return `register/${sessions.get(ref) ?? fail()}/1`;
}

async function read(path: string, by: 'jo' | 'sam'): Promise<string> {
  const { statusCode, body } = await web.app.inject({
    url: path,
    headers: { cookie: `galaxies=${cookies[by]}` },
  });
  if (statusCode !== 200) throw new Error(`${path} was answered with ${String(statusCode)}.`);
  return body;
}

it('each session earned by the rate of its own day, and not by those of the days around it', async () => {
  const { stdout } = await galaxies(book.database, 'balances', '--format', 'csv');
  expect(stdout).toContain(`\njo,${String(NIGHTS.length)},0\n`);
});

it('a balance as at a day has what happened by the end of it, on the command line too', async () => {
  const at = (day: string): Promise<number> =>
    book.work.read(scheme, (view) =>
      book.queries.balance(view, scheme, available(jo), { occurred: parseIsoDate(day) }),
    );
  for (const [index, { day, before }] of NIGHTS.entries())
    expect([await at(before), await at(day)]).toEqual([index, index + 1]);
  const day = ['--as-at', '2009-06-15', '--by', 'occurred'];
  const { stdout } = await galaxies(book.database, 'balances', '--format', 'csv', ...day);
  expect(stdout).toContain('\njo,4,0\n');
});

it('the API says the same day of the session and of the entry', async () => {
  const account: { entries: { occurredOn: string; source: string }[] } = JSON.parse(
    await read(`/api/v1/accounts/${jo}`, 'jo'),
  );
  expect(account.entries.map(({ occurredOn: day, source }) => ({ day, source })).sort(bySource)).toEqual(
    expected(),
  );
  for (const { ref, day } of NIGHTS) {
    const session: unknown = JSON.parse(await read(`/api/v1/sessions/${sessions.get(ref) ?? ''}`, 'sam'));
    expect(session).toMatchObject({ ref, occursOn: day });
  }
});

it('the pages say it in words: the history, the reason of each line, the date and its register', async () => {
  const history = plain(await read('/me/history', 'jo'));
  for (const { ref, words } of NIGHTS) {
    expect(history).toContain(`${ref} , ${words}`);
    const id = sessions.get(ref) ?? '';
    for (const path of [`/leader/dates/${id}/register`, `/staff/dates/${id}`])
      expect([path, plain(await read(path, 'sam')).includes(words)]).toEqual([path, true]);
  }
  const links = [...(await read('/me/history', 'jo')).matchAll(/href="(\/me\/entries\/[0-9a-f-]{36})"/g)];
  const reasons = await Promise.all(links.map(async ([, href = '']) => plain(await read(href, 'jo'))));
  for (const { ref, words } of NIGHTS)
    expect(
      reasons.filter((reason) => reason.startsWith(` ${ref} `) && reason.includes(`It happened ${words}`)),
    ).toHaveLength(1);
});

it('every export says the same day', async () => {
  const out = async (format: string): Promise<string> => {
    const { code } = await galaxies(book.database, 'export', '--format', format, '--out', folder.at(format));
    expect(code).toBe(0);
    return folder.at(format);
  };
  const csv = csvRows(`${await out('csv')}/entries.csv`);
  expect(
    csv.map((row) => ({ day: row['occurred_on'] ?? '', source: row['source_key'] ?? '' })).sort(bySource),
  ).toEqual(expected());
  const jsonl = linesOf(`${await out('jsonl')}/entries.jsonl`).map(
    (line): { occurred_on: string; source_key: string } => JSON.parse(line),
  );
  expect(jsonl.map(({ occurred_on: day, source_key: source }) => ({ day, source })).sort(bySource)).toEqual(
    expected(),
  );
  const journal = readFileSync(`${await out('hledger')}/book.journal`, 'utf8');
  const dated = [...journal.matchAll(/^(\d{4}-\d\d-\d\d) \* \(\d+\) register\n.*\n {4}; source: (\S+)$/gm)];
  expect(dated.map(([, day = '', source = '']) => ({ day, source })).sort(bySource)).toEqual(expected());
});

it('the copy that a person takes of their own record says the same day', async () => {
  const copy = await read('/account/copy', 'jo');
  for (const { day, words } of NIGHTS) expect(copy.includes(day) || copy.includes(words)).toBe(true);
});

function night(ref: string, starts: string, ends: string, day: string): Night {
  const noon = new Date(`${day}T12:00:00Z`);
  const words = noon
    .toLocaleDateString('en-GB', {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    })
    .replace(',', '');
  return { ref, starts, ends, day, words, before: neighbour(day, -1) };
}

function neighbour(day: string, by: -1 | 1): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

/** Each session has an activity of its own, whose rate is one galaxy on that day alone. */
function write(to: Folder): void {
  const currency = { one: 'galaxy', many: 'galaxies' };
  to.write(
    'scheme.json',
    JSON.stringify({ slug: 'nights', name: 'Nights', time_zone: 'Europe/London', currency }),
  );
  to.write(
    'people.csv',
    'ref,liked_name,roles\njo,Jo,participant\nlee,Lee,participant;leader\nsam,Sam,staff\n',
  );
  const file = (name: string, head: string, rows: (one: Night) => readonly string[]) =>
    to.write(name, [head, ...NIGHTS.flatMap(rows), ''].join('\n'));
  file('activities.csv', 'ref,name,kind', ({ ref }) => [`${ref},${ref},group`]);
  file('earning_rates.csv', 'activity_ref,part,from,galaxies', ({ ref, day, before }) => [
    `${ref},attended,${before},7`,
    `${ref},attended,${day},1`,
    `${ref},attended,${neighbour(day, 1)},9`,
  ]);
  file(
    'sessions.csv',
    'ref,activity_ref,starts_at,ends_at,meet_place,leader_refs',
    ({ ref, starts, ends }) => [`${ref},${ref},${starts},${ends},Gate,lee`],
  );
  file('register.csv', 'session_ref,version,recorded_at,recorded_by_ref,person_ref,part', ({ ref, ends }) => [
    `${ref},1,${new Date(Date.parse(ends) + 60_000).toISOString()},lee,jo,attended`,
  ]);
}

function bySource(one: Fact, other: Fact): number {
  return one.source < other.source ? -1 : 1;
}

/** What a page says, without its marks. */
function plain(body: string): string {
  return (/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}
