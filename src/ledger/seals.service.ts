import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import type { SchemeId } from '../shared/ids.js';
import { signed } from './checkpoint.js';
import { SealKeyring } from './seal-keyring.js';
import { SealsQueries } from './seals.queries.js';

/** Fixes what is in the book. */
@Injectable()
export class Seals {
  constructor(
    private readonly keyring: SealKeyring,
    private readonly queries: SealsQueries,
  ) {}

  /**
   * Seals every entry whose transaction has ended since the last seal, signs the seal when a key is configured, and
   * returns its number; nothing when there was nothing new. Two at once take turns.
   */
  async seal(tx: Tx, scheme: SchemeId): Promise<number | undefined> {
    const [row]: { number: string | null }[] = await tx.query('SELECT ledger_seal($1) AS number', [scheme]);
    if (row?.number == null) return undefined;
    const number = Number(row.number);
    await this.sign(tx, scheme, number);
    return number;
  }

  private async sign(tx: Tx, scheme: SchemeId, number: number): Promise<void> {
    if (this.keyring.key === undefined) return;
    const { checkpoint } = await this.queries.one(tx, scheme, number);
    const { publicKey, signature } = signed(checkpoint, this.keyring.key);
    await tx.query(
      'INSERT INTO seal_signature (scheme_id, number, public_key, signature) VALUES ($1, $2, $3, $4)',
      [scheme, number, publicKey, signature],
    );
  }
}
