import { EarningRatesQueries, type Part } from '../../src/activities/index.js';
import type { NewRegister } from '../../src/attendance/new-register.js';
import { RegisterChecks } from '../../src/attendance/register-checks.service.js';
import { MAKE } from '../../src/attendance/rosters.sql.js';
import { RegistersQueries } from '../../src/attendance/registers.queries.js';
import { Registers } from '../../src/attendance/registers.service.js';
import type { AskedRegister, SavedRegister } from '../../src/attendance/answer.js';
import { Audit, type Doer } from '../../src/audit/index.js';
import {
  type ActivityId,
  newId,
  parseId,
  type ActorId,
  type ParticipantId,
  type PersonId,
  type SchemeId,
  type SessionId,
} from '../../src/shared/ids.js';
import { Book, type BookChoices } from './book.js';

/** What a test says of a register; the rest is usual. */
export type Said = Partial<Omit<NewRegister, 'scheme' | 'sessionId' | 'ticks'>> & {
  readonly came?: readonly PersonId[];
  readonly led?: readonly PersonId[];
  readonly helped?: readonly PersonId[];
};

export interface Plan {
  readonly leaders?: readonly PersonId[];
  readonly yes?: readonly PersonId[];
  readonly maybe?: readonly PersonId[];
}

export interface SessionChoices extends Plan {
  /** Whole days from today, by the scheme's own clock. */
  readonly day?: number;
  readonly startsAt?: string;
  readonly places?: number;
  readonly countBack?: boolean;
}

/** A scheme with an activity and rates (taking part 1, leading 2, helping 1), and the real writer of registers. */
export class RegisterWorld {
  readonly checks = new RegisterChecks();
  readonly queries = new RegistersQueries();
  readonly registers: Registers;

  private constructor(
    readonly book: Book,
    readonly scheme: SchemeId,
    readonly activity: ActivityId,
  ) {
    this.registers = new Registers(book.ledger, new EarningRatesQueries(), this.checks, new Audit(book.work));
  }

  static async open(choices: BookChoices = {}): Promise<RegisterWorld> {
    const book = await Book.open(choices);
    return RegisterWorld.over(book, await book.scheme());
  }

  /** The same in a scheme that is there already. */
  static async over(book: Book, scheme: SchemeId): Promise<RegisterWorld> {
    const world = new RegisterWorld(book, scheme, await newActivity(book, scheme, { name: 'Hill walk' }));
    for (const [part, galaxies] of [
      ['attended', 1],
      ['led', 2],
      ['contributed', 1],
    ] as const)
      await world.rate(part, galaxies, '2008-10-01');
    return world;
  }

  close(): Promise<void> {
    return this.book.close();
  }

  /** A rate that was in force before the scheme moved in, so that it may begin on any day. */
  async rate(part: Part, galaxies: number, from: string, activity?: ActivityId): Promise<void> {
    await this.book.ownerSource.query(
      `INSERT INTO earning_rate (scheme_id, activity_id, part, galaxies, from_on, why, origin, published_at)
       VALUES ($1, $2, $3, $4, $5, 'As agreed.', 'import', clock_timestamp()) ON CONFLICT DO NOTHING`,
      [this.scheme, activity ?? null, part, galaxies, from],
    );
  }

  async activityCalled(name: string, kind = 'outing'): Promise<ActivityId> {
    return newActivity(this.book, this.scheme, { name, kind });
  }

  async person(name = 'Sam', surname?: string): Promise<ParticipantId> {
    const ref = `p-${newId<ParticipantId>().slice(0, 12)}`;
    return this.book.work.write(this.scheme, (tx) =>
      this.book.participants.join(tx, this.scheme, ref, { likedName: name, surname }),
    );
  }

  /** From now on leaders find them by their first names. */
  async findable(people: readonly PersonId[]): Promise<void> {
    await this.book.ownerSource.query(
      'UPDATE person SET findable_by_leaders = true WHERE scheme_id = $1 AND id = ANY ($2)',
      [this.scheme, people],
    );
  }

  async people(count: number): Promise<readonly ParticipantId[]> {
    return Promise.all(Array.from({ length: count }, (_, n) => this.person(NAMES[n % NAMES.length])));
  }

  /** A session of the activity; it began as this day did, by the scheme's own clock, unless told. */
  async session(choices: SessionChoices = {}, activity = this.activity): Promise<SessionId> {
    const id = newId<SessionId>();
    const kept = { day: 0, startsAt: null, places: 12, countBack: false, ...choices };
    await this.book.ownerSource.query(
      `INSERT INTO session (scheme_id, id, ref, activity_id, starts_at, ends_at, occurs_on, meet_place, places, count_back)
       SELECT $1, $2, $3, $4, m.at, m.at + interval '5 hours', current_date, 'The drop-in', $7, $8
       FROM scheme, LATERAL (SELECT coalesce($5::timestamptz,
         ((clock_timestamp() AT TIME ZONE time_zone)::date + $6::int + time '00:00') AT TIME ZONE time_zone) AS at) m
       WHERE scheme.id = $1`,
      [this.scheme, id, id.slice(0, 12), activity, kept.startsAt, kept.day, kept.places, kept.countBack],
    );
    await this.plan(id, choices);
    return id;
  }

