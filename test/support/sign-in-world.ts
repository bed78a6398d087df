import type { Type } from '@nestjs/common';
import { Client } from 'pg';
import { Environment } from '../../src/config/index.js';
import { SignInProcessor } from '../../src/identity/sign-in.processor.js';
import { SignInSending } from '../../src/identity/sign-in-sending.service.js';
import { Roles } from '../../src/identity/roles.service.js';
import type { Role } from '../../src/identity/index.js';
import { UnitOfWork } from '../../src/database/index.js';
import { type Message, Messenger } from '../../src/messages/index.js';
import { JobRunner, PRODUCTION_PACE } from '../../src/outbox/index.js';
import type { JoiningDetails } from '../../src/participants/index.js';
import { newId, type OutboxId, type ParticipantId, type SchemeId } from '../../src/shared/ids.js';
import { Book } from './book.js';
import { signInSomebody, type Somebody } from './signed-in.js';
import { Visitor } from './visitor.js';
import { openWebApp, type WebApp } from './web-app.js';
import { handlersWith } from '../integration/jobs/support/jobs-world.js';

/** Where a person of these tests usually is. */
export const HOME = '192.0.2.7';

/** Takes what would be sent. */
class Inbox extends Messenger {
  readonly messages: Message[] = [];

  send(message: Message): Promise<void> {
    this.messages.push(message);
    return Promise.resolve();
  }
}

export interface Delivered {
  readonly message: Message;
  readonly code: string;
  /** The path of the link. */
  readonly link: string;
}

const everythingAwayBut = (scheme: SchemeId): string => `
  SET session_replication_role = replica;
  DO $$
  DECLARE
    v_table text;
  BEGIN
    FOR v_table IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('migration', 'scheme', 'account') LOOP
      EXECUTE format('DELETE FROM %I', v_table);
    END LOOP;
    DELETE FROM account WHERE owner_id <> '${scheme}';
    DELETE FROM scheme WHERE id <> '${scheme}';
    UPDATE account SET balance = 0, last_seq = 0, last_recorded_at = '-infinity';
  END $$`;

const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** The real web app over one scheme, and a worker's own job whose messages come here. */
export class SignInWorld {
  readonly inbox = new Inbox();

  private constructor(
    readonly book: Book,
    readonly web: WebApp,
    readonly scheme: SchemeId,
  ) {}

  static async open(
    settings: Readonly<Record<string, string>> = {},
    controllers: readonly Type[] = [],
  ): Promise<SignInWorld> {
    const book = await Book.open();
    const web = await openWebApp({ database: book.database, settings, controllers });
    return new SignInWorld(book, web, await book.scheme('orbit'));
  }

  async close(): Promise<void> {
    await this.web.close();
    await this.book.close();
  }

  /**
   * Begins anew in the same app, which takes seconds to open: as a superuser, past all guards, it takes everything away but
   * the scheme and its own accounts, which are empty.
   */
  async startOver(): Promise<void> {
    const client = new Client({ connectionString: this.book.database.superUrl });
    await client.connect();
    try {
      await client.query(everythingAwayBut(this.scheme));
    } finally {
      await client.end();
    }
    this.inbox.messages.length = 0;
  }

  person(details: JoiningDetails = {}): Promise<ParticipantId> {
    const ref = `p-${newId<ParticipantId>().slice(0, 8)}`;
    return this.book.work.write(this.scheme, (tx) =>
      this.book.participants.join(tx, this.scheme, ref, details),
    );
  }

  /** Gives a role as the operator does. */
  async give(person: ParticipantId, role: Role): Promise<void> {
    const owner = new UnitOfWork(this.book.ownerSource);
    await owner.write(this.scheme, (tx) => new Roles().giveAsOperator(tx, this.scheme, person, role));
  }

  visitor(address = HOME): Visitor {
    return new Visitor(this.web.app, address);
  }

  /** Does the jobs that were promised, and answers with what was sent now. */
  async deliver(): Promise<readonly Delivered[]> {
    const before = this.inbox.messages.length;
    const sending = new SignInSending(this.book.work);
    const processor = new SignInProcessor(
      sending,
      this.inbox,
      this.web.app.get(Environment, { strict: false }),
    );
    const idle = handlersWith(() => Promise.resolve(() => Promise.resolve()));
    const runner = new JobRunner(this.book.work, { ...idle, ...processor.handlers }, SILENT, PRODUCTION_PACE);
    const rows: { id: OutboxId }[] = await this.book.ownerSource.query(
      'SELECT id FROM outbox WHERE done_at IS NULL ORDER BY created_at',
    );
    for (const { id } of rows) await runner.run({ schemeId: this.scheme, outboxId: id });
    return this.inbox.messages.slice(before).map(read);
  }

  /** The same where exactly one message is sent. */
  async deliverOne(): Promise<Delivered> {
    const [delivered, ...others] = await this.deliver();
    if (delivered === undefined || others.length > 0)
      throw new Error('Not one message, but none or several.');
    return delivered;
  }

  /** Asks for a code and comes in with it, however often that was done before. */
  async signIn(email: string, visitor = this.visitor()): Promise<Visitor> {
    await this.book.ownerSource.query(
      `UPDATE sign_in_code SET made_at = made_at - interval '16 minutes', expires_at = '-infinity'`,
    );
    await visitor.askByEmail(email);
    const { code } = await this.deliverOne();
    const answer = await visitor.typeCode(code);
    if (answer.headers.location !== '/sign-in/device') throw new Error(`Not signed in: ${answer.body}`);
    return visitor;
  }

  /** A browser in which somebody new is signed in with the role, their second factor given; and who that is. */
  async signedInAs(
    role: Role,
    somebody: Somebody = {},
  ): Promise<{ readonly visitor: Visitor; readonly person: ParticipantId }> {
    const { person, cookie } = await signInSomebody(this, role, somebody);
    const visitor = this.visitor();
    visitor.cookies.set('galaxies', cookie);
    return { visitor, person };
  }

  /** Moves the last wrong codes ten minutes ahead, so that no wait after them is over before the test says so. */
  async holdWaits(): Promise<void> {
    await this.book.ownerSource.query(`UPDATE sign_in_code SET tried_at = tried_at + interval '10 minutes'`);
  }

  /** Changes the hands of the database's clock for rows, by moving their moments back. */
  async pass(time: string): Promise<void> {
    await this.book.ownerSource.query(
      `UPDATE sign_in_code SET made_at = made_at - $1::interval, expires_at = expires_at - $1::interval,
         tried_at = tried_at - $1::interval`,
      [time],
    );
    await this.book.ownerSource.query(
      `UPDATE web_sign_in SET created_at = created_at - $1::interval, seen_at = seen_at - $1::interval,
         ends_at = ends_at - $1::interval`,
      [time],
    );
  }
}

function read(message: Message): Delivered {
  const code = /\b\d{6}\b/.exec(message.body)?.[0] ?? '';
  const link = /https?:\/\/[^/\s]+(\/\S+)/.exec(message.body)?.[1] ?? '';
  return { message, code, link };
}

function nothing(): void {
  return;
}
