import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { getMetadataStorage, type MetadataStorage } from 'class-validator';
import { DomainError, type FieldProblem } from '../shared/domain-error.js';

const MOST_TOLD = 50;

rememberRules(getMetadataStorage());

export const UNKNOWN_FIELD = 'There is no such field here; leave it out.';

/** Checks what comes in against its class: what the class does not name is refused, never ignored. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalidRequest(errors.flatMap((error) => fieldProblems(error, ''))),
  });
}

/** A refusal that names the fields that cannot be used, the first fifty of them. */
export function invalidRequest(fields: readonly FieldProblem[]): DomainError {
  return new DomainError(
    'invalid-request',
    'invalid',
    'Part of the request cannot be used. See errors for what to change.',
    fields.slice(0, MOST_TOLD),
  );
}

/**
 * What holds for a class is said where it is declared, and never changes. class-validator would look through all classes for
 * it again at every object that it checks, and each line of a register is one.
 */
function rememberRules(storage: MetadataStorage): void {
  type Look = MetadataStorage['getTargetValidationMetadatas'];
  const look: Look = storage.getTargetValidationMetadatas.bind(storage);
  const found = new Map<Parameters<Look>[0], ReturnType<Look>>();
  storage.getTargetValidationMetadatas = (target, schema, ...ofGroups) => {
    if (ofGroups.some(Boolean)) return look(target, schema, ...ofGroups);
    const rules = found.get(target) ?? look(target, schema, ...ofGroups);
    found.set(target, rules);
    return rules;
  };
}

function fieldProblems(
  { property, constraints = {}, children = [] }: ValidationError,
  above: string,
): FieldProblem[] {
  const pointer = above + pointerTo(property);
  const own = Object.entries(constraints).map(([rule, message]) => ({
    pointer,
    detail: detailOf(rule, message),
  }));
  return [...own, ...children.flatMap((child) => fieldProblems(child, pointer))];
}

/** The JSON pointer to a field at the top. */
export function pointerTo(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function detailOf(rule: string, message: string): string {
  return rule === 'whitelistValidation' ? UNKNOWN_FIELD : message;
}
