import type { Part, RatesInForce } from '../activities/index.js';
import { askPrepared, type Tx, type View } from '../database/index.js';
import type { Recorded } from '../ledger/index.js';
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

export function standingOf(row: StandingRow, { nameable }: Pick<NewRegister, 'nameable'>): Standing {
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

/** Under which number and key a version is written, and what the book answered. */
export interface Moment {
  readonly version: number;
  readonly key: string;
  readonly content: Buffer;
  readonly recorded: Recorded | undefined;
}

export interface ToWrite extends Moment {
  readonly saving: Saving;
  readonly rates: RatesInForce;
}

/** Writes the version and its lines in one round trip, and answers with what it says now. */
export async function writeVersion(tx: Tx, request: NewRegister, given: ToWrite): Promise<VersionView> {
  const { version, saving, recorded } = given;
  const lines = linesToAdd(given);
  const parameters = [...versionColumns(request, given), ...putRightColumns(given), ...lineColumns(lines)];
  const { recordedAt } = request;
  if (recordedAt === undefined) await askPrepared(tx, WRITE, parameters);
  else await askPrepared(tx, WRITE_AT, [...parameters, recordedAt]);
  return {
    version,
    outcome: saving.outcome,
    merged: saving.merged,
    headCountExtra: saving.headCountExtra,
    countedOut: saving.countedOut,
    countedBack: saving.countedBack,
    entryId: recorded?.entryId,
    lines: [
      ...[...saving.kept, ...saving.putRight].toSorted(byId).map((line) => seenFrom(line, version, saving)),
      ...lines.map((line) => ({ ...added(line), fromVersion: version, putRightVersion: undefined })),
    ],
  };
}

interface LineToAdd {
  readonly personId: PersonId;
  readonly part: Part;
  readonly galaxies: number;
  readonly rateId: string | null;
  readonly transferId: TransferId | null;
}

/** Each new line with its transfer: the book answers in the order it was asked, for the lines that give galaxies. */
function linesToAdd({ saving, rates, recorded }: ToWrite): readonly LineToAdd[] {
  const transfers = [...(recorded?.transferIds ?? [])];
  return saving.added.map(({ personId, part }) => {
    const rate = rates[part];
    if (rate === undefined) return { personId, part, galaxies: 0, rateId: null, transferId: null };
    const transferId = transfers.shift() ?? null;
    return { personId, part, galaxies: rate.galaxies, rateId: rate.rateId, transferId };
  });
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
    given.recorded?.entryId ?? null,
    request.by.personId,
    request.onBehalfOf ?? null,
    request.source,
  ];
}

/** The book turns the latest transfer round first, so its answers go with the lines in that order. */
function putRightColumns({ saving: { putRight }, recorded }: ToWrite): unknown[] {
  const reversals = [...(recorded?.reversalIds ?? [])];
  const latestFirst = putRight
    .filter(({ transferId }) => transferId !== undefined)
    .toSorted((one, other) => (BigInt(one.transferId ?? 0) < BigInt(other.transferId ?? 0) ? 1 : -1));
  const reversalOf = new Map(latestFirst.map(({ id }, index) => [id, reversals[index]]));
  return [putRight.map(({ id }) => id), putRight.map(({ id }) => reversalOf.get(id) ?? null)];
}

function lineColumns(lines: readonly LineToAdd[]): unknown[] {
  return [
    lines.map(({ personId }) => personId),
    lines.map(({ part }) => part),
    lines.map(({ galaxies }) => galaxies),
    lines.map(({ rateId }) => rateId),
    lines.map(({ transferId }) => transferId),
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

function added({ personId, part, galaxies }: LineToAdd): Pick<VersionLine, 'personId' | 'part' | 'galaxies'> {
  return { personId, part, galaxies };
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
