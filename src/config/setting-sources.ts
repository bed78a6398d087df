import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { nearestName } from './near-names.js';

/** What was set, by name, and what is wrong with how it was set. */
export interface Settings {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

type Source = Readonly<Record<string, string | undefined>>;

const OURS = 'GALAXIES_';

/** Reads the known settings from `.env` in the directory and, over it, from the process's environment. */
export function readSettings(environment: Source, directory: string, known: readonly string[]): Settings {
  const file = readEnvFile(directory);
  const names = [...known, ...known.map((name) => `${name}_FILE`)];
  const problems = [
    ...unknownInFile(Object.keys(file), names),
    ...unknownInEnvironment(Object.keys(environment), names),
  ];
  const values: Record<string, string> = {};
  for (const name of known) {
    const { value, problem } = valueOf(name, environment, file);
    if (value !== undefined) values[name] = value;
    if (problem !== undefined) problems.push(problem);
  }
  return { values, problems };
}

function readEnvFile(directory: string): Source {
  const path = join(directory, '.env');
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
}

/** The `.env` file is ours alone, so every name in it must be one of ours. */
function unknownInFile(names: readonly string[], known: readonly string[]): string[] {
  return names.filter((name) => !known.includes(name)).map((name) => unknown(name, 'in .env', known));
}

/** The environment is shared, so only names that claim to be ours, or look like a slip, are refused. */
function unknownInEnvironment(names: readonly string[], known: readonly string[]): string[] {
  return names
    .filter((name) => !known.includes(name))
    .filter((name) => name.startsWith(OURS) || nearestName(name, known) !== undefined)
    .map((name) => unknown(name, 'in the environment', known));
}

function unknown(name: string, where: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  const advice = near === undefined ? 'remove it; .env.example lists them all.' : `did you mean ${near}?`;
  return `${name} (${where}) is not a setting: ${advice}`;
}

interface Value {
  readonly value?: string;
  readonly problem?: string;
}

/** The environment speaks before the file; in each, NAME and NAME_FILE are two ways to say one thing. An empty value is none. */
function valueOf(name: string, ...sources: readonly Source[]): Value {
  for (const source of sources) {
    const value = source[name] ?? '';
    const path = source[`${name}_FILE`] ?? '';
    if (value !== '' && path !== '') {
      return {
        problem: `${name} and ${name}_FILE are both set: keep the one you mean and remove the other.`,
      };
    }
    if (value !== '') return { value };
    if (path !== '') return fromFile(name, path);
  }
  return {};
}

function fromFile(name: string, path: string): Value {
  try {
    return { value: readFileSync(path, 'utf8').replace(/\r?\n$/, '') };
  } catch {
    return {
      problem: `${name}_FILE names a file that cannot be read: check that "${path}" exists and may be read.`,
    };
  }
}
