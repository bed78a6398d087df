import type { SealKey } from './seal-key.js';

/** The key that this process signs seals with; without one, seals are made and left unsigned. */
export class SealKeyring {
  constructor(readonly key: SealKey | undefined) {}
}
