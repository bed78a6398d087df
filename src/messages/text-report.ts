import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a gateway may say of a text, and what is signed with it. */
export interface SignedReport {
  readonly secret: string;
  /** The header `x-signature`: `t=1774000000,v1=` and 64 hexadecimal digits. */
  readonly signature: string;
  /** The body, byte for byte. */
  readonly body: Buffer;
  readonly now: Date;
}

/** How far the clocks may be apart, and how long a report may be under way, in seconds. Later it is a copy. */
const FRESH_SECONDS = 300;

const SIGNATURE = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/** True of a report that whoever has the secret has made within the last five minutes. */
export function isGenuine({ secret, signature, body, now }: SignedReport): boolean {
  const [, moment = '', sent = ''] = SIGNATURE.exec(signature) ?? [];
  if (sent === '' || Math.abs(now.getTime() / 1_000 - Number(moment)) > FRESH_SECONDS) return false;
  return timingSafeEqual(Buffer.from(sent, 'hex'), signed(secret, moment, body));
}

function signed(secret: string, moment: string, body: Buffer): Buffer {
  return createHmac('sha256', secret).update(`${moment}.`).update(body).digest();
}
