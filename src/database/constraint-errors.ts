import { DomainError } from '../shared/domain-error.js';
import { constraintOf, sqlStateOf } from './retry.js';

const refusals = new Map<string, () => DomainError>();

/**
 * Says which domain error explains each named constraint. A feature's `.errors.ts` declares its own; a name is
 * declared once.
 */
export function declareRefusals(byConstraint: Readonly<Record<string, () => DomainError>>): void {
  for (const [name, explain] of Object.entries(byConstraint)) {
    if (refusals.has(name)) throw new Error(`Constraint ${name} is explained twice.`);
    refusals.set(name, explain);
  }
}

/** PostgreSQL has no text, and no JSON, with a zero in it. */
const UNKEEPABLE = ['22021', '22P05'];

/**
 * The domain error that explains a database refusal: the one that is declared for its constraint, or `unkeepable-text`. The error
 * itself when nothing of ours refused.
 */
export function asDomainError(error: unknown): unknown {
  if (UNKEEPABLE.includes(sqlStateOf(error) ?? '')) return unkeepableText();
  const name = constraintOf(error);
  return (name === undefined ? undefined : refusals.get(name)?.()) ?? error;
}

function unkeepableText(): DomainError {
  return new DomainError(
    'unkeepable-text',
    'invalid',
    'A text has a character in it that cannot be seen or kept. Type it anew.',
  );
}
