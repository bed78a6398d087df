import { DomainError, type FieldProblem } from '../shared/domain-error.js';
import type { SchemeId } from '../shared/ids.js';

/** What a scheme calls one galaxy and several. */
export interface Words {
  readonly one: string;
  readonly many: string;
}

export interface SchemeDetails {
  /** Names the scheme in addresses and commands: 1 to 40 of a-z, 0-9 and hyphens. */
  readonly slug: string;
  readonly name: string;
  /** Decides what day it is, for example Europe/London. */
  readonly timeZone: string;
  readonly words: Words;
}

/** One organisation's time bank. */
export interface Scheme extends SchemeDetails {
  readonly id: SchemeId;
}

/** The details as they will be kept; refuses with `bad-scheme` and every field that is wrong. */
export function checkedScheme(details: SchemeDetails): SchemeDetails {
  const checked = {
    slug: details.slug.trim(),
    name: details.name.trim(),
    timeZone: details.timeZone.trim(),
    words: { one: details.words.one.trim(), many: details.words.many.trim() },
  };
  const problems = problemsOf(checked);
  if (problems.length > 0) {
    throw new DomainError(
      'bad-scheme',
      'invalid',
      'Some details of the scheme cannot be kept. Correct them and try again.',
      problems,
    );
  }
  return checked;
}

function problemsOf({ slug, name, timeZone, words }: SchemeDetails): FieldProblem[] {
  const checks: readonly [boolean, string, string][] = [
    [
      /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(slug),
      '/slug',
      'Use 1 to 40 of the letters a to z, digits and hyphens, with no hyphen at either end.',
    ],
    [fits(name, 100), '/name', 'Give the scheme a name of 1 to 100 characters.'],
    [isTimeZone(timeZone), '/timeZone', 'Use the name of a time zone, for example Europe/London.'],
    [fits(words.one, 30), '/words/one', 'Say what one galaxy is called, in 1 to 30 characters.'],
    [fits(words.many, 30), '/words/many', 'Say what several galaxies are called, in 1 to 30 characters.'],
  ];
  return checks.filter(([good]) => !good).map(([, pointer, detail]) => ({ pointer, detail }));
}

function fits(text: string, most: number): boolean {
  return text.length >= 1 && text.length <= most;
}

function isTimeZone(name: string): boolean {
  return name.includes('/') && Intl.supportedValuesOf('timeZone').includes(name);
}
