import { ActivitiesProcessor } from '../../src/activities/activities.processor.js';
import { Answering } from '../../src/activities/answering.service.js';
import { Places, SessionsQueries } from '../../src/activities/index.js';
import { Moves } from '../../src/activities/moves.service.js';
import { PlaceClearing } from '../../src/activities/place-clearing.service.js';
import { PlaceLinks } from '../../src/activities/place-links.service.js';
import { Reminders } from '../../src/activities/reminders.service.js';
import { Telling } from '../../src/activities/telling.service.js';
import { AttendanceProcessor } from '../../src/attendance/attendance.processor.js';
import { RegisterAsking } from '../../src/attendance/register-asking.service.js';
import { Audit } from '../../src/audit/index.js';
import { Environment } from '../../src/config/index.js';
import { type Message, Messages, Messenger, type NewMessage } from '../../src/messages/index.js';
import { MessageSending } from '../../src/messages/message-sending.service.js';
import { MessagesProcessor } from '../../src/messages/messages.processor.js';
import { type JobHandlers, JobRunner, OutboxService, PRODUCTION_PACE, Runs } from '../../src/outbox/index.js';
import type { JoiningDetails } from '../../src/participants/index.js';
import {
  newId,
  type MessageId,
  type OutboxId,
  type ParticipantId,
  type SchemeId,
} from '../../src/shared/ids.js';
import { Book } from './book.js';
import { handlersWith } from '../integration/jobs/support/jobs-world.js';

/** Takes what would be sent, or fails as often as it is told. */
export class Letterbox extends Messenger {
  readonly messages: Message[] = [];
  failures = 0;

  send(message: Message): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      return Promise.reject(new Error('The gateway is away.'));
    }
    this.messages.push(message);
    return Promise.resolve();
  }
}

export const WALK: Pick<NewMessage, 'kind' | 'key' | 'parts'> = {
  kind: 'date-reminder',
  key: 'walk-1',
  parts: { day: 'Saturday', time: '10am', what: 'Hill walk', where: 'the drop-in' },
};

/** Where the links of messages lead. */
const SITE = Object.assign(new Environment(), { PUBLIC_URL: 'https://orb.example' });

const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A scheme whose people are told things, and the worker's own jobs. What is sent comes into the letterbox. */
export class MessagesWorld {
  readonly messages = new Messages(new OutboxService());
  readonly runner: JobRunner;
  readonly handlers: JobHandlers;
  readonly placeLinks: PlaceLinks;
  readonly telling: Telling;

  private constructor(
    readonly book: Book,
    readonly scheme: SchemeId,
    messenger: Messenger,
  ) {
    const processor = new MessagesProcessor(
      new MessageSending(book.work),
      messenger,
      this.messages,
      new Environment(),
    );
    this.telling = new Telling(this.messages, new SessionsQueries());
    const { telling } = this;
    this.placeLinks = new PlaceLinks(new Answering(new Places(), telling, new Audit(book.work)));
    const dates = new ActivitiesProcessor(
      new Reminders(telling, this.placeLinks),
      new Moves(new SessionsQueries(), telling, this.placeLinks),
      new PlaceClearing(book.work),
      SITE,
    );
    const registers = new AttendanceProcessor(new RegisterAsking(this.messages), SITE);
    const handlers = { ...processor.handlers, ...dates.handlers, ...registers.handlers };
    const idle = handlersWith(() => Promise.resolve(() => Promise.resolve()));
    this.handlers = { ...idle, ...handlers };
    this.runner = this.runnerWith({});
  }

  /** Another worker, with some jobs done in another way. */
  runnerWith(changed: Partial<JobHandlers>): JobRunner {
    return new JobRunner(this.book.work, { ...this.handlers, ...changed }, SILENT, PRODUCTION_PACE);
  }

  /** `hour` is what the clock on the wall of the scheme says now. */
  static async open(hour = 12, messenger: Messenger = new Letterbox()): Promise<MessagesWorld> {
    const book = await Book.open();
    const world = new MessagesWorld(book, await book.scheme('orbit'), messenger);
    await world.rows(`UPDATE scheme SET created_at = created_at - interval '1 year'`);
    await world.setClock(hour);
    return world;
  }

  close(): Promise<void> {
    return this.book.close();
  }

  /** Moves the scheme to where on earth it is that hour now. */
  async setClock(hour: number): Promise<void> {
    const east = ((hour - (await this.now()).getUTCHours() + 36) % 24) - 12;
    const zone = east === 0 ? 'Etc/GMT' : `Etc/GMT${east > 0 ? '-' : '+'}${String(Math.abs(east))}`;
    await this.rows('UPDATE scheme SET time_zone = $1', [zone]);
  }

  person(details: JoiningDetails = { phone: '07700 900 982' }): Promise<ParticipantId> {
    const ref = `p-${newId<ParticipantId>().slice(0, 8)}`;
    return this.book.work.write(this.scheme, (tx) =>
      this.book.participants.join(tx, this.scheme, ref, details),
    );
  }

  tell(person: ParticipantId, change: Partial<NewMessage> = {}): Promise<MessageId | undefined> {
    return this.book.work.write(this.scheme, (tx) =>
      this.messages.send(tx, { ...WALK, scheme: this.scheme, person, ...change }),
    );
  }

  /** Does every job that was promised, once; what fails stays promised. */
  async work(): Promise<void> {
    const rows = await this.rows<{ id: OutboxId }>(
      'SELECT id FROM outbox WHERE done_at IS NULL AND parked_at IS NULL ORDER BY created_at',
    );
    for (const { id } of rows)
      await this.runner.run({ schemeId: this.scheme, outboxId: id }).catch(() => undefined);
  }

  /** Looks at the calendar as a worker does, and does all that is due by it. */
  async day(): Promise<void> {
    await new Runs(this.book.source).catchUp();
    await this.work();
    await this.work();
  }

  /** Promises a job as the calendar would, for a period that need not be now. */
  async promise(
    job: 'remind-of-dates' | 'tell-of-moves' | 'clear-answers' | 'ask-for-registers',
    period: string,
  ): Promise<OutboxId> {
    return this.book.work.write(this.scheme, (tx) => new OutboxService().add(tx, job, { period }));
  }

  /** What the minute's job does. */
  promiseDue(): Promise<void> {
    return this.book.work.write(this.scheme, (tx) => this.messages.promiseDue(tx, this.scheme));
  }

  /** What became of each message. */
  async states(): Promise<readonly string[]> {
    const rows = await this.rows<{ told: string }>(
      `SELECT concat_ws(' ', channel, state, why) AS told FROM message ORDER BY made_at, id`,
    );
    return rows.map(({ told }) => told);
  }

  async rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const rows: Row[] = await this.book.ownerSource.query(sql, [...values]);
    return rows;
  }

  /** What time it is by the database. */
  async now(): Promise<Date> {
    const [row] = await this.rows<{ now: Date }>('SELECT clock_timestamp() AS now');
    if (row === undefined) throw new Error('The database has no clock.');
    return row.now;
  }
}

function nothing(): void {
  return;
}
