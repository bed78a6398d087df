import type { Part } from '../activities/index.js';
import type { EntryId, PersonId, SessionId } from '../shared/ids.js';
import type { Outcome, Tick } from './register.js';
import type { Counts } from './saving.js';

/** A line of one version: new in it, from before, or no longer in it. */
export interface VersionLine extends Tick {
  readonly galaxies: number;
  readonly fromVersion: number;
  /** The version that put it right; nothing while it stood. */
  readonly putRightVersion: number | undefined;
}

/** One version of a register, as it was when it was saved. */
export interface VersionView extends Counts {
  readonly version: number;
  readonly outcome: Outcome;
  readonly merged: boolean;
  readonly entryId: EntryId | undefined;
  readonly lines: readonly VersionLine[];
}

/** What became of one line that was sent. */
export type LineResult =
  /** It is new, and gives galaxies. */
  | 'added'
  /** It was there already. */
  | 'kept'
  /** They are on the list, with the part that another list gave them. */
  | 'other-part'
  /** They are on the list; there is no earning rate for this part, so it gives nothing. */
  | 'no-rate'
  /** The same person was sent twice; the first counts. */
  | 'twice'
  /** There is nobody like that in this scheme who can be given galaxies. */
  | 'unknown-person'
  /** Somebody else has to write this line. */
  | 'own-line';

export interface AnsweredLine extends Tick {
  readonly result: LineResult;
  readonly galaxies: number;
}

/** The answer to a register that was saved. Sent again, it is answered with the same. */
export interface SavedRegister extends VersionView {
  readonly kind: 'saved';
  readonly sessionId: SessionId;
  /** One for each line that was sent, in its order: none is dropped in silence. */
  readonly answers: readonly AnsweredLine[];
}

/** A leader's change after 14 days: kept, and asked of staff. The register stands as it was. */
export interface AskedRegister {
  readonly kind: 'asked';
  readonly sessionId: SessionId;
  readonly version: number;
}

/** The lines that a version says. */
export function standingIn({ version, lines }: VersionView): readonly VersionLine[] {
  return lines.filter(({ putRightVersion }) => putRightVersion === undefined || putRightVersion > version);
}

export function addedIn(view: VersionView): readonly VersionLine[] {
  return standingIn(view).filter(({ fromVersion }) => fromVersion === view.version);
}

export function putRightIn({ version, lines }: VersionView): readonly VersionLine[] {
  return lines.filter(({ putRightVersion }) => putRightVersion === version);
}

/** What became of each line that was sent, read from the version it made. */
export function answersTo(
  ticks: readonly Tick[],
  view: VersionView,
  sender: PersonId,
): readonly AnsweredLine[] {
  const standing = new Map(standingIn(view).map((line) => [line.personId, line]));
  const seen = new Set<PersonId>();
  return ticks.map(({ personId, part }) => {
    const line = standing.get(personId);
    const result = seen.has(personId) ? 'twice' : resultOf(part, line, view.version);
    seen.add(personId);
    if (line === undefined)
      return { personId, part, galaxies: 0, result: personId === sender ? 'own-line' : result };
    return { personId, part: line.part, galaxies: line.galaxies, result };
  });
}

function resultOf(part: Part, line: VersionLine | undefined, version: number): LineResult {
  if (line === undefined) return 'unknown-person';
  if (line.part !== part) return 'other-part';
  if (line.galaxies === 0) return 'no-rate';
  return line.fromVersion === version ? 'added' : 'kept';
}
