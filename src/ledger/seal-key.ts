import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** The scheme keeper's Ed25519 key: it signs checkpoints, and the database never holds it. */
export class SealKey {
  private constructor(
    private readonly privateKey: KeyObject,
    /** The raw public key, 32 bytes. */
    readonly publicKey: Buffer,
  ) {}

  /** Reads a PKCS#8 PEM; refuses what is not an Ed25519 private key with one sentence that quotes nothing of it. */
  static fromPem(pem: string): SealKey {
    const privateKey = readPrivateKey(pem);
    if (privateKey?.asymmetricKeyType !== 'ed25519') {
      throw new TypeError(
        'SEAL_KEY must be an Ed25519 private key as PKCS#8 PEM. Make one with: openssl genpkey -algorithm ed25519',
      );
    }
    return new SealKey(privateKey, rawPublicKey(privateKey));
  }

  /** The 64 bytes of a signature over the text in UTF-8. */
  sign(text: string): Buffer {
    return sign(null, Buffer.from(text), this.privateKey);
  }
}

/** The fixed beginning of an Ed25519 public key in SubjectPublicKeyInfo form (RFC 8410); the 32 raw bytes follow. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** True when a raw public key's owner signed the text. */
export function isSignedBy(publicKey: Buffer, text: string, signature: Buffer): boolean {
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), key, signature);
}

function rawPublicKey(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
}

function readPrivateKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
