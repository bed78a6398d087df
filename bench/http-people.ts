import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import {
  type ActivityId,
  type EarningRateId,
  newId,
  type ParticipantId,
  type SessionId,
} from '../src/shared/ids.js';
import type { Pace } from './measure.js';
import type { RegisterBook } from './registers.js';

/** A person of the bench and the cookie of their browser. */
export interface Visitor {
  readonly person: ParticipantId;
  readonly cookie: string;
  /** What a page that was sent to this browser holds. */
  readonly formToken: string;
}

const PEOPLE = `
  WITH person AS (
    INSERT INTO person (scheme_id, id, ref, liked_name, findable_by_leaders)
    SELECT $1, id, 'bench-' || n, 'Sam', true FROM unnest($2::uuid[]) WITH ORDINALITY AS p (id, n) ON CONFLICT DO NOTHING RETURNING id
  )
  INSERT INTO participant (scheme_id, id) SELECT $1, id FROM person`;

const LEADERS = `
  INSERT INTO person_role (scheme_id, person_id, role, origin, from_at)
  SELECT $1, id, 'leader', 'operator', clock_timestamp() FROM unnest($2::uuid[]) AS id`;

const SIGN_INS = `
  INSERT INTO web_sign_in (scheme_id, person_id, token_hash, channel, network, own_device, idle_limit, ends_at)
  SELECT $1, person, hash, 'email', '127.0.0.0/24', true, interval '90 days', clock_timestamp() + interval '90 days'
  FROM unnest($2::uuid[], $3::bytea[]) AS s (person, hash)`;

const ACTIVITY = `
  INSERT INTO activity (scheme_id, id, ref, name, kind, places) VALUES ($1, $2, 'bench', 'Hill walk', 'group', 20)`;

const RATE = `
  INSERT INTO earning_rate (scheme_id, id, part, galaxies, from_on, why, origin, published_at)
  VALUES ($1, $2, 'attended', 1, '2008-10-01', 'As agreed.', 'import', clock_timestamp())`;

const SESSIONS = `
  WITH session AS (
    INSERT INTO session (scheme_id, ref, activity_id, starts_at, ends_at, occurs_on, meet_place, places)
    SELECT $1, 'bench-' || (random() * 1e15)::bigint || '-' || n, (SELECT id FROM activity WHERE scheme_id = $1 AND ref = 'bench'),
      now() - interval '1 hour', now(), current_date, 'The drop-in', 20
    FROM generate_series(1, $3::integer) n RETURNING id
  )
  INSERT INTO session_leader (scheme_id, session_id, person_id, position) SELECT $1, id, $2, 1 FROM session RETURNING session_id AS id`;

/** Each entry of the book is the register of a session of its own. As the superuser, who may leave out what guards each line. */
const REGISTERS = `
  SET session_replication_role = replica;
  WITH entry AS (SELECT * FROM journal_entry WHERE scheme_id = '$scheme' AND kind = 'register'),
  held AS (
    INSERT INTO session (scheme_id, id, ref, activity_id, starts_at, ends_at, occurs_on, meet_place, places)
    SELECT scheme_id, id, 'e-' || transfers_after, '$activity', occurred_on, occurred_on + interval '1 hour', occurred_on, 'The drop-in', 20
    FROM entry
  ), saved AS (
    INSERT INTO register_version (scheme_id, session_id, version, key, content_hash, based_on, merged, outcome, head_count_extra,
      entry_id, recorded_by, source)
    SELECT scheme_id, id, 1, id::text, sha256(id::text::bytea), 0, false, 'came', 0, id, '$person', 'api' FROM entry
  )
  INSERT INTO attendance (scheme_id, session_id, person_id, part, galaxies, rate_id, from_version, transfer_id)
  SELECT t.scheme_id, t.entry_id, a.owner_id, 'attended', 1, '$rate', 1, t.id
  FROM transfer t JOIN account a ON a.scheme_id = t.scheme_id AND a.id = t.credit_account_id WHERE t.scheme_id = '$scheme'`;

/** People and sessions in a book that knows nobody, so that the whole service can be asked. */
export class HttpPeople {
  private constructor(private readonly registers: RegisterBook) {}

  static async of(registers: RegisterBook): Promise<HttpPeople> {
    const { book, scheme, groups } = registers;
    const [activity, rate] = [newId<ActivityId>(), newId<EarningRateId>()];
    await book.ownerSource.query(PEOPLE, [scheme, groups.flat()]);
    await book.ownerSource.query(ACTIVITY, [scheme, activity]);
    await book.ownerSource.query(RATE, [scheme, rate]);
    const names = { scheme, activity, rate, person: registers.somebody() };
    await asSuperuser(
      book.database.superUrl,
      REGISTERS.replaceAll(/\$(\w+)/g, (_, name: keyof typeof names) => names[name]),
    );
    await book.ownerSource.query('VACUUM ANALYZE');
    return new HttpPeople(registers);
  }

  /** Somebody new who leads, for each caller. */
  async leaders(count: number): Promise<readonly Visitor[]> {
    const { book, scheme } = this.registers;
    const people = Array.from({ length: count }, () => newId<ParticipantId>());
    await book.ownerSource.query(PEOPLE.replaceAll('bench-', 'leader-'), [scheme, people]);
    await book.ownerSource.query(LEADERS, [scheme, people]);
    return this.signedIn(people);
  }

  async signedIn(people: readonly ParticipantId[]): Promise<readonly Visitor[]> {
    const { book, scheme } = this.registers;
    const visitors = people.map((person) => visitorOf(person));
    const hashes = visitors.map(({ cookie }) => createHash('sha256').update(cookie).digest());
    await book.ownerSource.query(SIGN_INS, [scheme, people, hashes]);
    return visitors;
  }

  /** For each leader more sessions of today, whose registers are not in, than anybody can save, whatever the machine. */
  async waiting(
    leaders: readonly Visitor[],
    { roundMs, rounds, warmUpMs = 0 }: Pace,
  ): Promise<SessionId[][]> {
    const enough = Math.ceil((rounds * roundMs + warmUpMs) / 3);
    const waiting: SessionId[][] = [];
    for (const { person } of leaders) waiting.push(await this.sessions(person, enough));
    return waiting;
  }

  private async sessions(leader: ParticipantId, count: number): Promise<SessionId[]> {
    const { book, scheme } = this.registers;
    const rows: { id: SessionId }[] = await book.ownerSource.query(SESSIONS, [scheme, leader, count]);
    await book.ownerSource.query('ANALYZE session, session_leader');
    return rows.map(({ id }) => id);
  }
}

function visitorOf(person: ParticipantId): Visitor {
  const cookie = randomBytes(32).toString('base64url');
  return { person, cookie, formToken: createHmac('sha256', cookie).update('form').digest('base64url') };
}

async function asSuperuser(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
