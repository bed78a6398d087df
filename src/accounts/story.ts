import type { AttendanceStory } from '../attendance/index.js';
import type { ContributionStory } from '../contributions/index.js';
import type { PersonId, TransferId } from '../shared/ids.js';

/** Why a transfer was made, where staff put something right. */
export interface PutRightStory {
  readonly kind: 'put-right';
  /** The sentence that staff wrote for the person. */
  readonly sentence: string;
  readonly letThemKeep: boolean;
  /** True of the gift by which they keep what a line gave. */
  readonly isGift: boolean;
  readonly askedBy: PersonId;
  readonly agreedBy: PersonId | undefined;
}

/** Why a transfer was made: what is behind it outside the book. */
export type Story = AttendanceStory | ContributionStory | PutRightStory;

export type Stories = ReadonlyMap<TransferId, Story>;
