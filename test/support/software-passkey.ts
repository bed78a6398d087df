import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** What a page of ours asks a browser for. */
export interface Asked {
  readonly challenge: string;
}

const PRESENT = 0x01;
const WITH_KEY = 0x40;

/** A passkey in the test's own memory: answers as a browser does whose owner presses every button. */
export class SoftwarePasskey {
  readonly #id = randomBytes(16);
  readonly #secret: KeyObject;
  readonly #publicKey: Buffer;
  counter = 0;

  constructor(private readonly origin: string) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#secret = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const coordinate = (text: string): Buffer => Buffer.from(text, 'base64url');
    // A map of COSE: a key on the curve P-256, for ES256.
    this.#publicKey = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      coordinate(x),
      Buffer.from('225820', 'hex'),
      coordinate(y),
    ]);
  }

  /** The answer to "make a passkey". */
  make(asked: Asked): string {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.#id.length);
    const data = Buffer.concat([this.#head(WITH_KEY), Buffer.alloc(16), length, this.#id, this.#publicKey]);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(data.length);
    // {fmt: "none", attStmt: {}, authData: bytes}
    const object = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
      size,
      data,
    ]);
    return this.#answer({
      clientDataJSON: clientData('webauthn.create', asked, this.origin),
      attestationObject: object,
    });
  }

  /** The answer to "sign with your passkey". */
  sign(asked: Asked): string {
    this.counter += 1;
    const authenticatorData = this.#head(0);
    const clientDataJSON = clientData('webauthn.get', asked, this.origin);
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJSON).digest()]);
    return this.#answer({
      clientDataJSON,
      authenticatorData,
      signature: sign('sha256', signed, this.#secret),
    });
  }

  #head(flags: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.counter);
    const { hostname } = new URL(this.origin);
    return Buffer.concat([
      createHash('sha256').update(hostname).digest(),
      Buffer.from([PRESENT | flags]),
      count,
    ]);
  }

  #answer(parts: Readonly<Record<string, Buffer>>): string {
    const id = this.#id.toString('base64url');
    const response = Object.fromEntries(
      Object.entries(parts).map(([name, bytes]) => [name, bytes.toString('base64url')]),
    );
    return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} });
  }
}

function clientData(type: string, { challenge }: Asked, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** What a page of ours asks, as its form holds it. */
export function askedIn(body: string): Asked {
  const text = /data-asked="([^"]*)"/.exec(body)?.[1] ?? '{}';
  return JSON.parse(text.replaceAll('&quot;', '"'));
}
