import { join } from 'node:path';
import {
  checkedScheme,
  type Scheme,
  type SchemeDetails,
  Schemes,
  SchemesQueries,
} from '../../schemes/index.js';
import { Clock } from '../../shared/clock.js';
import type { Session } from '../session.js';
import { ACTIVITIES } from './activities-file.js';
import { contributionFacts } from './contribution-facts.js';
import { CONTRIBUTIONS } from './contributions-file.js';
import { type FileOfFacts, replay } from './facts.js';
import { type Folder, lookInto } from './folder.js';
import type { Importing } from './importing.js';
import { importPeople, type People, peopleThere } from './import-people.js';
import { importActivities, importRates, importSessions } from './import-plans.js';
import { openingFacts } from './opening-facts.js';
import { OPENING } from './opening-file.js';
import { PEOPLE } from './people-file.js';
import { RATES } from './rates-file.js';
import { registerFacts } from './register-facts.js';
import { REGISTER } from './register-file.js';
import type { FileDone, FileTally, Refusal } from './report.js';
import { readSchemeFile } from './scheme-file.js';
import { SESSIONS } from './sessions-file.js';
import { lookAnew } from './statistics.js';
import { keeping, tryingOut, type Writing } from './writing.js';

/** What came of an import. */
export interface Imported {
  readonly scheme: SchemeDetails;
  /** True when the scheme was not there before. */
  readonly founded: boolean;
  readonly files: readonly FileTally[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly string[];
}

/** Brings a folder in: the scheme, its people and plans, and then what happened, in the order in which it was written down. */
export async function importFolder(session: Session, path: string, dryRun: boolean): Promise<Imported> {
  const folder = lookInto(path);
  const file = readSchemeFile(path);
  const details = checkedScheme(file.details);
  const there = (await session.get(SchemesQueries).all()).find(({ slug }) => slug === details.slug);
  const into = (writing: Writing): Promise<readonly FileDone[]> =>
    importFiles(folder, {
      session,
      writing,
      timeZone: (there ?? details).timeZone,
      now: session.get(Clock).now(),
      path: (name) => join(path, name),
    });
  const done = dryRun
    ? await tryingOut(session, there === undefined ? { founding: details } : { there: there.id }, into)
    : await into(keeping(session, there?.id ?? (await session.get(Schemes).found(details))));
  if (!dryRun && done.some(({ counts }) => counts.added > 0)) await lookAnew(session);
  return {
    scheme: details,
    founded: there === undefined,
    files: done.map(({ counts }) => counts),
    refusals: [...done.flatMap(({ refusals }) => refusals), ...folder.refusals],
    notes: [
      ...(file.unknown.length === 0 ? [] : [`scheme.json: ${file.unknown.join(', ')} means nothing here.`]),
      ...differences(details, there),
      ...done.flatMap(({ notes }) => notes),
      ...folder.notes,
    ],
  };
}

/** Each file needs what those before it brought in. */
async function importFiles(folder: Folder, importing: Importing): Promise<readonly FileDone[]> {
  const done: FileDone[] = [];
  if (folder.has(PEOPLE)) done.push(await importPeople(importing));
  const people = await peopleThere(importing);
  if (folder.has(ACTIVITIES)) done.push(await importActivities(importing));
  if (folder.has(RATES)) done.push(await importRates(importing));
  if (folder.has(SESSIONS)) done.push(await importSessions(importing, people));
  return [...done, ...(await replay(importing.writing, await factsIn(folder, importing, people)))];
}

/** Of two facts of one moment the one of the earlier file comes first. */
async function factsIn(
  folder: Folder,
  importing: Importing,
  people: People,
): Promise<readonly FileOfFacts[]> {
  return [
    ...(folder.has(OPENING) ? [await openingFacts(importing, people)] : []),
    ...(folder.has(REGISTER) ? [await registerFacts(importing, people)] : []),
    ...(folder.has(CONTRIBUTIONS) ? [contributionFacts(importing, people)] : []),
  ];
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
