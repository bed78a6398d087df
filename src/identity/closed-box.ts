import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** A key of 256 bits that follows from a secret, for one purpose only. */
export function keyFrom(secret: string | Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `galaxies/${purpose}`, 32));
}

/** Encrypts (AES-256-GCM). `about` says whose it is: it opens for the same one only. 28 bytes longer than the plain one. */
export function closeBox(key: Buffer, plain: Buffer, about: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What was put in; nothing when the key, the owner or a single bit is another. */
export function openBox(key: Buffer, closed: Buffer, about: string): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, closed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(about)).setAuthTag(closed.subarray(-TAG));
    return Buffer.concat([decipher.update(closed.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}
