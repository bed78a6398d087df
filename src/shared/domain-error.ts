/** Why something was refused; the edge turns it into 422, 403, 404 or 409. */
export type Refusal = 'invalid' | 'forbidden' | 'missing' | 'conflict';

/** What is wrong with one field of a request: where it is (a JSON pointer) and what to do about it. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

/**
 * A rule of the domain said no. `code` is stable and machine-readable (`not-enough-galaxies`); `detail` is one
 * sentence for a person that says what to do next, and holds nothing personal.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly refusal: Refusal,
    readonly detail: string,
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(`${code}: ${detail}`);
    this.name = 'DomainError';
  }
}
