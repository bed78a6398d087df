import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import { DomainError, type FieldProblem } from '../shared/domain-error.js';
import type { ContributionId, EntryId, ParticipantId, PersonId, TransferId } from '../shared/ids.js';

/** Where a contribution stands. `put-right`: it was approved, and turned round later. */
export const CONTRIBUTION_STATES = ['pending', 'approved', 'not-approved', 'withdrawn', 'put-right'] as const;
export type ContributionState = (typeof CONTRIBUTION_STATES)[number];

/** Whether they said so themselves, or a leader said thanks. */
export type ContributionKind = 'helped' | 'thanks';

/** About how long it took. It changes no number. */
export const LENGTHS = ['up-to-an-hour', '1-to-2-hours', 'longer'] as const;
export type Length = (typeof LENGTHS)[number];

export const LONGEST_WHAT = 80;
export const LONGEST_WHO_KNOWS = 40;
export const LONGEST_DECISION_REASON = 500;

/** What somebody did that no register shows. */
export interface Contribution {
  readonly id: ContributionId;
  readonly ref: string | undefined;
  readonly personId: ParticipantId;
  readonly kind: ContributionKind;
  readonly what: string;
  readonly occurredOn: IsoDate;
  readonly length: Length | undefined;
  readonly whoKnows: string | undefined;
  readonly state: ContributionState;
  readonly askedAt: IsoInstant;
  readonly askedBy: PersonId;
  readonly decidedAt: IsoInstant | undefined;
  readonly decidedBy: PersonId | undefined;
  readonly decisionReason: string | undefined;
  readonly galaxies: number | undefined;
  readonly entryId: EntryId | undefined;
  readonly transferId: TransferId | undefined;
}

/** Whether somebody did it or wrote it down, and so is not the one who checks it. */
export function isOwnOf(
  { personId, askedBy }: Pick<Contribution, 'personId' | 'askedBy'>,
  who: PersonId,
): boolean {
  return personId === who || askedBy === who;
}

/** What is said when one is sent. */
export interface Told {
  readonly what: string;
  readonly occurredOn: IsoDate;
  readonly length?: Length | undefined;
  readonly whoKnows?: string | undefined;
}

/** The same as it will be kept. */
export interface KeptTold {
  readonly what: string;
  readonly occurredOn: IsoDate;
  readonly length: Length | null;
  readonly whoKnows: string | null;
}

/** What was told as it will be kept; refuses with `bad-contribution` and every field that cannot be used. */
export function checkedTold(told: Told, today: IsoDate): KeptTold {
  const what = tidy(told.what);
  const whoKnows = tidy(told.whoKnows ?? '');
  const problems: FieldProblem[] = [
    ...problem(what.length < 1 || what.length > LONGEST_WHAT, '/what', WHAT_LENGTH),
    ...problem(whoKnows.length > LONGEST_WHO_KNOWS, '/whoKnows', WHO_KNOWS_LENGTH),
    ...problem(told.occurredOn > today, '/occurredOn', 'Choose today or an earlier day.'),
  ];
  if (problems.length > 0) throw badContribution(problems);
  return {
    what,
    occurredOn: told.occurredOn,
    length: told.length ?? null,
    whoKnows: whoKnows === '' ? null : whoKnows,
  };
}

/** Text with its spaces put in order. */
export function tidy(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

const WHAT_LENGTH = 'Say what they did in 1 to 80 characters.';
const WHO_KNOWS_LENGTH = 'Give a first name of 40 characters or fewer.';

function problem(isWrong: boolean, pointer: string, detail: string): readonly FieldProblem[] {
  return isWrong ? [{ pointer, detail }] : [];
}

function badContribution(fields: readonly FieldProblem[]): DomainError {
  return new DomainError(
    'bad-contribution',
    'invalid',
    'Part of this cannot be kept. See errors for what to change.',
    fields,
  );
}
