import { readdirSync } from 'node:fs';
import { Stopped } from '../stopped.js';
import { OPENING } from './opening-file.js';
import { PEOPLE } from './people-file.js';

export const SCHEME = 'scheme.json';

/** Files of a season that a later release will read. */
const FOR_LATER = [
  'activities.csv',
  'earning_rates.csv',
  'sessions.csv',
  'register.csv',
  'contributions.csv',
  'offers.csv',
  'redemptions.csv',
];

export interface Folder {
  readonly hasPeople: boolean;
  readonly hasOpening: boolean;
  /** What is to be said about the other files. */
  readonly notes: readonly string[];
}

/** What lies in a folder that is to be imported. There must be a `scheme.json`. */
export function lookInto(folder: string): Folder {
  const names = readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();
  if (!names.includes(SCHEME)) {
    throw new Stopped(`There is no ${SCHEME} in "${folder}". It says which scheme this is.`);
  }
  const later = names.filter((name) => FOR_LATER.includes(name));
  const strange = names.filter((name) => ![SCHEME, PEOPLE, OPENING, ...FOR_LATER].includes(name));
  return {
    hasPeople: names.includes(PEOPLE),
    hasOpening: names.includes(OPENING),
    notes: [
      ...(later.length === 0 ? [] : [`Left for later: ${later.join(', ')}.`]),
      ...(strange.length === 0 ? [] : [`Not read, for import does not know them: ${strange.join(', ')}.`]),
    ],
  };
}
