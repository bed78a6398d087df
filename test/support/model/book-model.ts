import type { EntryKind } from '../../../src/ledger/index.js';
import type { TransferId } from '../../../src/shared/ids.js';

/** An account of the model: one of the scheme's, or one of the participant with that number. */
export type Pot =
  'issued' | 'used' | 'goodwill' | 'pot' | 'opening' | `available ${number}` | `held ${number}`;

export interface Line {
  readonly debit: Pot;
  readonly credit: Pot;
  readonly amount: number;
}

/** A transfer as the model has it. */
export interface Moved extends Line {
  readonly entry: Entered;
  readonly reverses: Moved | undefined;
  readonly closes: Moved | undefined;
  /** Its number in the real book, once that has answered. */
  id?: TransferId | undefined;
}

/** An entry as the model has it. */
export interface Entered {
  readonly fact: Fact;
  readonly transfers: Moved[];
  readonly madeUp: number;
  /** The real entry, once the book has answered. */
  id?: string | undefined;
}

/** What somebody asks to be recorded. */
export interface Fact {
  readonly key: string;
  readonly kind: EntryKind;
  readonly day: string;
  readonly lines: readonly Line[];
  readonly reverses: readonly Moved[];
  readonly closes?: Moved;
}

export type Answer =
  | { readonly outcome: 'kept' | 'made-up' | 'repeated'; readonly entry: Entered }
  | { readonly outcome: string; readonly entry?: undefined };

/** A book of one scheme in plain TypeScript: what the real one must do, written down once more without a database. */
export class BookModel {
  readonly entries: Entered[] = [];
  private balances = new Map<Pot, number>();

  constructor(
    private readonly people: number,
    /** Accounts are made up for in this order. */
    private readonly orderOf: (pot: Pot) => string,
  ) {}

  get pots(): Pot[] {
    const own = Array.from({ length: this.people }, (_, n) => [`available ${n}`, `held ${n}`] as const);
    return ['issued', 'used', 'goodwill', 'pot', 'opening', ...own.flat()];
  }

  /** Every account's balance now. */
  now(): ReadonlyMap<Pot, number> {
    return new Map(this.pots.map((pot) => [pot, this.balances.get(pot) ?? 0]));
  }

  /** Every account's balance by what happened up to the end of a day. */
  by(day: string): ReadonlyMap<Pot, number> {
    const found = new Map<Pot, number>(this.pots.map((pot) => [pot, 0]));
    for (const { fact, transfers } of this.entries) if (fact.day <= day) applyTo(found, transfers);
    return found;
  }

  record(fact: Fact): Answer {
    const first = this.entries.find((entry) => entry.fact.key === fact.key);
    if (first !== undefined)
      return sameContent(first.fact, fact)
        ? { outcome: 'repeated', entry: first }
        : { outcome: 'source-key-used' };
    const refusal = this.holdRefusal(fact) ?? this.reversalRefusal(fact) ?? this.accountRefusal(fact);
    if (refusal !== undefined) return { outcome: refusal };
    return this.enter(fact);
  }

  private enter(fact: Fact): Answer {
    const round = fact.reverses
      .toSorted((one, other) => this.placeOf(other) - this.placeOf(one))
      .map((of) => ({ debit: of.credit, credit: of.debit, amount: of.amount, reverses: of }));
    const given = round.length === 0 ? [] : this.makeUp([...fact.lines, ...round]);
    const after = new Map(this.balances);
    if (!applyTo(after, [...fact.lines, ...given, ...round])) return { outcome: 'not-enough-galaxies' };
    this.balances = after;
    const fromGoodwill = given.filter(({ debit }) => debit === 'goodwill');
    const entry: Entered = { fact, transfers: [], madeUp: sum(fromGoodwill.map(({ amount }) => amount)) };
    const plain = [...fact.lines, ...given].map((line) => ({ ...line, reverses: undefined }));
    for (const line of [...plain, ...round]) entry.transfers.push({ ...line, entry, closes: fact.closes });
    this.entries.push(entry);
    return { outcome: entry.madeUp > 0 ? 'made-up' : 'kept', entry };
  }

  /** What goodwill gives so that nobody is below nought in the end; goodwill is given what it lacks first. */
  private makeUp(lines: readonly Line[]): Line[] {
    const end = new Map(this.balances);
    applyTo(end, lines);
    const short = this.pots
      .filter((pot) => pot.startsWith('available') && (end.get(pot) ?? 0) < 0)
      .toSorted((one, other) => (this.orderOf(one) < this.orderOf(other) ? -1 : 1))
      .map((credit): Line => ({ debit: 'goodwill', credit, amount: -(end.get(credit) ?? 0) }));
    const lacking = sum(short.map(({ amount }) => amount)) - (this.balances.get('goodwill') ?? 0);
    if (short.length === 0 || lacking <= 0) return short;
    return [{ debit: 'issued', credit: 'goodwill', amount: lacking }, ...short];
  }

  private holdRefusal({ closes, lines: [line] }: Fact): string | undefined {
    if (closes === undefined) return undefined;
    if (this.transfers.some((other) => other.closes === closes || other.reverses === closes))
      return 'hold-closed';
    const fits = isHold(closes) && line?.debit === closes.credit && line.amount === closes.amount;
    return fits ? undefined : 'unknown-hold';
  }

  private reversalRefusal({ reverses }: Fact): string | undefined {
    const all = this.transfers;
    if (reverses.some((of) => !all.includes(of))) return 'unknown-transfer';
    if (reverses.some((of) => all.some((other) => other.reverses === of))) return 'already-reversed';
    if (reverses.some((of) => of.reverses !== undefined || putRight(of))) return 'not-reversible';
    const whole = (of: Moved) => {
      if (of.closes !== undefined) return reverses.includes(of.closes);
      return !isHold(of) || reverses.some((other) => other.closes === of);
    };
    return reverses.every(whole) ? undefined : 'hold-in-part';
  }

  private accountRefusal({ lines }: Fact): string | undefined {
    const known = new Set(this.pots);
    return lines.every(({ debit, credit }) => known.has(debit) && known.has(credit))
      ? undefined
      : 'unknown-account';
  }

  private get transfers(): Moved[] {
    return this.entries.flatMap(({ transfers }) => transfers);
  }

  private placeOf(of: Moved): number {
    return this.transfers.indexOf(of);
  }
}

/** A hold is what went to a held account and turned nothing round. */
export function isHold({ credit, reverses }: Moved): boolean {
  return credit.startsWith('held') && reverses === undefined;
}

export function keepsBalance(pot: Pot): boolean {
  return pot !== 'issued' && pot !== 'used' && pot !== 'opening';
}

/** Galaxies that goodwill put in, or that were put into goodwill, to put something right. */
function putRight({ entry, debit, credit }: Moved): boolean {
  return entry.madeUp > 0 && (debit === 'goodwill' || credit === 'goodwill');
}

/** Applies the lines, all at one moment; false when an account that keeps a balance is below nought then. */
function applyTo(balances: Map<Pot, number>, lines: readonly Line[]): boolean {
  for (const { debit, credit, amount } of lines) {
    balances.set(debit, (balances.get(debit) ?? 0) - amount);
    balances.set(credit, (balances.get(credit) ?? 0) + amount);
  }
  return lines.every(({ debit }) => !keepsBalance(debit) || (balances.get(debit) ?? 0) >= 0);
}

function sameContent(one: Fact, other: Fact): boolean {
  const told = ({ kind, day, lines, reverses, closes }: Fact) =>
    JSON.stringify([kind, day, lines, reverses.map(({ id }) => id), closes?.id]);
  return told(one) === told(other);
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
