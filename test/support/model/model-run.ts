import { createHash } from 'node:crypto';
import {
  type AccountRef,
  type AsAt,
  available,
  held,
  type Ledger,
  type NewHold,
  type Recorded,
} from '../../../src/ledger/index.js';
import type { Tx } from '../../../src/database/index.js';
import { parseIsoDate, parseIsoInstant } from '../../../src/shared/calendar.js';
import { DomainError } from '../../../src/shared/domain-error.js';
import { galaxies } from '../../../src/shared/galaxies.js';
import { newId, type ParticipantId, type SchemeId, type TransferId } from '../../../src/shared/ids.js';
import type { Book } from '../book.js';
import { SealWatch } from '../seal-watch.js';
import { BookModel, type Entered, type Fact, type Moved, type Pot } from './book-model.js';
import type { Coverage } from './coverage.js';
import { type Choice, dayOf, factOf, PEOPLE } from './facts.js';
import { digestOf, standOf } from './stand.js';

interface Scheme {
  readonly id: SchemeId;
  /** The last of them never joined. */
  readonly people: readonly ParticipantId[];
  readonly model: BookModel;
}

interface Moment {
  readonly at: string;
  readonly balances: readonly ReadonlyMap<Pot, number>[];
}

/** Does the same to a real book and to the model, and fails where they part. */
export class ModelRun {
  private readonly moments: Moment[] = [];
  private keys = 0;
  private before: string | undefined;

  private constructor(
    private readonly book: Book,
    private readonly schemes: readonly [Scheme, Scheme],
    private readonly coverage: Coverage,
  ) {}

  static async open(book: Book, coverage: Coverage): Promise<ModelRun> {
    return new ModelRun(book, [await newScheme(book), await newScheme(book)], coverage);
  }

  /** Does what is chosen; nothing when there is nothing that it could be about. */
  async step(choice: Choice): Promise<void> {
    const outcome = await this.outcomeOf(choice);
    if (outcome === undefined) return;
    await this.compare();
    const ended = `${choice.command}: ${outcome}`;
    this.coverage.add(ended, this.before);
    this.before = ended;
  }

  /** The whole book adds up. */
  async prove(): Promise<void> {
    for (const { id } of this.schemes)
      expect((await this.book.prove(id)).checks.filter(({ holds }) => !holds)).toEqual([]);
  }

  private async outcomeOf(choice: Choice): Promise<string | undefined> {
    const [first, second] = this.schemes;
    const [mine, theirs] = choice.scheme === 0 ? [first, second] : [second, first];
    if (choice.command === 'seal') return this.seal(mine);
    if (choice.command === 'look-back') return this.lookBack(choice, mine);
    const freshKey = `fact/${String(this.keys++)}`;
    const fact = factOf(choice, { model: mine.model, neighbour: theirs.model, freshKey });
    return fact === undefined || isEmpty(fact) ? undefined : this.record(fact, mine);
  }

  private async record(fact: Fact, scheme: Scheme): Promise<string> {
    const { outcome, entry } = scheme.model.record(fact);
    const nothingNew = entry === undefined || outcome === 'repeated';
    const rowsBefore = nothingNew ? await this.digest() : undefined;
    const real = await this.reallyRecord(fact, scheme);
    expect({ fact, outcome: real.outcome }).toEqual({ fact, outcome });
    if (rowsBefore !== undefined) expect(await this.digest()).toBe(rowsBefore);
    if (entry !== undefined) match(entry, real);
    return outcome;
  }

  private async reallyRecord(fact: Fact, scheme: Scheme): Promise<Real> {
    try {
      return await this.book.work.write(scheme.id, async (tx) => {
        const recorded = await send(this.book, tx, fact, scheme);
        return {
          recorded,
          outcome: recorded.repeated ? 'repeated' : recorded.madeUp > 0 ? 'made-up' : 'kept',
          transfers: await this.book.ledger.transfersOf(tx, scheme.id, recorded.entryId),
        };
      });
    } catch (error) {
      if (error instanceof DomainError) return { outcome: error.code };
      throw error;
    }
  }

  private async seal({ id, model }: Scheme): Promise<string> {
    const watch = new SealWatch(this.book, id);
    const waiting = await watch.unsealed();
    const before = await this.digest();
    if (waiting > 0) {
      await watch.sealEverything();
      expect((await watch.keys()).toSorted()).toEqual(
        model.entries.map(({ fact: { key } }) => key).toSorted(),
      );
      return 'sealed';
    }
    expect(await this.book.seal(id)).toBeUndefined();
    expect(await this.digest()).toBe(before);
    return 'nothing-new';
  }

  /** Asks every balance as at an earlier moment or day, all at once and one by one. */
  private async lookBack(choice: Choice, scheme: Scheme): Promise<string | undefined> {
    const moment = this.moments[choice.pick % Math.max(this.moments.length, 1)];
    if (moment === undefined) return undefined;
    const day = dayOf(choice);
    const then = choice.whole ? moment.balances[choice.scheme] : scheme.model.by(day);
    const asAt: AsAt = choice.whole
      ? { recorded: parseIsoInstant(moment.at) }
      : { occurred: parseIsoDate(day) };
    const { queries, work } = this.book;
    await work.read(scheme.id, async (view) => {
      const trial = await queries.trialBalance(view, scheme.id, asAt);
      const found = new Map(trial.map(({ owner, kind, balance }) => [potOf(scheme, owner, kind), balance]));
      expect(inOrder(found)).toEqual(inOrder(then));
      const pots = scheme.model.pots;
      const balances = await Promise.all(
        pots.map((pot) => queries.balance(view, scheme.id, accountOf(scheme, pot), asAt)),
      );
      expect(balances).toEqual(pots.map((pot) => then?.get(pot)));
    });
    return choice.whole ? 'as-recorded' : 'as-occurred';
  }

