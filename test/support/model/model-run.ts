import type { AsAt, Recorded } from '../../../src/ledger/index.js';
import { parseIsoDate, parseIsoInstant } from '../../../src/shared/calendar.js';
import { DomainError } from '../../../src/shared/domain-error.js';
import type { TransferId } from '../../../src/shared/ids.js';
import type { Book } from '../book.js';
import { SealWatch } from '../seal-watch.js';
import type { Entered, Fact, Pot } from './book-model.js';
import type { Coverage } from './coverage.js';
import { type Choice, dayOf, factOf } from './facts.js';
import { accountOf, newScheme, potOf, type Scheme } from './modelled-scheme.js';
import { send } from './send-fact.js';
import { digestOf, standOf } from './stand.js';

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

function inOrder(balances: ReadonlyMap<string, number> | undefined): (readonly [string, number])[] {
  return [...(balances ?? [])].toSorted(([one], [other]) => (one < other ? -1 : 1));
}
