import fc from 'fast-check';
import type { EntryKind } from '../../../src/ledger/index.js';
import {
  type BookModel,
  type Entered,
  type Fact,
  isHold,
  type Line,
  type Moved,
  type Pot,
} from './book-model.js';

export const PEOPLE = 4;

/** Everything that may be asked of a book, the commoner things more often. */
export const COMMANDS = [
  ...(['award', 'award', 'award', 'correct', 'correct', 'reverse', 'reverse', 'reverse', 'reverse'] as const),
  ...(['hold', 'hold', 'hold', 'settle', 'settle', 'release', 'release', 'give', 'give', 'give'] as const),
  ...(['donate', 'donate', 'draw', 'fund', 'seal', 'repeat', 'rekey', 'look-back', 'look-back'] as const),
] as const;
export type Command = (typeof COMMANDS)[number];

/** A command and the numbers that decide what it is about; each is taken modulo whatever there is to choose from. */
export interface Choice {
  readonly command: Command;
  readonly scheme: number;
  readonly who: number;
  readonly other: number;
  readonly amount: number;
  readonly pick: number;
  readonly part: number;
  readonly whole: boolean;
  readonly day: number;
}

export const choices: fc.Arbitrary<Choice> = fc.record({
  command: fc.constantFrom(...COMMANDS),
  scheme: fc.nat(1),
  who: fc.nat(PEOPLE - 1),
  other: fc.nat(PEOPLE - 1),
  amount: fc.integer({ min: 1, max: 6 }),
  pick: fc.nat(9_999),
  part: fc.nat(9_999),
  whole: fc.boolean(),
  day: fc.nat(9),
});

export const dayOf = ({ day }: Choice): string => `2026-03-1${day}`;

/** What a book and its neighbour have had so far, and the key for a new fact. */
export interface Situation {
  readonly model: BookModel;
  readonly neighbour: BookModel;
  readonly freshKey: string;
}

/** The fact that a choice asks to have recorded; nothing when there is nothing that it could be about. */
export function factOf(choice: Choice, situation: Situation): Fact | undefined {
  const { command } = choice;
  return command === 'seal' || command === 'look-back' ? undefined : FACTS[command](choice, situation);
}

type Maker = (choice: Choice, situation: Situation) => Fact | undefined;

const FACTS: Readonly<Record<Exclude<Command, 'seal' | 'look-back'>, Maker>> = {
  award: (choice, situation) => fact(choice, situation, { kind: 'register', lines: registerOf(choice) }),
  hold: plain('hold', ({ who }) => [`available ${who}`, `held ${who}`]),
  give: plain('transfer', ({ who, other }) => [
    `available ${who}`,
    `available ${other === who ? (who + 1) % PEOPLE : other}`,
  ]),
  donate: plain('transfer', ({ who }) => [`available ${who}`, 'pot']),
  draw: plain('transfer', ({ who }) => ['pot', `available ${who}`]),
  fund: plain('goodwill', () => ['issued', 'goodwill']),
  settle: closing,
  release: closing,
  correct: corrected,
  reverse: reversal,
  repeat: ({ pick }, { model }) => oneOf(model.entries, pick)?.fact,
  rekey: rekeyed,
};

function plain(kind: EntryKind, between: (choice: Choice) => readonly [Pot, Pot]): Maker {
  return (choice, situation) => {
    const [debit, credit] = between(choice);
    return fact(choice, situation, { kind, lines: [{ debit, credit, amount: choice.amount }] });
  };
}

type Content = Pick<Fact, 'kind' | 'lines'> & Partial<Pick<Fact, 'reverses' | 'closes'>>;

function fact(choice: Choice, { freshKey }: Situation, content: Content): Fact {
  return { reverses: [], ...content, key: freshKey, day: dayOf(choice) };
}

/** One to four people; now and then one of them is nobody we know. */
function registerOf({ who, other, amount, pick }: Choice): Line[] {
  return Array.from({ length: other + 1 }, (_, n) => ({
    debit: 'issued',
    credit: `available ${pick % 20 === n ? PEOPLE : (who + n) % PEOPLE}`,
    amount: 1 + ((amount + n) % 4),
  }));
}

/** Settles or releases a hold, open or not; now and then of the wrong amount. */
function closing(choice: Choice, situation: Situation): Fact | undefined {
  const holds = situation.model.entries.flatMap(({ transfers }) => transfers).filter(isHold);
  const hold = oneOf(choice.whole ? holds.slice(-3) : holds, choice.pick);
  if (hold === undefined) return undefined;
  const person = Number(hold.credit.split(' ')[1]);
  const amount = hold.amount + (choice.part % 8 === 0 ? 1 : 0);
  const settles = choice.command === 'settle';
  const line: Line = { debit: hold.credit, credit: settles ? 'used' : `available ${person}`, amount };
  return fact(choice, situation, { kind: settles ? 'settle' : 'release', lines: [line], closes: hold });
}

/** A register whose lines, or one of them, are turned round and added anew with another amount. */
function corrected(choice: Choice, situation: Situation): Fact | undefined {
  const registers = situation.model.entries.filter(({ fact: { kind } }) => kind === 'register');
  const register = oneOf(registers, choice.pick);
  if (register === undefined) return undefined;
  const awards = register.transfers.filter(
    ({ debit, reverses }) => debit === 'issued' && reverses === undefined,
  );
  const wrong = chosen(
    choice,
    awards.filter(({ credit }) => credit !== 'goodwill'),
  );
  const lines = wrong.map(({ debit, credit }) => ({ debit, credit, amount: choice.amount }));
  return fact(choice, situation, {
    kind: 'register',
    lines: choice.amount > 5 ? [] : lines,
    reverses: wrong,
  });
}

/** Turns an entry round, or a part of it; a hold with or without what closed it; now and then a neighbour's. */
function reversal(choice: Choice, situation: Situation): Fact | undefined {
  const { model, neighbour } = situation;
  const from = choice.part % 25 === 0 ? neighbour : model;
  const entry = oneOf(from.entries, choice.pick);
  if (entry === undefined) return undefined;
  const some = chosen(choice, entry.transfers);
  const partners = choice.part % 3 === 0 ? [] : some.flatMap((of) => partnersOf(of, from.entries));
  return fact(choice, situation, {
    kind: 'reversal',
    lines: [],
    reverses: [...new Set([...some, ...partners])],
  });
}

function partnersOf(of: Moved, entries: readonly Entered[]): Moved[] {
  if (of.closes !== undefined) return [of.closes];
  return entries.flatMap(({ transfers }) => transfers).filter(({ closes }) => closes === of);
}

/** Another fact under a key that was used. */
function rekeyed(choice: Choice, { model }: Situation): Fact | undefined {
  const used = oneOf(model.entries, choice.pick)?.fact;
  if (used === undefined) return undefined;
  if (choice.whole) return { ...used, day: used.day === '2026-03-10' ? '2026-03-11' : '2026-03-10' };
  const lines: Line[] = [{ debit: 'issued', credit: 'goodwill', amount: 7 }];
  return { key: used.key, kind: 'goodwill', day: used.day, lines, reverses: [] };
}

function chosen({ whole, part }: Choice, of: readonly Moved[]): Moved[] {
  const one = oneOf(of, part);
  return whole || one === undefined ? [...of] : [one];
}

function oneOf<T>(things: readonly T[], pick: number): T | undefined {
  return things[pick % Math.max(things.length, 1)];
}
