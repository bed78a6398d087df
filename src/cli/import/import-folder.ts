import { join } from 'node:path';
import { UnitOfWork } from '../../database/index.js';
import { ParticipantsQueries } from '../../participants/index.js';
import {
  checkedScheme,
  type Scheme,
  type SchemeDetails,
  Schemes,
  SchemesQueries,
} from '../../schemes/index.js';
import { type IsoDate, type IsoInstant, parseIsoDate } from '../../shared/calendar.js';
import { Clock } from '../../shared/clock.js';
import { newId, type SchemeId } from '../../shared/ids.js';
import { progressOf } from '../progress.js';
import type { Session } from '../session.js';
import { type CsvRow, readTable } from './csv-table.js';
import { lookInto } from './folder.js';
import { Importer, type OnRows, type Outcome } from './importer.js';
import { checkedOpenings, OPENING, OPENING_COLUMNS } from './opening-file.js';
import { checkedPeople, PEOPLE, PEOPLE_COLUMNS } from './people-file.js';
import { tally, type FileTally, type Refusal } from './report.js';
import { readSchemeFile } from './scheme-file.js';

/** What came of an import. */
export interface Imported {
  readonly scheme: SchemeDetails;
  /** True when the scheme was not there before. */
  readonly founded: boolean;
  readonly files: readonly FileTally[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly string[];
}

/** Brings a folder in: the scheme, then its people, then what they bring along. */
export async function importFolder(session: Session, folder: string, dryRun: boolean): Promise<Imported> {
  const { hasPeople, hasOpening, notes } = lookInto(folder);
  const file = readSchemeFile(folder);
  const details = checkedScheme(file.details);
  const there = (await session.get(SchemesQueries).all()).find(({ slug }) => slug === details.slug);
  const importer = await importerFor(session, { details, there, dryRun });
  const people = hasPeople ? [await importPeople(importer, join(folder, PEOPLE))] : [];
  const openings = hasOpening
    ? [
        await importOpenings(session, importer, {
          path: join(folder, OPENING),
          timeZone: (there ?? details).timeZone,
        }),
      ]
    : [];
  const done = [...people, ...openings];
  return {
    scheme: details,
    founded: there === undefined,
    files: done.map(({ counts }) => counts),
    refusals: done.flatMap(({ refusals }) => refusals),
    notes: [
      ...(file.unknown.length === 0 ? [] : [`scheme.json: ${file.unknown.join(', ')} means nothing here.`]),
      ...differences(details, there),
      ...done.flatMap(({ unknown }) => unknown),
      ...notes,
    ],
  };
}

interface FileDone {
  readonly counts: FileTally;
  readonly refusals: readonly Refusal[];
  readonly unknown: readonly string[];
}

interface Target {
  readonly details: SchemeDetails;
  readonly there: Scheme | undefined;
  readonly dryRun: boolean;
}

async function importerFor(session: Session, { details, there, dryRun }: Target): Promise<Importer> {
  if (there === undefined) {
    const scheme = dryRun ? newId<SchemeId>() : await session.get(Schemes).found(details);
    return new Importer(session, {
      scheme,
      dryRun,
      founding: dryRun ? details : undefined,
      known: new Map(),
    });
  }
  const refs = await session
    .get(UnitOfWork)
    .read(there.id, (view) => session.get(ParticipantsQueries).refs(view, there.id));
  const known = new Map([...refs].map(([id, ref]) => [ref, id]));
  return new Importer(session, { scheme: there.id, dryRun, founding: undefined, known });
}

async function importPeople(importer: Importer, path: string): Promise<FileDone> {
  const table = readTable(path, PEOPLE_COLUMNS);
  const { good, refusals } = checkedPeople(table);
  const outcomes = await withProgress(PEOPLE, good.length, (onRows) => importer.addPeople(good, onRows));
  return tally({ file: PEOPLE, rows: good, outcomes, refusals, unknown: table.unknown });
}

async function importOpenings(
  session: Session,
  importer: Importer,
  { path, timeZone }: { readonly path: string; readonly timeZone: string },
): Promise<FileDone> {
  const table = readTable(path, OPENING_COLUMNS);
  const begins = await beginningsOf(table.rows, timeZone, session.get(UnitOfWork));
  const { good, refusals } = checkedOpenings(table, {
    isKnown: (ref) => importer.isKnown(ref),
    timeZone,
    now: session.get(Clock).now(),
    beginOf: (day) => begins.get(day),
  });
  const outcomes = await withProgress(OPENING, good.length, (onRows) =>
    importer.recordOpenings(good, onRows),
  );
  return tally({ file: OPENING, rows: good, outcomes, refusals, unknown: table.unknown });
}

/** When each day of the file begins in a time zone; the database knows when clocks change. */
async function beginningsOf(
  rows: readonly CsvRow[],
  timeZone: string,
  work: Pick<UnitOfWork, 'ask'>,
): Promise<ReadonlyMap<IsoDate, IsoInstant>> {
  const days = [...new Set(rows.map((row) => row.of('as_at')))].filter(isIsoDate);
  const found = await work.ask<{ day: IsoDate; begins: IsoInstant }>(
    `SELECT day, ledger_moment(day::date::timestamp AT TIME ZONE $2) AS begins FROM unnest($1::text[]) AS day`,
    [days, timeZone],
  );
  return new Map(found.map(({ day, begins }) => [day, begins]));
}

async function withProgress(
  file: string,
  rows: number,
  work: (onRows: OnRows) => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  const progress = progressOf(file);
  try {
    return await work((done) => progress.at(done, rows));
  } finally {
    progress.stop();
  }
}

function isIsoDate(text: string): boolean {
  try {
    return parseIsoDate(text) === text;
  } catch {
    return false;
  }
}

/** Import founds a scheme and never changes one. */
function differences(file: SchemeDetails, there: Scheme | undefined): readonly string[] {
  if (there === undefined) return [];
  const differ = [
    ...(file.name === there.name ? [] : ['name']),
    ...(file.timeZone === there.timeZone ? [] : ['time_zone']),
    ...(file.words.one === there.words.one && file.words.many === there.words.many ? [] : ['currency']),
  ];
  return differ.length === 0
    ? []
    : [`scheme.json: ${differ.join(', ')} differs from the scheme, which stays as it is.`];
}
