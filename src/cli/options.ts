import { Option } from 'commander';

export interface SchemeOptions {
  readonly scheme?: string;
}

/** Which scheme a command works on. */
export function schemeOption(): Option {
  return new Option('--scheme <slug>', 'which scheme; needed where there is more than one');
}

/** One thing or several, with its number: `1 entry`, `12,000 entries`. */
export function counted(number: number, one: string, several = `${one}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : several}`;
}
