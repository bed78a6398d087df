import { PlaceClearing } from '../../../src/activities/place-clearing.service.js';
import type { SessionId } from '../../../src/shared/ids.js';
import { atOnce, times } from '../../support/at-once.js';
import { MessagesWorld } from '../../support/messages-world.js';
import { Plans } from '../../support/plans.js';

let world: MessagesWorld;
let plans: Plans;
let old: SessionId;
let recent: SessionId;

beforeEach(async () => {
  world = await MessagesWorld.open();
  plans = new Plans(world.book);
  [old, recent] = [await plans.session(world.scheme), await plans.session(world.scheme)];
  const answers = ['yes', 'yes', 'maybe', 'not-this-time'] as const;
  for (const session of [old, recent])
    for (const answer of answers) {
      const person = await world.person({});
      await plans.answer(world.scheme, session, person, answer);
      await world.book.work.write(world.scheme, (tx) =>
        world.placeLinks.make(tx, world.scheme, session, person),
      );
      await world.rows('INSERT INTO session_handover VALUES ($1, $2, $3)', [world.scheme, session, person]);
      await keptForARetry(person, session);
    }
  await world.rows(`UPDATE place SET tell_leader = 'I bring soup'`);
  await ago(old, 30);
  await ago(recent, 29);
});

afterEach(() => world.close());

/** What is kept so that the same request is answered alike; `about` no date in particular, or one. */
async function keptForARetry(actor: string, about: SessionId | null): Promise<void> {
  await world.rows(
    `INSERT INTO idempotency_key (scheme_id, actor, route, key, body_hash, status, answer, about)
     VALUES ($1, $2, 'PUT /x', 'k', sha256('x'), 200, '{"body":{"answer":"yes"}}', $3)`,
    [world.scheme, actor, about],
  );
}

/** Lets a date have ended so many days ago. */
async function ago(session: SessionId, days: number): Promise<void> {
  await world.rows(
    `UPDATE session SET starts_at = clock_timestamp() - make_interval(days => $2, hours => 3),
       ends_at = clock_timestamp() - make_interval(days => $2, mins => 1) WHERE id = $1`,
    [session, days],
  );
}

/** How many answers and links each date has, and the totals that were kept. */
async function left(session: SessionId): Promise<unknown> {
  const [row] = await world.rows(
    `SELECT (SELECT count(*)::int FROM place WHERE session_id = $1) AS answers,
       (SELECT count(*)::int FROM place_link WHERE session_id = $1) AS links,
       (SELECT count(*)::int FROM session_handover WHERE session_id = $1) AS handovers,
       (SELECT count(*)::int FROM idempotency_key WHERE about = $1) AS for_retries, said_yes, said_maybe
     FROM session WHERE id = $1`,
    [session],
  );
  return row;
}

/** Everything but the answers, the links and the totals. */
async function everythingElse(): Promise<unknown> {
  const tables = [
    'person',
    'participant',
    'account',
    'session_leader',
    'message',
    'register_asked',
    'activity',
  ];
  const rows: unknown[] = [];
  for (const table of tables) rows.push(await world.rows(`SELECT * FROM ${table} ORDER BY 1, 2`));
  rows.push(
    await world.rows(
      'SELECT id, ref, starts_at, ends_at, occurs_on, meet_place, places FROM session ORDER BY id',
    ),
  );
  return rows;
}

const CLEARED = { answers: 0, links: 0, handovers: 0, for_retries: 0, said_yes: 2, said_maybe: 1 };
const KEPT = { answers: 4, links: 4, handovers: 4, for_retries: 4, said_yes: null, said_maybe: null };

it('thirty days after a date its answers go, with their links and what leaders were told; totals stay', async () => {
  const before = await everythingElse();
  await world.day();
  expect([await left(old), await left(recent)]).toEqual([CLEARED, KEPT]);
  expect(await everythingElse()).toEqual(before);
});

