import { UnitOfWork } from '../../src/database/index.js';
import { galaxies } from '../../src/shared/galaxies.js';
import { parseIsoInstant } from '../../src/shared/calendar.js';
import type { ParticipantId } from '../../src/shared/ids.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let sam: ParticipantId;
let ann: Visitor;

/** What was written down, and when: around midnight, around a clock change, and more than a page of it on one day. */
const WRITTEN: readonly (readonly [string, 'award' | 'hold'])[] = [
  ['2025-06-14T22:30:00Z', 'award'],
  ['2025-06-14T22:59:59.999Z', 'award'],
  ['2025-06-14T23:00:00Z', 'award'],
  ['2025-10-26T00:30:00Z', 'award'],
  ['2025-10-26T23:30:00Z', 'hold'],
  ...Array.from(
    { length: 30 },
    (_, n) => [`2025-11-02T12:00:${String(n).padStart(2, '0')}Z`, 'award'] as const,
  ),
  ['2025-11-02T12:01:00Z', 'hold'],
];

beforeAll(async () => {
  world = await SignInWorld.open();
  sam = await world.person({ likedName: 'Sam' });
  ann = (await world.signedInAs('administrator', { name: 'Ann' })).visitor;
  for (const [index, [moment, what]] of WRITTEN.entries()) await write(index, moment, what);
});
afterAll(() => world.close());

async function write(index: number, moment: string, what: 'award' | 'hold'): Promise<void> {
  const credit = { participant: sam, kind: what === 'award' ? 'available' : 'held' } as const;
  const debit = what === 'award' ? 'issued' : ({ participant: sam, kind: 'available' } as const);
  await new UnitOfWork(world.book.ownerSource).write(world.scheme, (tx) =>
    world.book.ledger.record(tx, {
      ...world.book.details(world.scheme, `as-at/${String(index)}`),
      kind: what === 'award' ? 'register' : 'hold',
      recordedAt: parseIsoInstant(moment),
      transfers: [{ debit, credit, amount: galaxies(what === 'award' ? 1 + (index % 3) : 2) }],
    }),
  );
}

/** What the journal holds up to the end of a minute there: to use, set aside, in total, and the total after each entry. */
async function journalUpTo(moment: string) {
  const rows = await world.book.ownerSource.query<{ kind: string; entry: string; delta: number }[]>(
    `SELECT a.kind, p.entry_id AS entry, p.delta::integer AS delta FROM posting p
     JOIN account a ON a.scheme_id = p.scheme_id AND a.id = p.account_id
     JOIN journal_entry e ON e.scheme_id = p.scheme_id AND e.id = p.entry_id
     WHERE a.owner_id = $1 AND e.recorded_at < $2::timestamp AT TIME ZONE 'Europe/London' ORDER BY p.transfer_id`,
    [sam, moment],
  );
  const sumOf = (kind: string) =>
    rows.filter((row) => row.kind === kind).reduce((sum, { delta }) => sum + delta, 0);
  const [toUse, setAside] = [sumOf('available'), sumOf('held')];
  const totals = new Map<string, number>();
  let total = 0;
  for (const { entry, delta } of rows) totals.set(entry, (total += delta));
  return { figures: [toUse, setAside, toUse + setAside], totals: [...totals.values()].reverse() };
}

/** What the page says of that moment, all its pages through. */
async function pageAt(day: string, time = '') {
  const [year = '', month = '', date = ''] = day.split('-');
  const boxes = { as_at_day: date, as_at_month: month, as_at_year: year, as_at_time: time };
  const first = await ann.get(`/admin/accounts/${sam}?${new URLSearchParams(boxes).toString()}`);
  expect(first.statusCode).toBe(200);
  const bodies = [first.body];
  for (let next = olderIn(first.body); next !== undefined; next = olderIn(bodies.at(-1) ?? ''))
    bodies.push((await ann.get(next)).body);
  const figures = [...first.body.matchAll(/<dd class="govuk-summary-list__value">\s*(\d+)\s*</g)];
  const totals = [...bodies.join('').matchAll(/Total then<\/span>(\d+)</g)];
  const numbers = (found: RegExpExecArray[]) => found.map(([, number]) => Number(number));
  return { figures: numbers(figures), totals: numbers(totals) };
}

function olderIn(body: string): string | undefined {
  return /href="(\/admin\/accounts\/[^"]*before=\d+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
}

it.each([
  ['the day before the first', '2025-06-13', '', '2025-06-14T00:00', 0],
  ['a day, in the scheme’s own zone', '2025-06-14', '', '2025-06-15T00:00', 2],
  ['a minute, up to its end', '2025-06-14', '11.30pm', '2025-06-14T23:31', 1],
  ['the day after', '2025-06-15', '', '2025-06-16T00:00', 3],
  ['a day on which the clocks change', '2025-10-26', '', '2025-10-27T00:00', 5],
  ['a day of more than a page', '2025-11-02', 'midday', '2025-11-02T12:01', 35],
  ['the day of the last', '2025-11-02', '', '2025-11-03T00:00', 36],
] as const)(
  'as at %s the account is what the journal comes to',
  async (...[, day, time, before, entries]) => {
    const journal = await journalUpTo(before);
    expect(journal.totals).toHaveLength(entries);
    expect(await pageAt(day, time)).toEqual(journal);
  },
);

it('it says as at when, and leads back to now', async () => {
  const { body } = await ann.get(
    `/admin/accounts/${sam}?as_at_day=14&as_at_month=6&as_at_year=2025&as_at_time=23:30`,
  );
  expect(body).toContain('Saturday 14 June 2025, 11.30pm');
  expect(body).toContain(`<a class="govuk-link" href="/admin/accounts/${sam}">See it as it is now</a>`);
  const nothing = await ann.get(`/admin/accounts/${sam}?as_at_day=1&as_at_month=1&as_at_year=2020`);
  expect(nothing.body).toContain('Nothing had been written down by then.');
});

it.each([
  ['as_at_day=30&as_at_month=2&as_at_year=2025', 'as_at', 'Enter a date that exists, like 14 6 2026'],
  ['as_at_time=2pm', 'as_at', 'Enter a date that exists, like 14 6 2026'],
  ['as_at_day=1&as_at_month=1&as_at_year=2999', 'as_at', 'Choose today or an earlier day'],
  [
    'as_at_day=1&as_at_month=6&as_at_year=2025&as_at_time=half+past',
    'as_at_time',
    'Enter a time, like 2.30pm',
  ],
])(
  '%s is explained beside its field, with what was typed, over the account as it is now',
  async (query, field, words) => {
    const { statusCode, body } = await ann.get(`/admin/accounts/${sam}?${query}`);
    expect(statusCode).toBe(422);
    expect(body).toContain(`<a href="#${field}">${words}</a>`);
    for (const typed of new URLSearchParams(query).values()) expect(body).toContain(`value="${typed}"`);
    expect(body).toMatch(/As at[\s\S]{0,200}Now/);
  },
);
