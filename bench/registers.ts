import { Last } from '../src/database/index.js';
import { available, type NewEntry } from '../src/ledger/index.js';
import { ownerOf } from '../src/ledger/account.js';
import { galaxies } from '../src/shared/galaxies.js';
import { newId, type ParticipantId, type SchemeId } from '../src/shared/ids.js';
import { A_DAY, Book } from '../test/support/book.js';

/** How many people each register has. */
export const PEOPLE = 12;
/** How many groups meet; a multiple of the number of callers, so that each caller has groups of its own. */
const GROUPS = 200;
export const CALLERS = 8;

/** A book with one scheme whose people come in groups of twelve, and the registers of their sessions. */
export class RegisterBook {
  private readonly turns = new Map<number, number>();

  private constructor(
    readonly book: Book,
    readonly scheme: SchemeId,
    readonly groups: readonly (readonly ParticipantId[])[],
  ) {}

  static async open(poolSize = CALLERS): Promise<RegisterBook> {
    const book = await Book.open({ poolSize });
    const scheme = await book.scheme('bench');
    return new RegisterBook(book, scheme, await addGroups(book, scheme));
  }

  /** Who comes to a caller's next session. */
  nextGroup(caller: number): readonly ParticipantId[] {
    const turn = this.turns.get(caller) ?? 0;
    this.turns.set(caller, turn + 1);
    return this.groups[(caller + turn * CALLERS) % GROUPS] ?? [];
  }

  /** The register of a caller's next session: every participant earns one galaxy. */
  next(caller: number): NewEntry {
    return {
      scheme: this.scheme,
      kind: 'register',
      sourceKey: `register/${newId<SchemeId>()}`,
      occurredOn: A_DAY,
      recordedBy: this.book.actor,
      transfers: this.nextGroup(caller).map((person) => ({
        debit: 'issued',
        credit: available(person),
        amount: galaxies(1),
      })),
    };
  }

  /** Records the caller's next register as the service does. */
  async record(caller: number): Promise<unknown> {
    const entry = this.next(caller);
    return this.book.work.write(this.scheme, (tx) => new Last(this.book.ledger.record(tx, entry)), {
      keyed: true,
      takes: [entry.sourceKey, ...entry.transfers.map(({ credit }) => ownerOf(credit, this.scheme))],
    });
  }

  /** A participant chosen at random. */
  somebody(): ParticipantId {
    const person = this.groups[Math.floor(Math.random() * GROUPS)]?.[Math.floor(Math.random() * PEOPLE)];
    if (person === undefined) throw new Error('There is nobody.');
    return person;
  }

  /**
   * Fills the book to so many transfers through ledger_record, register by register and commit by commit on the server
   * itself by two callers, sealed on the way as the job does.
   */
  async fill(transfers: number, sealEvery = 10_000): Promise<void> {
    const callers = [this.groups.slice(0, GROUPS / 2).flat(), this.groups.slice(GROUPS / 2).flat()];
    for (let stored = 0; stored < transfers; stored += sealEvery) {
      const registers = Math.ceil(Math.min(sealEvery, transfers - stored) / PEOPLE / callers.length);
      await Promise.all(
        callers.map((people) => this.book.ownerSource.query(fillSql(this.scheme, people, registers))),
      );
      await this.book.seal(this.scheme);
      if (stored === 0) await this.book.ownerSource.query('ANALYZE');
    }
    await this.book.ownerSource.query('VACUUM ANALYZE');
  }

  async close(): Promise<void> {
    await this.book.close();
  }
}

/** The book knows nobody: whoever has accounts may have galaxies. */
async function addGroups(book: Book, scheme: SchemeId): Promise<ParticipantId[][]> {
  const groups = Array.from({ length: GROUPS }, () =>
    Array.from({ length: PEOPLE }, () => newId<ParticipantId>()),
  );
  await book.work.write(scheme, (tx) =>
    tx.query('SELECT count(ledger_open_accounts($1, id)) FROM unnest($2::uuid[]) AS id', [
      scheme,
      groups.flat(),
    ]),
  );
  await book.ownerSource.query('VACUUM ANALYZE account');
  return groups;
}

/** A DO block takes no parameters; everything in it is an id or a number of ours. */
function fillSql(scheme: SchemeId, people: readonly ParticipantId[], registers: number): string {
  return `
    DO $$
    DECLARE
      people CONSTANT uuid[] := '{${people.join(',')}}';
      at integer := 0;
    BEGIN
      FOR n IN 1..${String(registers)} LOOP
        PERFORM set_config('galaxies.scheme', '${scheme}', true);
        PERFORM ledger_record('${scheme}', 'register', 'filled/' || gen_random_uuid(), '2026-03-14', '${scheme}', NULL, NULL,
          array_fill(account_id_of('${scheme}', '${scheme}', 'issued'), ARRAY[${String(PEOPLE)}]), people[at + 1:at + ${String(PEOPLE)}],
          array_fill(1::bigint, ARRAY[${String(PEOPLE)}]));
        COMMIT;
        at := (at + ${String(PEOPLE)}) % ${String(people.length)};
      END LOOP;
    END $$`;
}