it('what is kept for a retry and says nothing of a date stays, and so does what another scheme keeps', async () => {
  const person = await world.person({});
  await keptForARetry(person, null);
  await world.rows('DELETE FROM place WHERE session_id = $1', [old]);
  const other = await world.book.scheme('other');
  await world.book.work.write(other, (tx) =>
    tx.query('SELECT idempotency_forget_dates($1, $2)', [world.scheme, [old]]),
  );
  expect(await left(old)).toMatchObject({ answers: 0, for_retries: 4 });
  await world.book.work.write(world.scheme, (tx) =>
    tx.query('SELECT idempotency_forget_dates($1, $2)', [world.scheme, [old, recent]]),
  );
  expect([await left(old), await left(recent)]).toMatchObject([{ for_retries: 0 }, { for_retries: 4 }]);
  expect(await world.rows('SELECT FROM idempotency_key WHERE actor = $1', [person])).toHaveLength(1);
});

it('doing it again, by many workers at once, changes nothing more', async () => {
  const ids = [
    await world.promise('clear-answers', '2026-01-01'),
    await world.promise('clear-answers', '2026-01-02'),
  ];
  const { refused } = await atOnce(
    ids.flatMap((outboxId) => times(3, () => world.runner.run({ schemeId: world.scheme, outboxId }))),
  );
  await world.promise('clear-answers', '2026-01-03');
  await world.work();
  expect([refused, await left(old), await left(recent)]).toEqual([{}, CLEARED, KEPT]);
});

it('a worker that is cut off afterwards has counted each answer once when another does it again', async () => {
  const outboxId = await world.promise('clear-answers', '2026-01-01');
  const dying = world.runnerWith({
    'clear-answers': async (job) => {
      await world.handlers['clear-answers'](job);
      throw new Error('The power went.');
    },
  });
  await expect(dying.run({ schemeId: world.scheme, outboxId })).rejects.toThrow();
  await world.work();
  expect([await left(old), await left(recent)]).toEqual([CLEARED, KEPT]);
});

it('many dates are cleared a few at a time, to the end, and one that somebody holds is left for the next night', async () => {
  await ago(recent, 31);
  const more: SessionId[] = [];
  for (let dates = 0; dates < 3; dates++) {
    const session = await plans.session(world.scheme);
    more.push(session);
    await plans.answer(world.scheme, session, await world.person({}), 'yes');
    await ago(session, 40);
  }
  const clearing = new PlaceClearing(world.book.work);
  await world.book.ownerSource.transaction(async (holding) => {
    await holding.query('SELECT FROM session WHERE id = $1 FOR UPDATE', [old]);
    await clearing.clear(world.scheme, 2);
  });
  expect([await left(old), await left(recent)]).toEqual([KEPT, CLEARED]);
  for (const session of more) expect(await left(session)).toMatchObject({ answers: 0, said_yes: 1 });
  await clearing.clear(world.scheme, 2);
  expect(await left(old)).toEqual(CLEARED);
});

it('no transaction of it clears more dates than it was told', async () => {
  await ago(recent, 31);
  const at = async () => {
    const rows = await world.rows<{ xmin: string }>(
      'SELECT xmin::text FROM session WHERE said_yes IS NOT NULL',
    );
    return new Set(rows.map(({ xmin }) => xmin)).size;
  };
  await new PlaceClearing(world.book.work).clear(world.scheme, 1);
  expect(await at()).toBe(2);
});

it('the answers of another scheme stay until its own job', async () => {
  const other = await world.book.scheme('other');
  const session = await plans.session(other);
  await plans.answer(other, session, await world.book.participant(other), 'yes');
  await ago(session, 40);
  await world.promise('clear-answers', '2026-01-01');
  await world.work();
  expect(await left(session)).toMatchObject({ answers: 1, said_yes: null });
});

it('what people see of a cleared date is how many had said yes', async () => {
  await world.promise('clear-answers', '2026-01-01');
  await world.work();
  expect(
    await world.book.work.read(world.scheme, (view) => plans.placesQueries.of(view, world.scheme, old)),
  ).toEqual([]);
  expect(await left(old)).toMatchObject({ said_yes: 2 });
});
