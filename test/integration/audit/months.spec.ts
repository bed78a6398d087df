import { Audit } from '../../../src/audit/index.js';
import { Forgetting } from '../../../src/participants/forgetting.service.js';
import type { ParticipantId, SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';

let book: Book;
let forgetting: Forgetting;
let orbit: SchemeId;
let staff: ParticipantId;
let third: ParticipantId;

beforeAll(async () => {
  book = await Book.open();
  forgetting = new Forgetting(book.work, new Audit(book.work));
});

beforeEach(async () => {
  orbit = await book.scheme();
  staff = await book.participant(orbit);
  third = await book.participant(orbit);
});

afterAll(() => book.close());

async function rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  const found: Row[] = await book.ownerSource.query(sql, [...values]);
  return found;
}

/** How many there are of each kind in each month, once the notes are gone. */
const months = () =>
  rows(
    `SELECT to_char(month, 'YYYY-MM') AS month, action, events::integer FROM audit_month WHERE scheme_id = $1 ORDER BY 1, 2`,
    [orbit],
  );

const note = (at: string, action: string) =>
  rows(
    `INSERT INTO audit_event (scheme_id, at, action, actor_id, person_id, subject_kind, subject_id, channel, correlation_id)
     VALUES ($1, $2, $3, $4, $5, 'person', 'x', 'web', 'c')`,
    [orbit, at, action, staff, third],
  );

beforeEach(async () => {
  // By the clock of the scheme the first of them is already in June.
  await note('2020-05-31T23:30:00Z', 'person.looked');
  await note('2020-06-30T12:00:00Z', 'person.looked');
  await note('2020-06-30T12:00:00Z', 'person.changed');
  await note('2020-07-01T12:00:00Z', 'person.looked');
});

const KEPT = [
  { month: '2020-06', action: 'person.changed', events: 1 },
  { month: '2020-06', action: 'person.looked', events: 2 },
  { month: '2020-07', action: 'person.looked', events: 1 },
];

it('how many there were of each kind in a month is kept, and doing it again adds nothing', async () => {
  await forgetting.carryOut(orbit, ['audit']);
  expect(await months()).toEqual(KEPT);
  await forgetting.carryOut(orbit, ['audit']);
  const left = await rows(`SELECT FROM audit_event WHERE scheme_id = $1 AND at < '2021-01-01'`, [orbit]);
  expect([await months(), left]).toEqual([KEPT, []]);
});

it('each is counted once, in pieces and by many at once, and late ones are added', async () => {
  await Promise.all(Array.from({ length: 4 }, () => forgetting.carryOut(orbit, ['audit'], 1)));
  await forgetting.carryOut(orbit, ['audit'], 1);
  expect(await months()).toEqual(KEPT);
  await note('2020-07-02T12:00:00Z', 'person.looked');
  await forgetting.carryOut(orbit, ['audit']);
  expect((await months()).at(-1)).toEqual({ month: '2020-07', action: 'person.looked', events: 2 });
});

it('what is kept names nobody, and the service can neither add to it nor change it', async () => {
  await forgetting.carryOut(orbit, ['audit']);
  const kept = JSON.stringify(await rows('SELECT * FROM audit_month WHERE scheme_id = $1', [orbit]));
  expect([kept.includes(staff), kept.includes(third)]).toEqual([false, false]);
  for (const sql of ['DELETE FROM audit_month', 'UPDATE audit_month SET events = 1'])
    await expect(book.work.write(orbit, (tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
});
