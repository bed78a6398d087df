import { createHash } from 'node:crypto';

/** Letters and digits that are not taken for one another when they are read out. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A short number to say on the telephone, such as `7F3K-22`. The log has it beside the correlation id it stands for. */
export function referenceOf(correlationId: string): string {
  const hash = createHash('sha256').update(correlationId).digest();
  const letters = Array.from(hash.subarray(0, 6), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
