import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import {
  type ActivityId,
  newId,
  type PersonId,
  type SchemeId,
  type SeriesId,
  type SessionId,
} from '../shared/ids.js';
import { momentOf, wallClockOf, wallLater, wallMinutes } from '../shared/wall-clock.js';
import { Texts } from './activity.js';
import { sessionOff, unknownActivity, unknownSession } from './activities.errors.js';
import { repeatsOf } from './series.js';
import { type ActivityDefaults, checkedSession, type KeptSession, type NewSession } from './session.js';

/** Who calls a session off, in which scheme. */
interface Acting {
  readonly schemeId: SchemeId;
  readonly personId: PersonId;
}

const COLUMNS = 'starts_at, ends_at, meet_place, places, places_reason, count_back, online_joining';

/** $1 scheme, $2 session: who is to lead it, while that is still to come. */
const LEADERS_TO_COME = `
  SELECT l.person_id FROM session s JOIN session_leader l ON l.scheme_id = s.scheme_id AND l.session_id = s.id
  WHERE s.scheme_id = $1 AND s.id = $2 AND s.called_off_at IS NULL AND s.ends_at > clock_timestamp() ORDER BY l.position`;

/** Makes, changes and calls off sessions, in the caller's transaction. */
@Injectable()
export class Sessions {
  /** Makes one, in the past or in the future. Refuses with `bad-session`, `bad-ref`, `session-there` or `unknown-activity`. */
  async make(tx: Tx, scheme: SchemeId, session: NewSession): Promise<SessionId> {
    const kept = checkedSession(session, await defaultsOf(tx, scheme, session.activityId));
    return insert(tx, scheme, session, kept);
  }

  /**
   * Makes every session of an RFC 5545 rule, the one given first. Each begins and ends at the same time by the clocks on
   * the wall. Refuses with `bad-repeat` too.
   */
  async repeat(tx: Tx, scheme: SchemeId, session: NewSession, rule: string): Promise<readonly SessionId[]> {
    const kept = checkedSession(session, await defaultsOf(tx, scheme, session.activityId));
    const timeZone = await zoneOf(tx, scheme);
    const first = wallClockOf(kept.startsAt, timeZone);
    const minutes = wallMinutes(first, wallClockOf(kept.endsAt, timeZone));
    const starts = repeatsOf(rule, first);
    const series = newId<SeriesId>();
    await tx.query('INSERT INTO session_series (scheme_id, id, activity_id, rule) VALUES ($1, $2, $3, $4)', [
      scheme,
      series,
      session.activityId,
      rule.trim(),
    ]);
    const ids: SessionId[] = [];
    for (const [index, start] of starts.entries()) {
      const times = {
        startsAt: momentOf(start, timeZone),
        endsAt: momentOf(wallLater(start, minutes), timeZone),
      };
      const ref =
        session.ref === undefined || index === 0 ? session.ref : `${session.ref}-${String(index + 1)}`;
      ids.push(await insert(tx, scheme, { ...session, ref, series }, { ...kept, ...times }));
    }
    return ids;
  }

  /** Changes one; the activity stays. Refuses with `unknown-session`, `bad-session`, or `session-off` when it is off. */
  async change(tx: Tx, scheme: SchemeId, id: SessionId, session: NewSession): Promise<void> {
    const kept = checkedSession(session, await defaultsOf(tx, scheme, session.activityId));
    const [rows]: [unknown[]] = await tx.query(
      `UPDATE session SET (${COLUMNS}) = ($3::timestamptz, $4::timestamptz, $5, $6::smallint, $7, $8::boolean, $9::boolean)
       WHERE scheme_id = $1 AND id = $2 AND activity_id = $10 AND called_off_at IS NULL RETURNING id`,
      [scheme, id, ...valuesOf(kept), session.activityId],
    );
    if (rows.length === 0) throw await offOrUnknown(tx, scheme, id);
    await tx.query('DELETE FROM session_leader WHERE scheme_id = $1 AND session_id = $2', [scheme, id]);
    await lead(tx, scheme, id, kept.leaders);
  }

