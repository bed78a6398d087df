import type { RatesInForce } from '../activities/index.js';
import { askPrepared, type Tx, type View } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { ActivityId, EntryId, PersonId, SchemeId, SessionId, TransferId } from '../shared/ids.js';
import type { VersionLine, VersionView } from './answer.js';
import type { NewRegister } from './new-register.js';
import type { OpenLine, Outcome } from './register.js';
import { LOCK, STANDING, VERSION, WRITE, WRITE_AT } from './registers.sql.js';
import type { Saving, Standing } from './saving.js';

/** The session and its register as the database tells them. */
export interface StandingRow {
  readonly activityId: ActivityId;
  readonly occursOn: IsoDate;
  readonly places: number;
  /** Days from today, by the scheme's own clock, to the session; below nought when it has been. */
  readonly daysAhead: number;
  readonly latest: number;
  readonly outcome: Outcome | null;
  readonly headCountExtra: number | null;
  readonly countedOut: number | null;
  readonly countedBack: number | null;
  readonly leaders: readonly PersonId[];
  readonly known: readonly PersonId[];
  readonly open: readonly (Omit<OpenLine, 'transferId'> & { readonly transferId: TransferId | null })[];
  readonly sameVersion: number | null;
  readonly keyUsed: boolean;
}

/** What tells a list from others. */
export interface Sending {
  readonly keys: readonly [string, string];
  readonly content: Buffer;
}

/** Waits until nobody else saves this register, then looks at it; nothing when there is no such session. */
export async function standingAt(
  tx: Tx,
  { scheme, sessionId, ticks }: NewRegister,
  { keys, content }: Sending,
): Promise<StandingRow | undefined> {
  const people = [...new Set(ticks.map(({ personId }) => personId))];
  const [, [row]] = await Promise.all([
    askPrepared(tx, LOCK, [scheme, sessionId]),
    askPrepared<StandingRow & Record<string, unknown>>(tx, STANDING, [
      scheme,
      sessionId,
      keys,
      content,
      people,
    ]),
  ]);
  return row;
}

/** `nameable` are those whom the sender may name; everybody when nothing is said. */
export function standingOf(row: StandingRow, nameable: readonly PersonId[] | undefined): Standing {
  return {
    latest: row.latest,
    outcome: row.outcome ?? 'came',
    open: row.open.map(({ transferId, ...line }) => ({ ...line, transferId: transferId ?? undefined })),
    places: row.places,
    daysSince: -row.daysAhead,
    leaders: new Set(row.leaders),
    known: new Set(row.known.filter((person) => nameable?.includes(person) ?? true)),
    headCountExtra: row.headCountExtra ?? 0,
    countedOut: row.countedOut ?? undefined,
    countedBack: row.countedBack ?? undefined,
  };
}

/** A version with all that it says, under its number and key. */
export interface ToWrite {
  readonly version: number;
  readonly key: string;
  readonly content: Buffer;
  readonly saving: Saving;
  readonly rates: RatesInForce;
  /** Under which the book has its entry; nothing where no galaxies move. */
  readonly sourceKey: string | undefined;
}

/** Writes the version and its lines, each with its transfer of the entry that was recorded before. */
export async function writeVersion(tx: Tx, request: NewRegister, given: ToWrite): Promise<void> {
  const columns = [
    ...versionColumns(request, given),
    given.saving.putRight.map(({ id }) => id),
    ...lineColumns(given),
  ];
  if (request.recordedAt === undefined) await askPrepared(tx, WRITE, columns);
  else await askPrepared(tx, WRITE_AT, [...columns, request.recordedAt]);
}

/** What a version that is written says. */
export function viewOf({ version, saving, rates }: ToWrite, entryId: EntryId | undefined): VersionView {
  return {
    version,
    outcome: saving.outcome,
    merged: saving.merged,
    headCountExtra: saving.headCountExtra,
    countedOut: saving.countedOut,
    countedBack: saving.countedBack,
    entryId,
    lines: [
      ...[...saving.kept, ...saving.putRight].toSorted(byId).map((line) => seenFrom(line, version, saving)),
      ...saving.added.map(({ personId, part }) => ({
        ...{ personId, part, galaxies: rates[part]?.galaxies ?? 0 },
        ...{ fromVersion: version, putRightVersion: undefined },
      })),
    ],
  };
}

function versionColumns({ scheme, ...request }: NewRegister, { saving, ...given }: ToWrite): unknown[] {
  return [
    scheme,
    request.sessionId,
    given.version,
    given.key,
    given.content,
    Math.max(0, Math.min(request.basedOn, given.version - 1)),
    saving.merged,
    saving.outcome,
    saving.headCountExtra,
    saving.countedOut ?? null,
    saving.countedBack ?? null,
    saving.note ?? null,
    request.by.personId,
    request.onBehalfOf ?? null,
    request.source,
    given.sourceKey ?? null,
  ];
}

/** The book numbers the transfers of an entry in the order it was asked, for the lines that give galaxies. */
function lineColumns({ saving: { added }, rates }: ToWrite): unknown[] {
  let transfers = 0;
  return [
    added.map(({ personId }) => personId),
    added.map(({ part }) => part),
    added.map(({ part }) => rates[part]?.galaxies ?? 0),
    added.map(({ part }) => rates[part]?.rateId ?? null),
    added.map(({ part }) => (rates[part] === undefined ? null : ++transfers)),
  ];
}

function byId(one: OpenLine, other: OpenLine): number {
  return BigInt(one.id) < BigInt(other.id) ? -1 : 1;
}

function seenFrom(line: OpenLine, version: number, { putRight }: Saving): VersionLine {
  const { personId, part, galaxies, fromVersion } = line;
  return {
    personId,
    part,
    galaxies,
    fromVersion,
    putRightVersion: putRight.includes(line) ? version : undefined,
  };
}

interface VersionRow {
  readonly version: number;
  readonly outcome: Outcome;
  readonly merged: boolean;
  readonly headCountExtra: number;
  readonly countedOut: number | null;
  readonly countedBack: number | null;
  readonly entryId: EntryId | null;
  readonly lines: readonly (Omit<VersionLine, 'putRightVersion'> & {
    readonly putRightVersion: number | null;
  })[];
}

/** A version as it was when it was saved. */
export async function readVersion(
  view: View,
  { scheme, sessionId }: { readonly scheme: SchemeId; readonly sessionId: SessionId },
  version: number,
): Promise<VersionView> {
  const [row]: VersionRow[] = await view.query(VERSION, [scheme, sessionId, version]);
  if (row === undefined) throw new Error(`There is no version ${String(version)} of this register.`);
  return {
    version: row.version,
    outcome: row.outcome,
    merged: row.merged,
    headCountExtra: row.headCountExtra,
    countedOut: row.countedOut ?? undefined,
    countedBack: row.countedBack ?? undefined,
    entryId: row.entryId ?? undefined,
    lines: row.lines.map(({ personId, part, galaxies, fromVersion, putRightVersion }) => ({
      ...{ personId, part, galaxies, fromVersion },
      putRightVersion: putRightVersion !== null && putRightVersion <= version ? putRightVersion : undefined,
    })),
  };
}
