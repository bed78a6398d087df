import { createHash } from 'node:crypto';
import { type IsoInstant, parseIsoInstant } from '../shared/calendar.js';
import { isSignedBy, type SealKey } from './seal-key.js';

/** What a checkpoint says: how many entries the book had, and the root that fixes every one of them. */
export interface Checkpoint {
  /** `galaxies/` and the scheme's slug. */
  readonly origin: string;
  /** How many entries are sealed, which is the last one's number. */
  readonly entries: number;
  /** The seal's root, 32 bytes. */
  readonly root: Buffer;
  readonly seal: number;
  readonly sealedAt: IsoInstant;
}

export interface Signature {
  readonly publicKey: Buffer;
  readonly signature: Buffer;
}

/**
 * The text that is signed, in the shape of a C2SP tlog-checkpoint: origin, size and root in base64, a line each, then our
 * own lines. It holds nothing about anybody, so it may be printed, posted and kept anywhere.
 */
export function checkpointText({ origin, entries, root, seal, sealedAt }: Checkpoint): string {
  return `${origin}\n${String(entries)}\n${root.toString('base64')}\nseal ${String(seal)}\n${sealedAt}\n`;
}

/** The text with its signatures, in the shape of a C2SP signed note. */
export function signedNote(checkpoint: Checkpoint, signatures: readonly Signature[]): string {
  const lines = signatures.map(({ publicKey, signature }) => {
    const blob = Buffer.concat([keyId(checkpoint.origin, publicKey), signature]);
    return `\u2014 ${checkpoint.origin} ${blob.toString('base64')}\n`;
  });
  return `${checkpointText(checkpoint)}\n${lines.join('')}`;
}

/** Signs a checkpoint. */
export function signed(checkpoint: Checkpoint, key: SealKey): Signature {
  return { publicKey: key.publicKey, signature: key.sign(checkpointText(checkpoint)) };
}

/** True when the signature is that of this very checkpoint. */
export function isGenuine(checkpoint: Checkpoint, { publicKey, signature }: Signature): boolean {
  return isSignedBy(publicKey, checkpointText(checkpoint), signature);
}

const CHECKPOINT =
  /^(galaxies\/[a-z0-9-]+)\n([1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\nseal ([1-9]\d{0,14})\n(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\n/;

/** Reads a checkpoint back from its text or its signed note; nothing when it is not one. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const found = CHECKPOINT.exec(text.replaceAll('\r\n', '\n'));
  const [, origin, entries, root, seal, sealedAt] = found ?? [];
  if (origin === undefined || root === undefined || sealedAt === undefined) return undefined;
  return {
    origin,
    entries: Number(entries),
    root: Buffer.from(root, 'base64'),
    seal: Number(seal),
    sealedAt: parseIsoInstant(sealedAt),
  };
}

/** The first four bytes of SHA-256 over name, newline, 0x01 (Ed25519) and key: C2SP signed-note's key ID. */
function keyId(name: string, publicKey: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n\u0001`).update(publicKey).digest().subarray(0, 4);
}
