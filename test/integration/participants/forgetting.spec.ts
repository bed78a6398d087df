import { PERSONAL_COLUMNS } from '../../../src/participants/index.js';
import { type Retention, RETENTION_RULES, type RetentionRule } from '../../../src/participants/retention.js';
import type { ParticipantId } from '../../../src/shared/ids.js';
import { PLANTED_TABLES } from '../../support/a-row-of-each.js';
import { Book } from '../../support/book.js';
import { ForgettingWorld, WORD } from '../../support/forgetting-world.js';

let book: Book;
let world: ForgettingWorld;

beforeAll(async () => {
  book = await Book.open();
});

beforeEach(async () => {
  world = await ForgettingWorld.in(book);
});

afterAll(() => book.close());

it('every table of the register has a row in this test', () => {
  expect(Object.keys(PERSONAL_COLUMNS).filter((table) => !PLANTED_TABLES.includes(table))).toEqual([]);
});

function isDone({ then }: Retention, was: unknown, is: unknown): boolean {
  return then === 'nameless' ? is !== undefined : is === undefined || is === null || is !== was;
}

it('what is promised of each column is done: of whoever left three years ago nothing is left that says who they were', async () => {
  const jo = await world.somebody('4 years', '3 years');
  const before = await world.heldOf(jo);
  await world.carryOutAll();
  const after = await world.heldOf(jo);
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
  const [jo, sam] = [await world.somebody('1 hour', '1095 days'), await world.somebody('1 hour')];
  await world.rows(`UPDATE person SET left_on = left_on + 2 WHERE id = $1`, [jo]);
  const [ofJo, ofSam] = [await world.heldOf(jo), await world.heldOf(sam)];
  await world.carryOutAll();
  expect([await world.heldOf(jo), await world.heldOf(sam)]).toEqual([ofJo, ofSam]);
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
    const [younger, older] = [await world.somebody(young), await world.somebody(old)];
    expect([...(await world.forgetting.carryOut(world.scheme, [name]))]).toEqual([[name, 1]]);
    const isThere = async (person: ParticipantId) => {
      const found = (await world.heldOf(person)).get(table) ?? [];
      return found.some((row) => row[TAKEN_AWAY[name] ?? 'scheme_id'] !== null);
    };
    if (table === 'dev_message' || table === 'rate_count') expect(await world.count(table, 'true')).toBe(1);
    else expect([await isThere(younger), await isThere(older)]).toEqual([true, false]);
  },
);

it('every rule of the register is in that list, or looked after where it is named', () => {
  const timed = new Set<string>(TIMES.map(([rule]) => rule));
  const left = Object.keys(RETENTION_RULES).filter((rule) => !timed.has(rule));
  expect(left).toEqual(['people', 'apps', 'messages', 'answers', 'places']);
});

it('an app that was never proved is forgotten after a day, and one that counts is not', async () => {
  const [jo, sam] = [await world.somebody('25 hours'), await world.somebody('25 hours')];
  await world.rows('UPDATE app_code SET proved_at = NULL WHERE person_id = $1', [jo]);
  await world.forgetting.carryOut(world.scheme, ['apps']);
  expect([(await world.heldOf(jo)).get('app_code'), (await world.heldOf(sam)).get('app_code')]).toEqual([
    [],
    [expect.anything()],
  ]);
});

it('a letter that nobody printed is forgotten like one that was sent', async () => {
  const jo = await world.somebody('91 days');
  await world.rows(`UPDATE message SET state = 'queued', done_at = NULL WHERE person_id = $1`, [jo]);
  await world.carryOutAll();
  expect((await world.heldOf(jo)).get('message')).toEqual([]);
});

it('a version of a register loses the words to staff and nothing else, by nobody', async () => {
  await world.somebody('1 hour');
  const change = (set: string) => world.rows(`UPDATE register_version SET ${set}`);
  for (const set of [
    `note_to_staff = 'other'`,
    `outcome = 'nobody-came'`,
    `note_to_staff = NULL, merged = NOT merged`,
  ])
    await expect(change(set)).rejects.toThrow(/never edited/);
  await expect(world.rows('DELETE FROM register_version')).rejects.toThrow(/never edited/);
  expect(await world.count('register_version', `note_to_staff = '${WORD}' AND outcome = 'came'`)).toBe(1);
});

it('whoever has no name any more does not come back under it', async () => {
  const jo = await world.somebody('4 years', '4 years');
  await world.forgetting.carryOut(world.scheme, ['people']);
  const back = book.work.write(world.scheme, (tx) =>
    tx.query(`UPDATE person SET taking_part = 'joining' WHERE scheme_id = $1 AND id = $2`, [
      world.scheme,
      jo,
    ]),
  );
  await expect(back).rejects.toMatchObject({ code: 'person-nameless' });
  expect(await world.count('person', `taking_part = 'left' AND anonymous_since IS NOT NULL`)).toBe(1);
});