  /**
   * As if so long had passed since the session, its registers and all answers that were kept: '1 hour', '30 days'. A day with
   * a register is kept and a version is never edited, so their guards look away meanwhile.
   */
  async letPass(session: SessionId, time: string): Promise<void> {
    await this.book.ownerSource.transaction(async (tx) => {
      await tx.query('ALTER TABLE session DISABLE TRIGGER session_day_kept');
      await tx.query('ALTER TABLE register_version DISABLE TRIGGER USER');
      await tx.query(
        'UPDATE session SET starts_at = starts_at - $2::interval, ends_at = ends_at - $2::interval WHERE id = $1',
        [session, time],
      );
      await tx.query(
        'UPDATE register_version SET recorded_at = recorded_at - $2::interval WHERE session_id = $1',
        [session, time],
      );
      await tx.query('UPDATE idempotency_key SET created_at = created_at - $1::interval', [time]);
      await tx.query('ALTER TABLE register_version ENABLE TRIGGER USER');
      await tx.query('ALTER TABLE session ENABLE TRIGGER session_day_kept');
    });
  }

  /** Who leads a session, and who said that they plan to come. */
  async plan(session: SessionId, { leaders = [], yes = [], maybe = [] }: Plan): Promise<void> {
    await this.book.ownerSource.query(
      `INSERT INTO session_leader (scheme_id, session_id, person_id, position)
       SELECT $1::uuid, $2::uuid, person, position FROM unnest($3::uuid[]) WITH ORDINALITY AS l (person, position)`,
      [this.scheme, session, leaders],
    );
    await this.book.ownerSource.query(
      `INSERT INTO place (scheme_id, session_id, person_id, answer, answered_by)
       SELECT $1::uuid, $2::uuid, person, 'yes', person FROM unnest($3::uuid[]) AS person
       UNION ALL SELECT $1::uuid, $2::uuid, person, 'maybe', person FROM unnest($4::uuid[]) AS person`,
      [this.scheme, session, yes, maybe],
    );
  }

  /** The code of a paper list that was printed with these people on it. */
  async printed(session: SessionId, people: readonly PersonId[]): Promise<string> {
    const [made]: { code: string }[] = await this.book.work.write(this.scheme, (tx) =>
      tx.query(MAKE, [this.scheme, session, 1, people]),
    );
    return made?.code ?? '';
  }

  /** Whoever saves. */
  doer(person: PersonId, role = 'leader'): Doer {
    return { personId: person, actorId: parseId<ActorId>(person), roles: [role] };
  }

  /** A whole register to save: a new form that has seen nothing, unless told. */
  request(sessionId: SessionId, by: Doer, { came = [], led = [], helped = [], ...said }: Said): NewRegister {
    return {
      scheme: this.scheme,
      sessionId,
      by,
      key: newId<SessionId>(),
      basedOn: 0,
      outcome: 'came',
      source: 'web',
      headCountExtra: 0,
      countedOut: undefined,
      countedBack: undefined,
      note: undefined,
      ...said,
      ticks: [
        ...led.map((personId) => ({ personId, part: 'led' as const })),
        ...came.map((personId) => ({ personId, part: 'attended' as const })),
        ...helped.map((personId) => ({ personId, part: 'contributed' as const })),
      ],
    };
  }

  send(request: NewRegister): Promise<SavedRegister | AskedRegister> {
    return this.book.work.write(this.scheme, (tx) => this.registers.save(tx, request), { keyed: true });
  }

  /** Saves, and expects it to be recorded. */
  async save(sessionId: SessionId, by: Doer, said: Said): Promise<SavedRegister> {
    const answer = await this.send(this.request(sessionId, by, said));
    if (answer.kind !== 'saved') throw new Error('It was asked of staff.');
    return answer;
  }

  /** What each person may use now. */
  async toUse(people: readonly ParticipantId[]): Promise<readonly number[]> {
    return Promise.all(people.map(async (person) => (await this.book.numbers(this.scheme, person))[0]));
  }

  async openChecks(sessionId: SessionId): Promise<readonly { kind: string; version: number }[]> {
    return this.book.ownerSource.query(
      `SELECT kind, version FROM register_check WHERE scheme_id = $1 AND session_id = $2 AND closed_at IS NULL
       ORDER BY opened_at`,
      [this.scheme, sessionId],
    );
  }

  /** Every row that a register leaves, so that a test can say that a refusal left none. */
  async traces(): Promise<Readonly<Record<string, readonly unknown[]>>> {
    const traces: Record<string, readonly unknown[]> = { ...(await this.book.rows()) };
    for (const table of LEFT)
      traces[table] = await this.book.ownerSource.query(`SELECT * FROM ${table} ORDER BY 1, 2, 3`);
    return traces;
  }
}

/** What a register leaves beside the book. */
const LEFT = 'register_version attendance register_check register_tick audit_event outbox'.split(' ');

/** Twelve first names. */
const NAMES = 'Aisha Ben Callum Donna Ewan Fiona Gail Hamish Iona Jo Kirsty Lewis'.split(' ');

async function newActivity(
  book: Book,
  scheme: SchemeId,
  { name, kind = 'outing' }: { readonly name: string; readonly kind?: string },
): Promise<ActivityId> {
  const id = newId<ActivityId>();
  await book.ownerSource.query(
    `INSERT INTO activity (scheme_id, id, ref, name, kind, places) VALUES ($1, $2, $3, $4, $5, 12)`,
    [scheme, id, id.slice(0, 12), name, kind],
  );
  return id;
}