  /** Both books hold what the model holds, in the kept balances and in the transfers, and nothing is below nought. */
  private async compare(): Promise<void> {
    const stand = await standOf(
      this.book,
      this.schemes.map(({ id }) => id),
    );
    const balances = this.schemes.map(({ model }) => model.now());
    for (const [n, scheme] of this.schemes.entries()) {
      const rows = stand.accounts.filter(({ schemeId }) => schemeId === scheme.id);
      const moved = rows.map(({ owner, kind, moved: sum }) => [potOf(scheme, owner, kind), sum] as const);
      expect(inOrder(new Map(moved))).toEqual(inOrder(balances[n]));
      expect(moved.reduce((total, [, sum]) => total + sum, 0)).toBe(0);
      const kept = rows.filter(({ keeps }) => keeps);
      expect(kept.filter(({ balance, moved: sum }) => balance !== sum || balance < 0)).toEqual([]);
    }
    this.moments.push({ at: stand.at, balances });
  }

  private digest(): Promise<string> {
    return digestOf(
      this.book,
      this.schemes.map(({ id }) => id),
    );
  }
}

interface Real {
  readonly outcome: string;
  readonly recorded?: Recorded;
  readonly transfers?: readonly TransferId[];
}

async function newScheme(book: Book): Promise<Scheme> {
  const id = await book.scheme();
  const people: ParticipantId[] = [];
  for (let n = 0; n < PEOPLE; n++) people.push(await book.participant(id));
  const scheme = { id, people: [...people, newId<ParticipantId>()] };
  const model = new BookModel(PEOPLE, (pot) => accountIdOf(scheme, pot));
  return { ...scheme, model };
}

/** Sends a fact by the method that is meant for it. */
async function send({ ledger, actor }: Book, tx: Tx, fact: Fact, scheme: Scheme): Promise<Recorded> {
  const { kind } = fact;
  const day = parseIsoDate(fact.day);
  const details = { scheme: scheme.id, sourceKey: fact.key, recordedBy: actor, occurredOn: day };
  const transfers = fact.lines.map(({ debit, credit, amount }) => ({
    debit: accountOf(scheme, debit),
    credit: accountOf(scheme, credit),
    amount: galaxies(amount),
  }));
  const reverses = fact.reverses.map(idOf);
  if (kind === 'reversal') return ledger.reverse(tx, { ...details, transfers: reverses });
  const [line] = transfers;
  const participant = personOf(scheme, fact.lines[0]);
  if (line === undefined || kind === 'register' || kind === 'goodwill')
    return ledger.record(tx, { ...details, kind, transfers, reverses });
  if (participant === undefined || kind === 'transfer') return ledger.transfer(tx, { ...details, ...line });
  return sendAside(ledger, tx, fact, { ...details, participant, amount: line.amount });
}

function sendAside(ledger: Ledger, tx: Tx, { kind, closes }: Fact, aside: NewHold): Promise<Recorded> {
  if (closes === undefined) return ledger.hold(tx, aside);
  return ledger[kind === 'settle' ? 'settle' : 'release'](tx, { ...aside, hold: idOf(closes) });
}

/** The real book has the entry that the model has, and the model learns the numbers that it gave. */
function match(entry: Entered, { recorded, transfers = [] }: Real): void {
  const { id, transfers: expected } = entry;
  if (id === undefined) for (const [n, transfer] of expected.entries()) transfer.id = transfers[n];
  entry.id ??= recorded?.entryId;
  expect([recorded?.entryId, recorded?.madeUp]).toEqual([entry.id, entry.madeUp]);
  expect(transfers).toEqual(expected.map((transfer) => transfer.id));
}

function isEmpty({ lines, reverses }: Fact): boolean {
  return lines.length + reverses.length === 0;
}

function idOf({ id }: Moved): TransferId {
  if (id === undefined) throw new Error('The book has not answered about this transfer.');
  return id;
}

type Owners = Pick<Scheme, 'id' | 'people'>;

function personOf({ people }: Owners, line: Fact['lines'][number] | undefined): ParticipantId | undefined {
  return people[Number(line?.debit.split(' ')[1])];
}

function accountOf({ people }: Owners, pot: Pot): AccountRef {
  if (pot === 'issued' || pot === 'used' || pot === 'goodwill' || pot === 'pot' || pot === 'opening')
    return pot;
  const person = people[Number(pot.split(' ')[1])];
  if (person === undefined) throw new Error('There is no such person in this run.');
  return pot.startsWith('held') ? held(person) : available(person);
}

function potOf({ id, people }: Owners, owner: string, kind: string): string {
  return owner === id ? kind : `${kind} ${String(people.findIndex((person) => person === owner))}`;
}

/** An account's id follows from whose it is. */
function accountIdOf({ id, people }: Owners, pot: Pot): string {
  const [kind = '', person] = pot.split(' ');
  const owner = person === undefined ? id : people[Number(person)];
  return createHash('md5')
    .update(`${id}/${String(owner)}/${kind}`)
    .digest('hex');
}

function inOrder(balances: ReadonlyMap<string, number> | undefined): (readonly [string, number])[] {
  return [...(balances ?? [])].toSorted(([one], [other]) => (one < other ? -1 : 1));
}
