import { CommanderError } from 'commander';
import { ConfigurationError } from '../config/configuration-error.js';
import { DomainError } from '../shared/domain-error.js';
import { Misused, Stopped } from './stopped.js';

export const EXIT = { well: 0, wrong: 1, usage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** How a command that failed ends, and what it says; nothing where it has been said already. */
export interface Ending {
  readonly code: ExitCode;
  readonly sentence?: string;
}

/** What a person can do about a failure, by the code that Node or PostgreSQL gives it. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'The database does not answer. Check that it runs and that DATABASE_URL is its address.'],
  ['ENOTFOUND', 'The database does not answer. Check that it runs and that DATABASE_URL is its address.'],
  [
    'ECONNRESET',
    'The connection to the database broke. Run the command again: what was done is not done twice.',
  ],
  ['57P01', 'The database ended the connection. Run the command again: what was done is not done twice.'],
  ['57P03', 'The database is starting or stopping. Run the command again in a moment.'],
  ['28P01', 'The database does not accept this name and password. Check DATABASE_URL.'],
  ['3D000', 'The server has no such database. Check the last part of DATABASE_URL.'],
  ['42P01', 'The database has not all of its tables yet. Run `galaxies migrate` first.'],
  ['42883', 'The database has not all of its functions yet. Run `galaxies migrate` first.'],
  [
    '42501',
    "This login may not do that. Set MIGRATION_DATABASE_URL to the owner's address; docs/operations.md says what the owner needs.",
  ],
  ['57014', 'The database took too long to answer. Try again when it is less busy.'],
  ['ENOSPC', 'There is no room left on the disk. Make room and run the command again.'],
]);

/** Turns whatever went wrong into one sentence. Nobody is shown a stack unless they ask for it. */
export function endingOf(error: unknown): Ending {
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? EXIT.well : EXIT.usage };
  if (error instanceof Misused) return { code: EXIT.usage, sentence: error.message };
  if (error instanceof DomainError) return { code: EXIT.wrong, sentence: sentenceOf(error) };
  if (error instanceof Stopped || error instanceof ConfigurationError) {
    return { code: EXIT.wrong, sentence: error.message };
  }
  return { code: EXIT.wrong, sentence: adviceFor(error) ?? unexpected(error) };
}

function sentenceOf({ detail, fields }: DomainError): string {
  return [
    detail,
    ...fields.map((field) => `${field.pointer.slice(1).replaceAll('/', ' ')}: ${field.detail}`),
  ].join(' ');
}

function adviceFor(error: unknown): string | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  const path: unknown = error instanceof Error ? Reflect.get(error, 'path') : undefined;
  if (typeof path === 'string') return fileAdvice(code, path);
  return ADVICE.get(code);
}

function fileAdvice(code: string, path: string): string {
  switch (code) {
    case 'ENOENT':
      return `There is no "${path}". Check the path.`;
    case 'EACCES':
    case 'EPERM':
      return `"${path}" may not be used by this account. Check its permissions.`;
    case 'ENOTDIR':
      return `"${path}" is not a folder, or not in one. Check the path.`;
    case 'EISDIR':
      return `"${path}" is a folder where a file is wanted. Check the path.`;
    default:
      return ADVICE.get(code) ?? `"${path}" cannot be used (${code}).`;
  }
}

function unexpected(error: unknown): string {
  const code = codeOf(error) ?? (error instanceof Error ? error.name : typeof error);
  return `Something went wrong that nobody foresaw (${code}). LOG_LEVEL=debug shows where; please report it.`;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string') return code;
  return codeOf(Reflect.get(error, 'driverError') ?? error.cause);
}
