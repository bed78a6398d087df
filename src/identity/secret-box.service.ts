import { Injectable } from '@nestjs/common';
import { Environment } from '../config/index.js';
import { closeBox, keyFrom, openBox } from './closed-box.js';

/** Encrypts what must be read again, so that the database alone does not tell it. */
@Injectable()
export class SecretBox {
  readonly #key: Buffer;

  constructor(environment: Environment) {
    this.#key = keyFrom(secretOf(environment), 'second-factor');
  }

  /** `about` says whose it is. */
  close(plain: Buffer, about: string): Buffer {
    return closeBox(this.#key, plain, about);
  }

  /** Nothing when it was closed with another key, or for somebody else. */
  open(closed: Buffer, about: string): Buffer | undefined {
    return openBox(this.#key, closed, about);
  }
}

/** Production always has a key for its seals; a service in development needs none. */
function secretOf({ SECOND_FACTOR_KEY, SEAL_KEY }: Environment): string {
  return SECOND_FACTOR_KEY ?? SEAL_KEY ?? 'development';
}
