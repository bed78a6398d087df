import { join } from 'node:path';
import type { SchemeDetails } from '../../schemes/index.js';
import { Stopped } from '../stopped.js';
import { readText } from './text-file.js';

const FILE = 'scheme.json';
/** Fields that a later release will read. */
const FOR_LATER = ['neutral_name', 'staff_phone', 'starts_on'];
const READ = ['slug', 'name', 'time_zone', 'currency'];

export interface SchemeFile {
  readonly details: SchemeDetails;
  /** Fields that mean nothing to us. */
  readonly unknown: readonly string[];
}

/** Reads what the scheme is called, where its days begin and what its galaxies are called. */
export function readSchemeFile(folder: string): SchemeFile {
  const found = objectIn(readText(join(folder, FILE)));
  const currency = fieldOf(found, 'currency');
  if (!isObject(currency)) {
    throw new Stopped(
      `${FILE}, currency: Say what galaxies are called, as {"one": "galaxy", "many": "galaxies"}.`,
    );
  }
  return {
    details: {
      slug: textOf(found, 'slug'),
      name: textOf(found, 'name'),
      timeZone: textOf(found, 'time_zone'),
      words: { one: textOf(currency, 'one'), many: textOf(currency, 'many') },
    },
    unknown: Object.keys(found).filter((name) => !READ.includes(name) && !FOR_LATER.includes(name)),
  };
}

function objectIn(text: string): object {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    found = undefined;
  }
  if (!isObject(found))
    throw new Stopped(`${FILE} is not a JSON object. Write it as in examples/season/scheme.json.`);
  return found;
}

function textOf(holder: object, name: string): string {
  const value = fieldOf(holder, name);
  if (typeof value !== 'string' || value.trim() === '') throw new Stopped(`${FILE}, ${name}: Write a text.`);
  return value;
}

function fieldOf(holder: object, name: string): unknown {
  return Object.hasOwn(holder, name) ? Reflect.get(holder, name) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
