import { t, type WordKey, type WordValues } from './words.js';

/** What is wrong with one control of a form, in the words shown both in the summary and beside it. */
export interface FieldError {
  /** The id of the control; of a group of radios or checkboxes the id of its first one. */
  readonly field: string;
  readonly text: string;
}

/** All that is wrong with a form, in the order of the page. Give it to a view as `errors`. */
export type FieldErrors = readonly FieldError[];

/** One error, from the catalogue: `fieldError('email', 'errors.email.format')`. */
export function fieldError(field: string, key: WordKey, values: WordValues = {}): FieldError {
  return { field, text: t(key, values) };
}

/** The words for one control, for the macros of forms. */
export function errorFor(errors: FieldErrors, field: string): string | undefined {
  return errors.find((error) => error.field === field)?.text;
}
