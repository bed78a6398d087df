import { randomBytes } from 'node:crypto';
import { generateSync, generateURI, ScureBase32Plugin, verifySync } from 'otplib';
import qrcode from 'qrcode-generator';

/** An app shows another code every thirty seconds; one step before and one after count too, for clocks that differ. */
const STEP_SECONDS = 30;

/** 160 random bits, which the app and we have both. */
export function newAppSecret(): Buffer {
  return randomBytes(20);
}

/** A code that was typed, when, and the last step that was used. */
export interface Typed {
  readonly code: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly lastStep: number;
}

/** The step that the code belongs to; nothing when it is wrong, too old, too new, or was used already. */
export function stepOfCode(secret: Buffer, { code, at, lastStep }: Typed): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const checked = verifySync({ secret, token: code, epoch: Math.floor(at), epochTolerance: STEP_SECONDS });
  if (!checked.valid || !('timeStep' in checked)) return undefined;
  return checked.timeStep > lastStep ? checked.timeStep : undefined;
}

/** What an app with that secret shows at that moment, in seconds since 1970. */
export function codeAt(secret: Buffer, at: number): string {
  return generateSync({ secret, epoch: Math.floor(at) });
}

/** The secret of the apps of the example's staff: everybody knows it, so it is for development only. */
export const EXAMPLE_APP_SECRET = Buffer.from('galaxies development');

/** The secret as people type it into an app: base 32, in groups of four. */
export function readable(secret: Buffer): string {
  return base32(secret).replace(/(.{4})(?=.)/g, '$1 ');
}

/** What an app reads: whose code it is, and the secret. */
export function appAddress(secret: Buffer, issuer: string, label: string): string {
  return generateURI({ issuer, label, secret: base32(secret) });
}

/** A picture of a text for a camera: `size` squares on each side, and a path that draws the dark ones. */
export interface Picture {
  readonly size: number;
  readonly path: string;
}

/** Four light squares around, as cameras need. */
const MARGIN = 4;

export function pictureOf(text: string): Picture {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const rows = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_, column) => (code.isDark(row, column) ? '1' : '0')).join(''),
  );
  return { size: count + 2 * MARGIN, path: rows.map(pathOfRow).join('') };
}

/** One horizontal stroke for each run of dark squares. */
function pathOfRow(squares: string, row: number): string {
  const runs = [...squares.matchAll(/1+/g)];
  return runs
    .map(({ index, 0: run }) => `M${String(index + MARGIN)} ${String(row + MARGIN)}.5h${String(run.length)}`)
    .join('');
}

function base32(bytes: Buffer): string {
  return new ScureBase32Plugin().encode(bytes, { padding: false });
}
