import {
  type AnsweredLine,
  Registers,
  RegistersQueries,
  standingIn,
  type Tick,
} from '../../attendance/index.js';
import { SessionsQueries } from '../../activities/index.js';
import { type ActorId, parseId } from '../../shared/ids.js';
import { readTable } from './csv-table.js';
import type { Fact, FactDone, FileOfFacts } from './facts.js';
import { wrong } from './fields.js';
import type { Importing } from './importing.js';
import type { People } from './import-people.js';
import { sessionsThere } from './import-plans.js';
import {
  checkedRegisters,
  REGISTER,
  REGISTER_COLUMNS,
  type RegisterLine,
  type RegisterList,
} from './register-file.js';
import type { Place } from './writing.js';

/** The registers of the file: each version is the whole list as it was then. */
export async function registerFacts(importing: Importing, people: People): Promise<FileOfFacts> {
  const table = readTable(importing.path(REGISTER), REGISTER_COLUMNS);
  const sessions = await sessionsThere(importing);
  const days = await importing.writing.look((view) =>
    importing.session.get(SessionsQueries).days(view, importing.writing.scheme),
  );
  const { timeZone, now } = importing;
  const { good, refusals } = checkedRegisters(table, { ...people, sessions, days, timeZone, now });
  return {
    file: REGISTER,
    facts: good.map((list) => factOf(importing, list)),
    refusals,
    unknown: table.unknown,
    whenRefused: REST,
  };
}

/** A typing slip about one person is no reason to leave out the others. */
const REST =
  'register.csv: a line that was refused is not on its list; the rest of the list was recorded, unless it says otherwise.';

function factOf({ session }: Importing, list: RegisterList): Fact {
  const registers = session.get(Registers);
  const queries = session.get(RegistersQueries);
  return {
    lines: list.lines.map(({ line }) => line),
    at: Date.parse(list.recordedAt),
    async write(place) {
      const latest = (await queries.versions(place.tx, place.scheme, list.session)).length;
      const there = latest === 0 ? undefined : await versionThere(place, list, latest);
      if (there === undefined) return save(registers, { list, basedOn: latest }, place);
      const of = { scheme: place.scheme, sessionId: list.session };
      const kept = standingIn(await queries.version(place.tx, of, there));
      if (!sameLines(kept, list)) throw wrong(OTHER_LIST);
      return { result: 'there' };
    },
  };
}

const OTHER_LIST =
  'This version is there already with other lines, and it stays. Add the whole list, put right, as the next version.';

/** The version that this list came in as, which has another number when one before it was refused; or whatever has its number. */
async function versionThere(
  { tx, scheme }: Place,
  { session, version }: RegisterList,
  latest: number,
): Promise<number | undefined> {
  const [row]: { version: number }[] = await tx.query(
    'SELECT version FROM register_version WHERE scheme_id = $1 AND session_id = $2 AND key = $3',
    [scheme, session, keyOf(version)],
  );
  return row?.version ?? (version <= latest ? version : undefined);
}

function keyOf(version: number): string {
  return `import/${String(version)}`;
}

interface Version {
  readonly list: RegisterList;
  readonly basedOn: number;
}

async function save(
  registers: Registers,
  { list, basedOn }: Version,
  { tx, scheme }: Place,
): Promise<FactDone> {
  const ticks = ticksOf(list);
  const saved = await registers.save(tx, {
    scheme,
    sessionId: list.session,
    key: keyOf(list.version),
    source: 'import',
    by: {
      personId: list.recordedBy,
      actorId: parseId<ActorId>(list.recordedBy),
      roles: [],
      channel: 'command',
    },
    recordedAt: list.recordedAt,
    basedOn,
    outcome: ticks.length === 0 ? 'nobody-came' : 'came',
    ticks,
    headCountExtra: 0,
    countedOut: undefined,
    countedBack: undefined,
    note: undefined,
  });
  if (saved.kind === 'asked') throw wrong(OTHER_LIST);
  const named = list.lines.filter(({ person }) => person !== null);
  const refused = saved.answers.flatMap((answer, place) => faultOf(answer, named[place]));
  const idle = saved.answers.filter(({ result }) => result === 'no-rate').length;
  const note = `${REGISTER}, line ${String(list.lines[0]?.line ?? 0)}: ${String(idle)} of this list get nothing, for there was no earning rate.`;
  return { result: 'added', refused, ...(idle === 0 ? {} : { note }) };
}

function ticksOf({ lines }: RegisterList): readonly Tick[] {
  return lines.flatMap(({ person, part }) =>
    person === null || part === null ? [] : [{ personId: person, part }],
  );
}

/** A line that could not be recorded; the rest of its list is. */
function faultOf({ result }: AnsweredLine, line: RegisterLine | undefined) {
  const reason = result === 'own-line' ? OWN_LINE : result === 'unknown-person' ? UNKNOWN : undefined;
  return reason === undefined ? [] : [{ line: line?.line ?? 0, field: 'person_ref', reason }];
}

const OWN_LINE =
  'Nobody gives galaxies to themselves: who writes a list down is on it only as the planned leader.';
const UNKNOWN = 'They have no accounts here, so they can get no galaxies.';

/** Lines that were refused the first time are not there, and are refused again. */
function sameLines(kept: readonly Tick[], list: RegisterList): boolean {
  const sent = ticksOf(list).filter(({ personId, part }) => personId !== list.recordedBy || part === 'led');
  const words = (ticks: readonly Tick[]): string =>
    ticks
      .map(({ personId, part }) => `${personId} ${part}`)
      .sort()
      .join();
  return words(kept) === words(sent) || words(kept) === words(ticksOf(list));
}
