import type { NewSession, PlaceAnswer } from '../../src/activities/index.js';
import { type Planner, Planning } from '../../src/activities/planning.service.js';
import { Audit } from '../../src/audit/index.js';
import { type ActorId, parseId, type ParticipantId, type SessionId } from '../../src/shared/ids.js';
import { Letterbox, MessagesWorld } from './messages-world.js';
import { later, Plans } from './plans.js';

/** A walk in three days that staff move, and those who are told of it. */
export class MovesWorld {
  readonly plans: Plans;
  private readonly planning: Planning;
  private minutes = 0;

  private constructor(
    readonly world: MessagesWorld,
    readonly letterbox: Letterbox,
    readonly staff: ParticipantId,
    public walk: SessionId,
  ) {
    this.plans = new Plans(world.book);
    const { activities, sessions } = this.plans;
    this.planning = new Planning(new Audit(world.book.work), activities, sessions, world.telling);
  }

  static async open(): Promise<MovesWorld> {
    const letterbox = new Letterbox();
    const world = await MessagesWorld.open(12, letterbox);
    const plans = new Plans(world.book);
    const staff = await world.person({});
    const walk = await plans.session(world.scheme, { startsAt: await plans.at(world.scheme, 3) });
    return new MovesWorld(world, letterbox, staff, walk);
  }

  bodies(): readonly string[] {
    return this.letterbox.messages.map(({ body }) => body);
  }

  addresses(): readonly string[] {
    return this.letterbox.messages.map(({ address }) => address).toSorted();
  }

  /** Somebody who answered yesterday, and is told everything by email. */
  async who(name: string, answer: PlaceAnswer): Promise<ParticipantId> {
    const { world, walk } = this;
    const person = await world.person({ email: `${name}@example.org` });
    await this.plans.answer(world.scheme, walk, person, answer);
    await world.rows(`UPDATE place SET answered_at = answered_at - interval '1 day' WHERE person_id = $1`, [
      person,
    ]);
    await world.rows(`UPDATE person SET message_detail = 'everything' WHERE id = $1`, [person]);
    return person;
  }

  async callOff(by = this.staff): Promise<void> {
    const { world, walk } = this;
    await world.book.work.write(world.scheme, (tx) =>
      this.planning.callOff(tx, this.planner(by), walk, 'No bus.'),
    );
  }

  async change(by: Partial<NewSession>): Promise<void> {
    const { world, plans, walk } = this;
    await world.book.work.write(world.scheme, async (tx) => {
      const now = await plans.sessionsQueries.one(tx, world.scheme, walk);
      const leaders = now.leaders.map(({ personId }) => personId);
      await this.planning.changeSession(tx, this.planner(this.staff), walk, {
        ...{ activityId: now.activityId, startsAt: now.startsAt, endsAt: now.endsAt, leaders },
        ...{ meetPlace: now.meetPlace, places: now.places, ...by },
      });
    });
  }

  /** The same days later, by the clock on the wall. */
  async moveTo(days: number, time: string): Promise<void> {
    const startsAt = await this.plans.at(this.world.scheme, days, time);
    await this.change({ startsAt, endsAt: later(startsAt, 5) });
  }

  /** Some quiet minutes go by, and the minute's job comes. */
  async quietly(): Promise<void> {
    await this.world.rows(`UPDATE session_move SET moved_at = moved_at - interval '6 minutes'`);
    await this.minute();
  }

  async minute(): Promise<void> {
    await this.world.promise('tell-of-moves', `minute-${String(++this.minutes)}`);
    await this.world.work();
    await this.world.work();
  }

  openMoves(): Promise<readonly unknown[]> {
    return this.world.rows('SELECT FROM session_move');
  }

  /** Staff, on the page of a date or as a program. */
  private planner(personId: ParticipantId): Planner {
    const { scheme } = this.world;
    return { schemeId: scheme, personId, actorId: parseId<ActorId>(personId), roles: ['staff'] };
  }
}
