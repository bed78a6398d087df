import { createInstance } from 'i18next';
import accounts from './words/en/accounts.json';
import activities from './words/en/activities.json';
import admin from './words/en/admin.json';
import audit from './words/en/audit.json';
import attendance from './words/en/attendance.json';
import contributions from './words/en/contributions.json';
import frame from './words/en/frame.json';
import identity from './words/en/identity.json';
import messages from './words/en/messages.json';
import open from './words/en/open.json';
import participants from './words/en/participants.json';
import putRight from './words/en/put-right.json';

/** One catalogue, a file for each room that speaks. */
const catalogue = {
  ...accounts,
  ...activities,
  ...admin,
  ...attendance,
  ...audit,
  ...contributions,
  ...frame,
  ...identity,
  ...messages,
  ...open,
  ...participants,
  ...putRight,
};

/** A name in the catalogue, such as `errors.code.wrong`. A plural has one name for all its forms. */
export type WordKey = KeyOf<typeof catalogue>;

/** What is put into a sentence; `count` also chooses between one and many. */
export type WordValues = Readonly<Record<string, string | number>>;

type KeyOf<Branch> = {
  [Name in keyof Branch & string]: Branch[Name] extends string
    ? WithoutForm<Name>
    : `${Name}.${KeyOf<Branch[Name]>}`;
}[keyof Branch & string];

type WithoutForm<Name extends string> = Name extends `${infer Plain}_${'zero' | 'one' | 'other'}`
  ? Plain
  : Name;

const english = createInstance({
  lng: 'en',
  resources: { en: { translation: catalogue } },
  initAsync: false,
  returnObjects: false,
  // The templates escape what they are given; escaping here too would show people our commas as codes.
  interpolation: { escapeValue: false },
  parseMissingKeyHandler: (key) => refuse(`There are no words for ${key}.`),
  missingInterpolationHandler: (text) => refuse(`Nothing was given to put into: ${text}`),
});
void english.init();

/** The sentence of that name, from the one catalogue. An unknown name or a missing value throws. */
export function t(key: WordKey, values: WordValues = {}): string {
  return say(key, values);
}

/** The same for templates, whose names the compiler cannot check. */
export function say(key: string, values: WordValues = {}): string {
  const kept = plain.get(key);
  if (kept !== undefined) return kept;
  const sentence = english.t(key, values);
  if (isPlain(key)) plain.set(key, sentence);
  return sentence;
}

/** Sentences that nothing is put into, as they were first said: a page has dozens, and to find one takes a while. */
const plain = new Map<string, string>();

/** True of a sentence of the catalogue that is always the same. */
function isPlain(key: string): boolean {
  const written: unknown = english.getResource('en', 'translation', key);
  return typeof written === 'string' && !written.includes('{{');
}

function refuse(reason: string): never {
  throw new Error(reason);
}
