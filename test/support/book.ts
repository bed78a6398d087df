import type { DataSource } from 'typeorm';
import { openDataSource, type Tx, UnitOfWork, type View } from '../../src/database/index.js';
import {
  Ledger,
  LedgerQueries,
  type Proof,
  Proofs,
  type Recorded,
  type SealKey,
  Seals,
  SealsQueries,
} from '../../src/ledger/index.js';
import { SealKeyring } from '../../src/ledger/seal-keyring.js';
import { Participants } from '../../src/participants/index.js';
import { Schemes } from '../../src/schemes/index.js';
import { parseIsoDate } from '../../src/shared/calendar.js';
import { galaxies } from '../../src/shared/galaxies.js';
import { type ActorId, newId, type ParticipantId, type SchemeId } from '../../src/shared/ids.js';
import { until } from './until.js';
import { createTestDatabase, PATIENT_MS, type TestDatabase } from './test-database.js';

/** Some day. */
export const A_DAY = parseIsoDate('2026-03-14');

export interface BookChoices {
  readonly poolSize?: number;
  readonly waitMs?: number;
  readonly sealKey?: SealKey;
  /** A migrated database; without it the book gets one of its own. Either way, closing the book removes it. */
  readonly database?: TestDatabase;
}

/**
 * A migrated database with the real ledger over it. The services work as galaxies_app, as in the running service; what
 * only the operator may do goes through the owner.
 */
export class Book {
  readonly ledger = new Ledger();
  readonly queries = new LedgerQueries();
  readonly sealsQueries = new SealsQueries();
  readonly proofs = new Proofs(this.sealsQueries);
  readonly work: UnitOfWork;
  readonly seals: Seals;
  readonly participants = new Participants(this.ledger);
  readonly schemes: Schemes;
  readonly actor = newId<ActorId>();

  private constructor(
    readonly database: TestDatabase,
    readonly source: DataSource,
    readonly ownerSource: DataSource,
    sealKey: SealKey | undefined,
  ) {
    this.work = new UnitOfWork(source);
    this.seals = new Seals(new SealKeyring(sealKey), this.sealsQueries);
    this.schemes = new Schemes(new UnitOfWork(ownerSource), this.ledger);
  }

  static async open(choices: BookChoices = {}): Promise<Book> {
    const database = choices.database ?? (await createTestDatabase());
    const source = await openDataSource(database.appUrl, {
      as: 'app',
      poolSize: choices.poolSize ?? 10,
      waitMs: choices.waitMs ?? PATIENT_MS,
    });
    const ownerSource = await openDataSource(database.ownerUrl, {
      as: 'owner',
      poolSize: 2,
      waitMs: PATIENT_MS,
    });
    return new Book(database, source, ownerSource, choices.sealKey);
  }

  async close(): Promise<void> {
    await this.source.destroy();
    await this.ownerSource.destroy();
    await this.database.drop();
  }

  /** A new scheme with its accounts. */
  async scheme(slug = `s-${newId<SchemeId>().slice(0, 8)}`): Promise<SchemeId> {
    const words = { one: 'galaxy', many: 'galaxies' };
    return this.schemes.found({ slug, name: `Scheme ${slug}`, timeZone: 'Europe/London', words });
  }

  /** A new participant who may use some galaxies already, given by an opening entry. */
  async participant(scheme: SchemeId, toUse = 0): Promise<ParticipantId> {
    const ref = `p-${newId<ParticipantId>().slice(0, 8)}`;
    const id = await this.work.write(scheme, (tx) => this.participants.join(tx, scheme, ref));
    if (toUse > 0) await this.award(scheme, [[id, toUse]]);
    return id;
  }

  /** Records a register: each participant gets what they earned. */
  async award(
    scheme: SchemeId,
    earned: readonly (readonly [ParticipantId, number])[],
    sourceKey = `register/${newId<SchemeId>()}`,
  ): Promise<Recorded> {
    return this.work.write(scheme, (tx) => this.awardIn(tx, scheme, earned, sourceKey), { keyed: true });
  }

  /** The same inside an open transaction. */
  async awardIn(
    tx: Tx,
    scheme: SchemeId,
    earned: readonly (readonly [ParticipantId, number])[],
    sourceKey: string,
  ): Promise<Recorded> {
    return this.ledger.record(tx, {
      ...this.details(scheme, sourceKey),
      kind: 'register',
      transfers: earned.map(([participant, amount]) => ({
        debit: 'issued',
        credit: { participant, kind: 'available' },
        amount: galaxies(amount),
      })),
    });
  }

  /** What every entry says about itself. */
  details(scheme: SchemeId, sourceKey: string) {
    return { scheme, sourceKey, occurredOn: A_DAY, recordedBy: this.actor } as const;
  }

  /** What a participant may use, has set aside, and has in total. */
  async numbers(scheme: SchemeId, participant: ParticipantId): Promise<readonly [number, number, number]> {
    const { toUse, setAside, inTotal } = await this.work.read(scheme, (view) =>
      this.queries.threeNumbers(view, scheme, participant),
    );
    return [toUse, setAside, inTotal];
  }

  /** Seals once, as the job does. What other transactions of the same server hold back stays for the next seal. */
  async seal(scheme: SchemeId): Promise<number | undefined> {
    return this.work.write(scheme, (tx) => this.seals.seal(tx, scheme));
  }

  /** Seals everything at once, as soon as no transaction of this server, in whichever database, holds it back. */
  async sealAll(scheme: SchemeId): Promise<number | undefined> {
    await until(async () => {
      const held: unknown[] = await this.ownerSource.query(
        'SELECT FROM journal_entry WHERE scheme_id = $1 AND xid >= pg_snapshot_xmin(pg_current_snapshot())',
        [scheme],
      );
      return held.length === 0;
    }, 'nothing holds the seal back');
    return this.seal(scheme);
  }

  async prove(scheme: SchemeId): Promise<Proof> {
    return this.work.read(scheme, (view: View) => this.proofs.prove(view, scheme));
  }

  /** Every row of the book, so that a test can say that a refusal left nothing behind. */
  async rows(): Promise<Readonly<Record<string, readonly unknown[]>>> {
    const found: Record<string, readonly unknown[]> = {};
    for (const table of [
      'scheme',
      'person',
      'participant',
      'account',
      'journal_entry',
      'transfer',
      'sealed_entry',
      'seal',
      'seal_signature',
    ]) {
      found[table] = await this.ownerSource.query(`SELECT * FROM ${table} ORDER BY 1, 2`);
    }
    return found;
  }
}
