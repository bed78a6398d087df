import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { counted } from '../options.js';
import { Stopped } from '../stopped.js';
import { ACTIVITIES } from './activities-file.js';
import { CONTRIBUTIONS } from './contributions-file.js';
import { readTable } from './csv-table.js';
import { OPENING } from './opening-file.js';
import { PEOPLE } from './people-file.js';
import { RATES } from './rates-file.js';
import { REGISTER } from './register-file.js';
import type { Refusal } from './report.js';
import { SESSIONS } from './sessions-file.js';

export const SCHEME = 'scheme.json';

const IMPORTED = [PEOPLE, ACTIVITIES, RATES, SESSIONS, REGISTER, CONTRIBUTIONS, OPENING];

/** Files of a season that a later release will bring in. They are read, so that a fault in one shows now. */
const FOR_LATER = ['offers.csv', 'redemptions.csv'];

export interface Folder {
  has(file: string): boolean;
  /** What is to be said about the other files. */
  readonly notes: readonly string[];
  readonly refusals: readonly Refusal[];
}

/** What lies in a folder that is to be imported. There must be a `scheme.json`. */
export function lookInto(folder: string): Folder {
  const names = readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();
  if (!names.includes(SCHEME)) {
    throw new Stopped(`There is no ${SCHEME} in "${folder}". It says which scheme this is.`);
  }
  const later = FOR_LATER.filter((name) => names.includes(name)).map((file) => ({
    file,
    table: readTable(join(folder, file), { needed: ['ref'] }),
  }));
  const strange = names.filter((name) => ![SCHEME, ...IMPORTED, ...FOR_LATER].includes(name));
  const told = later.map(({ file, table }) => `${file} (${counted(table.rows.length, 'row')})`);
  return {
    has: (file) => names.includes(file),
    notes: [
      ...(told.length === 0 ? [] : [`Read and left for later: ${told.join(', ')}.`]),
      ...(strange.length === 0 ? [] : [`Not read, for import does not know them: ${strange.join(', ')}.`]),
    ],
    refusals: later.flatMap(({ table }) => table.refusals),
  };
}
