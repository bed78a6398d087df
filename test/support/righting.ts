import { AccountsQueries } from '../../src/accounts/accounts.queries.js';
import { EarningRatesQueries } from '../../src/activities/index.js';
import { RegisterLines } from '../../src/attendance/register-lines.service.js';
import { RegisterChecks, Registers, RegistersQueries } from '../../src/attendance/index.js';
import { Audit } from '../../src/audit/index.js';
import { withSources } from '../../src/cli/prove-sources.js';
import { UnitOfWork } from '../../src/database/index.js';
import { Roles } from '../../src/identity/roles.service.js';
import { Messages } from '../../src/messages/index.js';
import { OutboxService } from '../../src/outbox/index.js';
import type { LineToPutRight, NewAdjustment, PutRightState } from '../../src/put-right/put-right.js';
import { PutRights, type Staff } from '../../src/put-right/put-rights.service.js';
import { TurningRound } from '../../src/put-right/turning-round.service.js';
import {
  type EntryId,
  newId,
  type ParticipantId,
  type PutRightId,
  type SchemeId,
} from '../../src/shared/ids.js';
import type { Book } from './book.js';
import { GalaxiesStage } from './galaxies-stage.js';
import { doer } from './helping.js';

const TABLES = ['put_right', 'register_version', 'attendance', 'contribution', 'message', 'audit_event'];

/** What a test says of a line to put right; the rest is usual. */
export type SaidOfLine = Partial<Pick<LineToPutRight, 'id' | 'sentence'>> & {
  readonly keep?: boolean;
  readonly reason?: string;
  readonly askedOf?: ParticipantId;
};

/** The real services of putting right over a book, in one line each. */
export class Righting {
  readonly stage: GalaxiesStage;
  readonly putRights: PutRights;

  constructor(
    readonly book: Book,
    readonly scheme: SchemeId,
  ) {
    this.stage = new GalaxiesStage(book, scheme);
    const audit = new Audit(book.work);
    const registers = new Registers(book.ledger, new EarningRatesQueries(), new RegisterChecks(), audit);
    const lines = new RegisterLines(registers, new RegistersQueries());
    const turning = new TurningRound(book.ledger, lines, this.stage.helping.contributions);
    const messages = new Messages(new OutboxService());
    this.putRights = new PutRights(new AccountsQueries(), turning, messages, audit);
  }

  /** Somebody new of the staff. */
  async staff(): Promise<ParticipantId> {
    const person = await this.book.participant(this.scheme);
    const owner = new UnitOfWork(this.book.ownerSource);
    await owner.write(this.scheme, (tx) => new Roles().giveAsOperator(tx, this.scheme, person, 'staff'));
    return person;
  }

  as(person: ParticipantId): Staff {
    return { ...doer(person, 'staff'), schemeId: this.scheme };
  }

  line(
    by: ParticipantId,
    person: ParticipantId,
    entry: EntryId,
    said: SaidOfLine = {},
  ): Promise<PutRightState> {
    const { id = newId<PutRightId>(), sentence = 'Sorry, we counted this by mistake.', keep = true } = said;
    const { reason = 'On the wrong list.', askedOf } = said;
    const line = { id, person, entry, sentence, whatIsWrong: 'not-there' } as const;
    const asked: LineToPutRight = keep ? { ...line, keep } : { ...line, keep, reason, askedOf };
    return this.book.work.write(this.scheme, (tx) => this.putRights.ask(tx, this.as(by), asked));
  }

  adjust(by: ParticipantId, asked: Omit<NewAdjustment, 'sentence' | 'reason'>): Promise<PutRightState> {
    const whole = { sentence: 'We forgot the garden.', reason: 'No register was taken.', ...asked };
    return this.book.work.write(this.scheme, (tx) => this.putRights.adjust(tx, this.as(by), whole));
  }

  agree(by: ParticipantId, id: PutRightId): Promise<void> {
    return this.book.work.write(this.scheme, (tx) => this.putRights.agree(tx, this.as(by), id));
  }

  leave(by: ParticipantId, id: PutRightId): Promise<void> {
    return this.book.work.write(this.scheme, (tx) => this.putRights.leave(tx, this.as(by), id));
  }

  /** The latest entry of that kind that moved somebody's galaxies. */
  async entryOf(person: ParticipantId, kind: string): Promise<EntryId> {
    const [row] = await this.book.ownerSource.query<{ id: EntryId }[]>(
      `SELECT e.id FROM journal_entry e JOIN posting p ON p.scheme_id = e.scheme_id AND p.entry_id = e.id
         JOIN account a ON a.scheme_id = p.scheme_id AND a.id = p.account_id
       WHERE e.scheme_id = $1 AND a.owner_id = $2 AND e.kind = $3 ORDER BY p.transfer_id DESC LIMIT 1`,
      [this.scheme, person, kind],
    );
    if (row === undefined) throw new Error(`There is no ${kind}.`);
    return row.id;
  }

  /** Everything that is wrong with the book and with what it came from. */
  async findings(): Promise<readonly string[]> {
    const proof = await this.book.work.read(this.scheme, async (view) =>
      withSources(view, this.scheme, await this.book.proofs.prove(view, this.scheme)),
    );
    return proof.checks.flatMap(({ name, findings }) =>
      findings.map(({ subject, detail }) => `${name}: ${subject} ${detail}`),
    );
  }

  /** Everything that putting right can have changed. */
  async rows(): Promise<Readonly<Record<string, readonly unknown[]>>> {
    const found: Record<string, readonly unknown[]> = { ...(await this.book.rows()) };
    for (const table of TABLES)
      found[table] = await this.book.ownerSource.query(`SELECT * FROM ${table} ORDER BY 1, 2, 3`);
    return found;
  }
}
