import type { DomainError } from '../shared/domain-error.js';
import type { FieldError } from '../web/index.js';

/** Where on a form each part of a request stands, by its JSON pointer. */
export type Controls = Readonly<Record<string, string>>;

/** What a refusal says about each control; what belongs to none stands at the first one. */
export function formErrors({ fields, detail }: DomainError, controls: Controls): readonly FieldError[] {
  const [first = ''] = Object.values(controls);
  if (fields.length === 0) return [{ field: first, text: unstopped(detail) }];
  return fields.map((field) => ({ field: controls[field.pointer] ?? first, text: unstopped(field.detail) }));
}

/** Beside a control a sentence stands without its full stop. */
function unstopped(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
