import { isId, type PersonId } from '../shared/ids.js';
import {
  type Listed,
  type OpenedRegister,
  ofTwoParts,
  type Ticked,
  ticksOf,
  ticksOfOthers,
} from './register-form.js';
import type { Outcome } from './register.js';

/** Somebody new, and the version of the register beside which that was said. */
export interface TypedName {
  readonly name: string;
  readonly seen: string;
}

/** What was typed into the form of a register, as text. */
export interface TypedRegister extends Ticked {
  readonly key: string;
  readonly version: string;
  readonly extra: readonly string[];
  readonly newNames: readonly TypedName[];
  readonly add: string;
  /** The version of the register up to which it was asked who is meant by that name. */
  readonly asked: string;
  readonly headCountExtra: string;
  readonly out: string;
  readonly back: string;
  readonly note: string;
}

export const LONGEST_NOTE = 500;
const LONGEST_NAME = 40;

/** Something that keeps a typed register from being saved, at the control that it belongs to. */
export type FormFault =
  | { readonly kind: 'empty' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'heads' }
  | { readonly kind: 'role-two'; readonly who: Listed }
  | { readonly kind: 'number'; readonly field: 'head_count_extra' | 'out' | 'back' }
  | { readonly kind: 'long'; readonly count: number };

/** The people of the form that are no part of the plan. What is no id is nobody. */
export function extraPeople({ extra }: TypedRegister): readonly PersonId[] {
  return [...new Set(extra)].filter((each) => isId<PersonId>(each));
}

/**
 * Everybody whom the form names: whoever took their answer back while it was open came all the same. That somebody is to lead
 * is only the plan, so their part alone is not enough.
 */
export function peopleOn(typed: TypedRegister): readonly PersonId[] {
  const named = [...typed.came, ...typed.helped].filter((each) => isId<PersonId>(each));
  return [...new Set([...extraPeople(typed), ...named])];
}

/** Whom the form names, and who of them is new here: each of those came, and took part. */
export function saidOn({ session, list }: OpenedRegister, typed: TypedRegister) {
  const ticks = [...ticksOf(list, typed), ...ticksOfOthers(list, typed)];
  const newNames = typed.newNames.map(({ name, seen }) => ({
    name,
    part: 'attended' as const,
    seen: Number(seen),
  }));
  return { sessionId: session.id, key: typed.key, ticks, newNames };
}

/** The first name as it will be kept; nothing when it cannot be one. */
export function readFirstName(text: string): string | undefined {
  const name = text.trim().replace(/\s+/g, ' ');
  return name.length >= 1 && name.length <= LONGEST_NAME ? name : undefined;
}

/** A number of heads; undefined when nothing was typed, and NaN when it is none. */
export function readHeads(text: string): number | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  return /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
}

/** All that keeps a typed register from being saved. */
export function faultsOf(
  typed: TypedRegister,
  list: readonly Listed[],
  { outcome, people }: { readonly outcome: Outcome; readonly people: number },
): readonly FormFault[] {
  const numbers = [
    ['head_count_extra', typed.headCountExtra],
    ['out', typed.out],
    ['back', typed.back],
  ] as const;
  const tooLong = typed.note.trim().length - LONGEST_NOTE;
  return [
    ...outcomeFaults(outcome, people, readHeads(typed.headCountExtra) ?? 0),
    ...ofTwoParts(list, typed).map((who) => ({ kind: 'role-two', who }) as const),
    ...numbers.flatMap(([field, text]) =>
      Number.isNaN(readHeads(text)) ? [{ kind: 'number', field } as const] : [],
    ),
    ...(tooLong > 0 ? [{ kind: 'long', count: tooLong } as const] : []),
  ];
}

/** What the button says and the form does not. */
function outcomeFaults(outcome: Outcome, people: number, heads: number): readonly FormFault[] {
  if (outcome === 'came') return people === 0 && heads === 0 ? [{ kind: 'empty' }] : [];
  return [
    ...(people > 0 ? [{ kind: 'nobody' } as const] : []),
    ...(heads > 0 ? [{ kind: 'heads' } as const] : []),
  ];
}
