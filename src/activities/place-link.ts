import { createHash, randomBytes } from 'node:crypto';

/** 128 random bits: short enough for a text message, long enough that nobody guesses one. */
export function newLinkSecret(): string {
  return randomBytes(16).toString('base64url');
}

/** True of what `newLinkSecret` makes, so that nothing else is looked up. */
export function isLinkSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{22}$/.test(text);
}

/** What is kept instead of the secret. */
export function linkHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
