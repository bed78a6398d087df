import { DomainError } from '../shared/domain-error.js';
import type { FieldError } from '../web/index.js';

/** Where on a form each part of a request stands, by its JSON pointer. */
export type Controls = Readonly<Record<string, string>>;

/** Tries what a form asks for. Answers with what is wrong with each control, and with nothing when it was done. */
export async function refusedFields(
  controls: Controls,
  deed: () => Promise<unknown>,
): Promise<readonly FieldError[]> {
  try {
    await deed();
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || error.refusal === 'missing') throw error;
    return fieldErrors(error, controls);
  }
}

/** What belongs to no control stands at the first one. */
function fieldErrors({ fields, detail }: DomainError, controls: Controls): readonly FieldError[] {
  const [first = ''] = Object.values(controls);
  if (fields.length === 0) return [{ field: first, text: unstopped(detail) }];
  return fields.map((field) => ({ field: controls[field.pointer] ?? first, text: unstopped(field.detail) }));
}

/** Beside a control a sentence stands without its full stop. */
function unstopped(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
