import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { PROJECT } from './planted-tree.js';

/** The season that comes with the project. */
export const SEASON = join(PROJECT, 'examples', 'season');

type Row = Readonly<Record<string, string>>;

/** The rows of one of its files. */
export function rowsOf(file: string, folder = SEASON): readonly Row[] {
  const rows: Row[] = parse(readFileSync(join(folder, file), 'utf8'), { columns: true });
  return rows;
}

/**
 * What everybody has at the end, worked out from the files alone: for each session the last version of its register, each
 * line by the rate of the session's own day, and what each contribution gave by the rate of its day. Nothing of ours is
 * asked.
 */
export function balancesByHand(folder = SEASON): ReadonlyMap<string, number> {
  const balances = new Map(
    rowsOf('people.csv', folder)
      .filter(isParticipant)
      .map(({ ref = '' }) => [ref, 0]),
  );
  const give = (ref: string, galaxies: number) => balances.set(ref, (balances.get(ref) ?? 0) + galaxies);
  const rates = rowsOf('earning_rates.csv', folder);
  for (const { person_ref: person = '', galaxies } of linesThatStand(folder, rates)) give(person, galaxies);
  for (const { person_ref: person = '', on = '' } of rowsOf('contributions.csv', folder))
    give(person, rateOn(rates, { activity: '', part: 'contributed', day: on }));
  return balances;
}

/** The lines of the last version of each register, with what each gave. */
export function linesThatStand(folder = SEASON, rates = rowsOf('earning_rates.csv', folder)) {
  const sessions = new Map(rowsOf('sessions.csv', folder).map((row) => [row['ref'], row]));
  const register = rowsOf('register.csv', folder);
  const last = new Map<string, number>();
  for (const { session_ref: ref = '', version } of register)
    last.set(ref, Math.max(last.get(ref) ?? 0, Number(version)));
  return register
    .filter(({ session_ref: ref = '', version }) => Number(version) === last.get(ref))
    .map((row) => {
      const session = sessions.get(row['session_ref']);
      // The files write their moments by the clocks on the wall, so the day is what stands first.
      const day = session?.['starts_at']?.slice(0, 10) ?? '';
      const of = { activity: session?.['activity_ref'] ?? '', part: row['part'] ?? '', day };
      return { ...row, person_ref: row['person_ref'], galaxies: rateOn(rates, of) };
    });
}

interface At {
  readonly activity: string;
  readonly part: string;
  readonly day: string;
}

/** The latest rate of the activity itself, or else the latest for all. */
function rateOn(rates: readonly Row[], { activity, part, day }: At): number {
  const inForce = (of: string) =>
    rates
      .filter((rate) => rate['activity_ref'] === of && rate['part'] === part && (rate['from'] ?? '') <= day)
      .sort((one, other) => ((one['from'] ?? '') < (other['from'] ?? '') ? 1 : -1))[0];
  return Number((inForce(activity) ?? inForce(''))?.['galaxies'] ?? 0);
}

function isParticipant({ roles = '' }: Row): boolean {
  return roles.split(';').includes('participant');
}
