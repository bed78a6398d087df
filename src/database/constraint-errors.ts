import type { DomainError } from '../shared/domain-error.js';
import { constraintOf } from './retry.js';

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

/** The domain error that explains a database refusal, or the error itself when no constraint of ours refused. */
export function asDomainError(error: unknown): unknown {
  const name = constraintOf(error);
  return (name === undefined ? undefined : refusals.get(name)?.()) ?? error;
}
