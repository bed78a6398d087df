import { type Tx, UnitOfWork } from '../../database/index.js';
import { available, Ledger } from '../../ledger/index.js';
import { Participants } from '../../participants/index.js';
import { type SchemeDetails, Schemes } from '../../schemes/index.js';
import { DomainError } from '../../shared/domain-error.js';
import { newId, type ParticipantId, type SchemeId } from '../../shared/ids.js';
import { COMMAND_LINE } from '../actors.js';
import type { Session } from '../session.js';
import type { Opening } from './opening-file.js';
import type { Person } from './people-file.js';

/** What became of a row. */
export type Outcome = 'added' | 'there' | DomainError;

/** Told how many rows are done. */
export type OnRows = (done: number) => void;

export interface ImporterChoices {
  readonly scheme: SchemeId;
  /** Everything is done and then taken back. */
  readonly dryRun: boolean;
  /** What a scheme that is not there yet is founded as, when it is only tried out: anew in each transaction. */
  readonly founding: SchemeDetails | undefined;
  /** Who takes part already, by reference. */
  readonly known: ReadonlyMap<string, ParticipantId>;
}

/** Rows that share one transaction; when one is refused, its batch is done again row by row. */
const ROWS_A_BATCH = 500;

interface Place {
  readonly tx: Tx;
  readonly scheme: SchemeId;
}

/** Writes one row where its transaction works. */
type Act<Row> = (row: Row, place: Place) => Promise<Outcome>;

/** Takes a transaction back whose work was only tried out. */
class TriedOut extends Error {
  constructor(readonly outcomes: readonly Outcome[]) {
    super('This was a dry run.');
  }
}

/** Writes rows into one scheme. Every row has a natural key, so doing it again changes nothing. */
export class Importer {
  readonly #known: Map<string, ParticipantId>;

  constructor(
    private readonly session: Session,
    private readonly choices: ImporterChoices,
  ) {
    this.#known = new Map(choices.known);
  }

  isKnown(ref: string): boolean {
    return this.#known.has(ref);
  }

  /** Adds those who are new. Who takes part already is left alone. */
  async addPeople(people: readonly Person[], onRows: OnRows): Promise<readonly Outcome[]> {
    const participants = this.session.get(Participants);
    return this.#each(people, onRows, async ({ ref }, { tx, scheme }) => {
      if (this.#known.has(ref)) return 'there';
      this.#known.set(ref, await participants.join(tx, scheme, ref));
      return 'added';
    });
  }

  /** Records what people bring along, each at its own moment. */
  async recordOpenings(openings: readonly Opening[], onRows: OnRows): Promise<readonly Outcome[]> {
    return this.#each(openings, onRows, async (opening, place) => {
      if (opening.amount === undefined) return 'there';
      const { repeated } = await this.session.get(Ledger).record(place.tx, {
        scheme: place.scheme,
        kind: 'opening',
        sourceKey: `opening/${opening.ref}`,
        occurredOn: opening.on,
        recordedAt: opening.at,
        recordedBy: COMMAND_LINE,
        transfers: [
          {
            debit: 'opening',
            credit: available(await this.#person(opening.ref, place)),
            amount: opening.amount,
          },
        ],
      });
      return repeated ? 'there' : 'added';
    });
  }

  /** Whoever was only tried out before is not there in this transaction, and joins it anew. */
  async #person(ref: string, { tx, scheme }: Place): Promise<ParticipantId> {
    const id = this.choices.dryRun ? undefined : this.#known.get(ref);
    return id ?? this.session.get(Participants).join(tx, scheme, ref);
  }

  async #each<Row>(rows: readonly Row[], onRows: OnRows, act: Act<Row>): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    for (let from = 0; from < rows.length; from += ROWS_A_BATCH) {
      const batch = rows.slice(from, from + ROWS_A_BATCH);
      outcomes.push(...((await this.#together(batch, act)) ?? (await this.#oneByOne(batch, act))));
      onRows(outcomes.length);
      if (isPowerOfTwo(from / ROWS_A_BATCH + 1)) await this.#lookAtTheTables();
    }
    return outcomes;
  }

  /** The planner thinks that a new scheme is empty until it is told; its plans for an empty one read all there is. */
  async #lookAtTheTables(): Promise<void> {
    if (this.choices.dryRun) return;
    await this.session.get(UnitOfWork).ask('ANALYZE participant, account, journal_entry, transfer');
  }

  /** All rows in one transaction, or nothing when one of them was refused. */
  async #together<Row>(batch: readonly Row[], act: Act<Row>): Promise<readonly Outcome[] | undefined> {
    try {
      return await this.#write((place) => allOf(batch.map((row) => act(row, place))));
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  async #oneByOne<Row>(batch: readonly Row[], act: Act<Row>): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const row of batch) {
      try {
        outcomes.push(...(await this.#write(async (place) => [await act(row, place)])));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        outcomes.push(error);
      }
    }
    return outcomes;
  }

  /** A scheme that is only tried out has a new id each time: what was taken back under an old one would be in the way. */
  async #write(work: (place: Place) => Promise<readonly Outcome[]>): Promise<readonly Outcome[]> {
    const { dryRun, founding } = this.choices;
    const scheme = founding === undefined ? this.choices.scheme : newId<SchemeId>();
    const whole = async (tx: Tx): Promise<readonly Outcome[]> => {
      if (founding !== undefined) await this.session.get(Schemes).foundAs(tx, scheme, founding);
      const outcomes = await work({ tx, scheme });
      if (dryRun) throw new TriedOut(outcomes);
      return outcomes;
    };
    try {
      return await this.session.get(UnitOfWork).write(scheme, whole, { keyed: true });
    } catch (error) {
      if (error instanceof TriedOut) return error.outcomes;
      throw error;
    }
  }
}

/**
 * Waits for all of them, because a statement that is sent after its transaction has ended would stand alone. Of several
 * failures the first counts that is not the echo of another.
 */
async function allOf(rows: readonly Promise<Outcome>[]): Promise<readonly Outcome[]> {
  const settled = await Promise.allSettled(rows);
  const failures: unknown[] = settled.flatMap((each): unknown[] =>
    each.status === 'rejected' ? [each.reason] : [],
  );
  if (failures.length > 0) throw failures.find((failure) => !isEcho(failure)) ?? failures[0];
  return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

/** PostgreSQL refuses every statement behind a failed one of the same transaction. */
function isEcho(failure: unknown): boolean {
  return failure instanceof Error && failure.message.includes('current transaction is aborted');
}

function isPowerOfTwo(number: number): boolean {
  return Number.isInteger(Math.log2(number));
}
