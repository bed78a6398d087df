import { PlaceClearing } from '../../../src/activities/place-clearing.service.js';
import { Audit } from '../../../src/audit/index.js';
import { PERSONAL_COLUMNS } from '../../../src/participants/index.js';
import { Forgetting } from '../../../src/participants/forgetting.service.js';
import { ownersOf } from '../../../src/participants/personal-copy.js';
import {
  type Retention,
  RETENTION_RULES,
  type RetentionRule,
  rulesOf,
} from '../../../src/participants/retention.js';
import type { ParticipantId, SchemeId } from '../../../src/shared/ids.js';
import { aRowOfEach, PLANTED_TABLES } from '../../support/a-row-of-each.js';
import { Book } from '../../support/book.js';

const WORD = 'kanarienvogel';
const EVERY_RULE = [...rulesOf('minute'), ...rulesOf('night')];

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

/** Somebody of whom everything is kept that can be, all of it this old; they left so long ago, or are here. */
async function somebody(ago: string, left?: string, scheme = orbit): Promise<ParticipantId> {
  const person = await book.participant(scheme);
  const others = scheme === orbit ? { staff, third } : await othersOf(scheme);
  await aRowOfEach(book, { scheme, person, ...others, word: WORD, ago });
  await rows(
    `UPDATE person SET ref = 'r-' || left(id::text, 8), liked_name = $2, surname = $2, email = $2 || id || '@example.org',
       phone = '+4477' || (10000000 + abs(hashtext(id::text)) % 89999999), contact = 'email', message_detail = 'everything',
       formats = '{letter}', note_for_leaders = $2, note_shared = true, findable_by_leaders = true WHERE id = $1`,
    [person, WORD],
  );
  if (left !== undefined)
    await rows(
      `UPDATE person SET taking_part = 'left', left_on = (clock_timestamp() AT TIME ZONE 'Europe/London')::date - $2::interval WHERE id = $1`,
      [person, left],
    );
  return person;
}

async function othersOf(scheme: SchemeId) {
  return { staff: await book.participant(scheme), third: await book.participant(scheme) };
}

