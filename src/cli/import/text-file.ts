import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Stopped } from '../stopped.js';

/** The largest file that is read: far more than ten thousand lines. */
const MOST_BYTES = 64 * 1024 * 1024;

/** A whole file as text, with or without a byte order mark. What is not UTF-8 is refused before it becomes somebody's name. */
export function readText(path: string): string {
  if (statSync(path).size > MOST_BYTES) {
    throw new Stopped(
      `${basename(path)} is larger than 64 MB. Split it and import the parts one after the other.`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) {
      throw new Stopped(`${basename(path)} is not UTF-8 text. Save it as "CSV UTF-8" and import again.`);
    }
    throw error;
  }
}
