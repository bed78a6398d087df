import { DomainError } from '../../shared/domain-error.js';
import { checkedRef } from '../../participants/index.js';

/** What is wrong with a reference; nothing when it can be kept. */
export function refReason(ref: string): string | undefined {
  try {
    checkedRef(ref);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.detail;
    throw error;
  }
}
