import { DomainError, type FieldProblem } from '../shared/domain-error.js';
import type { ActivityId } from '../shared/ids.js';

/** What an activity may be. At an open one people are counted and not named. */
export const ACTIVITY_KINDS = ['group', 'outing', 'course', 'one-to-one', 'open'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export const SETTINGS = ['indoors', 'outdoors'] as const;
export type Setting = (typeof SETTINGS)[number];

export const FEWEST_PLACES = 2;
export const MOST_PLACES = 200;

/** How many places are usual: a reason is asked for more, unless the activity itself has more. */
export const USUAL_PLACES = 12;

export interface NewActivity {
  /** What the scheme's own papers call it; one is made when none is given. */
  readonly ref?: string | undefined;
  readonly name: string;
  readonly kind: ActivityKind;
  readonly usualPlace?: string | undefined;
  /** 6 when not given, 12 for an outing. */
  readonly places?: number | undefined;
  readonly setting?: Setting | undefined;
  readonly easyToReach?: boolean | undefined;
  readonly feelsLike?: string | undefined;
  readonly bring?: string | undefined;
  readonly cost?: string | undefined;
}

/** Something the scheme runs. */
export interface ActivityView {
  readonly id: ActivityId;
  readonly ref: string;
  readonly name: string;
  readonly kind: ActivityKind;
  readonly usualPlace: string | undefined;
  readonly places: number;
  readonly setting: Setting | undefined;
  readonly easyToReach: boolean;
  readonly feelsLike: string | undefined;
  readonly bring: string | undefined;
  readonly cost: string | undefined;
}

/** An activity as it will be kept. */
export interface KeptActivity {
  readonly name: string;
  readonly kind: ActivityKind;
  readonly usualPlace: string | null;
  readonly places: number;
  readonly setting: Setting | null;
  readonly easyToReach: boolean;
  readonly feelsLike: string | null;
  readonly bring: string | null;
  readonly cost: string | null;
}

/** How many may plan to come when nobody said. */
export function usualPlaces(kind: ActivityKind): number {
  return kind === 'outing' ? 12 : 6;
}

/** An activity as it will be kept; refuses with `bad-activity` and every field that cannot be used. */
export function checkedActivity(given: NewActivity): KeptActivity {
  const { kind, places = usualPlaces(kind) } = given;
  const texts = new Texts();
  const kept = {
    name: texts.needed('/name', given.name, 80, 'Give the activity a name.'),
    kind,
    usualPlace: texts.optional('/usualPlace', given.usualPlace, 120),
    places,
    setting: given.setting ?? null,
    easyToReach: given.easyToReach ?? false,
    feelsLike: texts.optional('/feelsLike', given.feelsLike, 80),
    bring: texts.optional('/bring', given.bring, 120),
    cost: texts.optional('/cost', given.cost, 40),
  };
  if (!isPlaces(places)) texts.problem('/places', PLACES);
  texts.refuseAs(
    'bad-activity',
    'Some details of this activity cannot be kept. See errors for what to change.',
  );
  return kept;
}

export const PLACES = 'Give a whole number of places, from 2 to 200.';

export function isPlaces(places: number): boolean {
  return Number.isInteger(places) && places >= FEWEST_PLACES && places <= MOST_PLACES;
}

/** Reads texts of a form and collects what is wrong with them. */
export class Texts {
  readonly #problems: FieldProblem[] = [];

  problem(pointer: string, detail: string): void {
    this.#problems.push({ pointer, detail });
  }

  /** The text as it will be kept. */
  needed(pointer: string, text: string | undefined, most: number, whenEmpty: string): string {
    const kept = this.optional(pointer, text, most);
    if (kept === null) this.problem(pointer, whenEmpty);
    return kept ?? '';
  }

  /** The same, or null when nothing was given. */
  optional(pointer: string, text: string | undefined, most: number): string | null {
    const kept = text?.replace(/[\s\p{Cc}]+/gu, ' ').trim() ?? '';
    const { length } = Array.from(kept);
    if (length > most) this.problem(pointer, tooLong(most, length - most));
    return kept === '' ? null : kept;
  }

  /** Throws when there is anything wrong. */
  refuseAs(code: string, detail: string): void {
    if (this.#problems.length > 0) throw new DomainError(code, 'invalid', detail, this.#problems);
  }
}

function tooLong(most: number, over: number): string {
  return `Use ${String(most)} characters or fewer. You have ${String(over)} too many.`;
}