  /**
   * Takes somebody off those who lead a session that is still to come; whoever comes next leads first. Answers with who led it
   * before, in their order: nobody when they do not lead it, or when it is over, off or not there.
   */
  async withoutLeader(
    tx: Tx,
    scheme: SchemeId,
    id: SessionId,
    person: PersonId,
  ): Promise<readonly PersonId[]> {
    await tx.query('SELECT FROM session WHERE scheme_id = $1 AND id = $2 FOR NO KEY UPDATE', [scheme, id]);
    const rows: { person_id: PersonId }[] = await tx.query(LEADERS_TO_COME, [scheme, id]);
    const leaders = rows.map(({ person_id }) => person_id);
    if (!leaders.includes(person)) return [];
    await tx.query('DELETE FROM session_leader WHERE scheme_id = $1 AND session_id = $2', [scheme, id]);
    await lead(
      tx,
      scheme,
      id,
      leaders.filter((each) => each !== person),
    );
    return leaders;
  }

  /** Calls one off. What people answered stays. Refuses with `reason-missing`, `session-off` or `unknown-session`. */
  async callOff(tx: Tx, { schemeId, personId }: Acting, id: SessionId, reason: string): Promise<void> {
    const texts = new Texts();
    const kept = texts.needed(
      '/reason',
      reason,
      200,
      'Say why it is off. Everyone who said yes or maybe will read it.',
    );
    texts.refuseAs('reason-missing', 'Say why it is off, in a sentence that people can read.');
    const [rows]: [unknown[]] = await tx.query(
      `UPDATE session SET called_off_at = clock_timestamp(), called_off_reason = $3, called_off_by = $4
       WHERE scheme_id = $1 AND id = $2 AND called_off_at IS NULL RETURNING id`,
      [schemeId, id, kept, personId],
    );
    if (rows.length === 0) throw await offOrUnknown(tx, schemeId, id);
  }
}

/** What a session is called and belongs to. */
type Belonging = Pick<NewSession, 'activityId' | 'ref'> & { readonly series?: SeriesId };

async function insert(
  tx: Tx,
  scheme: SchemeId,
  { activityId, ref, series }: Belonging,
  kept: KeptSession,
): Promise<SessionId> {
  const id = newId<SessionId>();
  await tx.query(
    `INSERT INTO session (scheme_id, id, ref, activity_id, series_id, ${COLUMNS})
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [scheme, id, ref ?? `d-${id.slice(0, 8)}`, activityId, series ?? null, ...valuesOf(kept)],
  );
  await lead(tx, scheme, id, kept.leaders);
  return id;
}

async function lead(tx: Tx, scheme: SchemeId, id: SessionId, leaders: readonly PersonId[]): Promise<void> {
  if (leaders.length === 0) return;
  await tx.query(
    `INSERT INTO session_leader (scheme_id, session_id, person_id, position)
     SELECT $1, $2, person, position FROM unnest($3::uuid[]) WITH ORDINALITY AS leader (person, position)`,
    [scheme, id, leaders],
  );
}

function valuesOf(kept: KeptSession): readonly unknown[] {
  const { startsAt, endsAt, meetPlace, places, placesReason, countBack, onlineJoining } = kept;
  return [startsAt, endsAt, meetPlace, places, placesReason, countBack, onlineJoining];
}

async function defaultsOf(tx: Tx, scheme: SchemeId, activity: ActivityId): Promise<ActivityDefaults> {
  const [row]: { usual_place: string | null; places: number }[] = await tx.query(
    'SELECT usual_place, places FROM activity WHERE scheme_id = $1 AND id = $2',
    [scheme, activity],
  );
  if (row === undefined) throw unknownActivity();
  return { usualPlace: row.usual_place, places: row.places };
}

async function zoneOf(tx: Tx, scheme: SchemeId): Promise<string> {
  const [row]: { time_zone: string }[] = await tx.query('SELECT time_zone FROM scheme WHERE id = $1', [
    scheme,
  ]);
  if (row === undefined) throw unknownSession();
  return row.time_zone;
}

async function offOrUnknown(tx: Tx, scheme: SchemeId, id: SessionId): Promise<Error> {
  const found: unknown[] = await tx.query(
    'SELECT FROM session WHERE scheme_id = $1 AND id = $2 AND called_off_at IS NOT NULL',
    [scheme, id],
  );
  return found.length > 0 ? sessionOff() : unknownSession();
}