/** What the register's tables hold of somebody. */
async function heldOf(person: ParticipantId): Promise<ReadonlyMap<string, readonly Held[]>> {
  const held = new Map<string, readonly Held[]>();
  for (const table of Object.keys(PERSONAL_COLUMNS)) {
    const about =
      ABOUT[table] ??
      ownersOf(table)
        .map((column) => `${column} = $1`)
        .join(' OR ');
    const found = await rows<{ row: Held }>(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${about}`, [
      person,
    ]);
    held.set(
      table,
      found.map(({ row }) => row),
    );
  }
  return held;
}

type Held = Readonly<Record<string, unknown>>;

/** The tables whose rows are not found by a column of their own that names the person. */
const ABOUT: Readonly<Record<string, string>> = {
  participant: 'id = $1',
  session: 'called_off_by = $1',
  idempotency_key: 'actor = $1',
  dev_message: '$1::uuid IS NOT NULL',
  rate_count: '$1::uuid IS NOT NULL',
};

const count = async (table: string, where: string, scheme = orbit) =>
  (await rows(`SELECT FROM ${table} WHERE scheme_id = $1 AND ${where}`, [scheme])).length;

/** All rules, also those that other rooms look after. */
async function carryOutAll(): Promise<void> {
  await forgetting.carryOut(orbit, EVERY_RULE);
  await book.work.write(orbit, (tx) => new PlaceClearing().clear(tx, orbit));
  await book.work.write(orbit, (tx) => tx.query('SELECT message_tidy(500)'));
  await book.work.write(orbit, (tx) => tx.query(`SELECT idempotency_prune('180 days', 500)`));
}

it('every table of the register has a row in this test', () => {
  expect(Object.keys(PERSONAL_COLUMNS).filter((table) => !PLANTED_TABLES.includes(table))).toEqual([]);
});

function isDone({ then }: Retention, was: unknown, is: unknown): boolean {
  return then === 'nameless' ? is !== undefined : is === undefined || is === null || is !== was;
}

it('what is promised of each column is done: of whoever left three years ago nothing is left that says who they were', async () => {
  const jo = await somebody('4 years', '3 years');
  const before = await heldOf(jo);
  await carryOutAll();
  const after = await heldOf(jo);
  const broken = Object.entries(PERSONAL_COLUMNS).flatMap(([table, columns]) => {
    const [was] = before.get(table) ?? [];
    const is = after.get(table)?.find(({ id }) => id === was?.['id']);
    return Object.entries(columns)
      .filter(([column, { retention }]) => was === undefined || !isDone(retention, was[column], is?.[column]))
      .map(([column]) => `${table}.${column}`);
  });
  expect(broken).toEqual([]);
  expect(JSON.stringify([...after])).not.toContain(WORD);
});

it('whoever left less than three years ago keeps all that is not over by itself, and so does whoever is here', async () => {
  const [jo, sam] = [await somebody('1 hour', '1095 days'), await somebody('1 hour')];
  await rows(`UPDATE person SET left_on = left_on + 2 WHERE id = $1`, [jo]);
  const [ofJo, ofSam] = [await heldOf(jo), await heldOf(sam)];
  await carryOutAll();
  expect([await heldOf(jo), await heldOf(sam)]).toEqual([ofJo, ofSam]);
});

/** What goes when, for whoever is still here: what is a little younger stays. */
const TIMES: readonly (readonly [RetentionRule, string, string, string])[] = [
  ['codes', 'sign_in_code', '23 hours', '25 hours'],
  ['devices', 'known_device', '89 days', '91 days'],
  ['typed', 'kept_form', '119 minutes', '121 minutes'],
  ['counts', 'rate_count', '23 hours', '25 hours'],
  ['tries', 'second_factor_try', '47 hours', '49 hours'],
  ['dev_messages', 'dev_message', '167 hours', '169 hours'],
  ['sign_ins', 'web_sign_in', '89 days', '91 days'],
  ['drafts', 'contribution_draft', '29 days', '31 days'],
  ['rosters', 'roster_row', '29 days', '31 days'],
  ['audit', 'audit_event', '729 days', '732 days'],
  ['tokens', 'api_token', '1094 days', '1097 days'],
  ['roles', 'person_role', '1094 days', '1097 days'],
  ['checks', 'register_check', '1094 days', '1097 days'],
  ['notes', 'register_version', '1094 days', '1097 days'],
  ['witnesses', 'contribution', '1094 days', '1097 days'],
];

/** The rules that take words out of a row which stays. */
const TAKEN_AWAY: Partial<Record<RetentionRule, string>> = { witnesses: 'who_knows', notes: 'note_to_staff' };

it.each(TIMES)(
  'the rule of %s takes away from %s what is over its time, and nothing younger',
  async (...rule) => {
    const [name, table, young, old] = rule;
    const [younger, older] = [await somebody(young), await somebody(old)];
    expect([...(await forgetting.carryOut(orbit, [name]))]).toEqual([[name, 1]]);
    const isThere = async (person: ParticipantId) => {
      const found = (await heldOf(person)).get(table) ?? [];
      return found.some((row) => row[TAKEN_AWAY[name] ?? 'scheme_id'] !== null);
    };
    if (table === 'dev_message' || table === 'rate_count') expect(await count(table, 'true')).toBe(1);
    else expect([await isThere(younger), await isThere(older)]).toEqual([true, false]);
  },
);

it('every rule of the register is in that list, or looked after where it is named', () => {
  const timed = new Set<string>(TIMES.map(([rule]) => rule));
  const left = Object.keys(RETENTION_RULES).filter((rule) => !timed.has(rule));
  expect(left).toEqual(['people', 'apps', 'messages', 'answers', 'places']);
});

it('an app that was never proved is forgotten after a day, and one that counts is not', async () => {
  const [jo, sam] = [await somebody('25 hours'), await somebody('25 hours')];
  await rows('UPDATE app_code SET proved_at = NULL WHERE person_id = $1', [jo]);
  await forgetting.carryOut(orbit, ['apps']);
  expect([(await heldOf(jo)).get('app_code'), (await heldOf(sam)).get('app_code')]).toEqual([
    [],
    [expect.anything()],
  ]);
});

it('a letter that nobody printed is forgotten like one that was sent', async () => {
  const jo = await somebody('91 days');
  await rows(`UPDATE message SET state = 'queued', done_at = NULL WHERE person_id = $1`, [jo]);
  await carryOutAll();
  expect((await heldOf(jo)).get('message')).toEqual([]);
});

it('a version of a register loses the words to staff and nothing else, by nobody', async () => {
  await somebody('1 hour');
  const change = (set: string) => rows(`UPDATE register_version SET ${set}`);
  for (const set of [
    `note_to_staff = 'other'`,
    `outcome = 'nobody-came'`,
    `note_to_staff = NULL, merged = NOT merged`,
  ])
    await expect(change(set)).rejects.toThrow(/never edited/);
  await expect(rows('DELETE FROM register_version')).rejects.toThrow(/never edited/);
  expect(await count('register_version', `note_to_staff = '${WORD}' AND outcome = 'came'`)).toBe(1);
});

it('whoever has no name any more does not come back under it', async () => {
  const jo = await somebody('4 years', '4 years');
  await forgetting.carryOut(orbit, ['people']);
  const back = book.work.write(orbit, (tx) =>
    tx.query(`UPDATE person SET taking_part = 'joining' WHERE scheme_id = $1 AND id = $2`, [orbit, jo]),
  );
  await expect(back).rejects.toMatchObject({ code: 'person-nameless' });
  expect(await count('person', `taking_part = 'left' AND anonymous_since IS NOT NULL`)).toBe(1);
});

describe('the work itself', () => {
  it('done twice is done once, and the second time leaves no note', async () => {
    await somebody('4 years', '4 years');
    await carryOutAll();
    const before = [await count('audit_event', 'true'), await count('person', 'anonymous_since IS NOT NULL')];
    const again = await forgetting.carryOut(orbit, EVERY_RULE);
    expect([...again.values()].every((gone) => gone === 0)).toBe(true);
    expect([
      await count('audit_event', 'true'),
      await count('person', 'anonymous_since IS NOT NULL'),
    ]).toEqual(before);
  });

  it('by four at once, one row at a time, takes each row once and notes each once', async () => {
    for (let people = 0; people < 6; people++) await somebody('4 years', '4 years');
    const roles = await count('person_role', 'true');
    const rules: readonly RetentionRule[] = ['checks', 'people'];
    const racers = Array.from({ length: 4 }, () => forgetting.carryOut(orbit, rules, 1));
    const gone = await Promise.all(racers);
    const sum = (rule: RetentionRule) => gone.reduce((all, each) => all + (each.get(rule) ?? 0), 0);
    expect([roles, sum('checks'), sum('people')]).toEqual([6, 6, 6]);
    expect(await count('audit_event', `action = 'person.anonymised'`)).toBe(6);
    expect(
      await count(
        'audit_event',
        `action = 'retention.carried-out' AND details = '{"rule": "checks", "rows": 1}'`,
      ),
    ).toBe(6);
  });

  it('says in its notes how much was taken away by which rule, and of whom the name', async () => {
    const jo = await somebody('4 years', '4 years');
    await forgetting.carryOut(orbit, EVERY_RULE);
    expect(
      await count('audit_event', `action = 'person.anonymised' AND person_id = '${jo}' AND channel = 'job'`),
    ).toBe(1);
    expect(await count('audit_event', `details @> '{"rule": "audit", "rows": 1}'`)).toBe(1);
  });

  it('leaves other schemes alone', async () => {
    const comet = await book.scheme();
    const jo = await somebody('4 years', '4 years', comet);
    const before = await heldOf(jo);
    await forgetting.carryOut(orbit, EVERY_RULE);
    expect(await heldOf(jo)).toEqual(before);
  });

  it('touches nothing in the book, which still proves', async () => {
    const jo = await somebody('4 years', '4 years');
    const numbers = await book.numbers(orbit, jo);
    const transfers = await count('transfer', 'true');
    await forgetting.carryOut(orbit, EVERY_RULE);
    expect([await book.numbers(orbit, jo), await count('transfer', 'true')]).toEqual([numbers, transfers]);
  });

  it('cannot be told another time by the service', async () => {
    await expect(
      book.work.write(orbit, (tx) => tx.query('DELETE FROM audit_event WHERE scheme_id = $1', [orbit])),
    ).rejects.toThrow(/permission denied/);
  });
});
