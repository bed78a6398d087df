import { Injectable } from '@nestjs/common';
import type { View } from '../database/index.js';
import { type IsoInstant } from '../shared/calendar.js';
import type { SchemeId } from '../shared/ids.js';
import type { Checkpoint, Signature } from './checkpoint.js';
import { unknownSeal } from './ledger.errors.js';

/** A seal as outsiders may see it: its checkpoint and who signed it. It holds nothing about anybody. */
export interface SealView {
  readonly number: number;
  readonly checkpoint: Checkpoint;
  readonly signatures: readonly Signature[];
}

export interface SealsPage {
  /** How many seals, 1 to 100. */
  readonly limit: number;
  /** Only seals after this number. */
  readonly after?: number;
}

interface SealRow {
  readonly number: string;
  readonly slug: string;
  readonly last_seq: string;
  readonly root: Buffer;
  readonly sealed_at: IsoInstant;
  readonly signatures: readonly { publicKey: string; signature: string }[];
}

const SEAL = `
  SELECT s.number, c.slug, s.last_seq, s.root, ledger_moment(s.sealed_at) AS sealed_at,
    coalesce((SELECT json_agg(json_build_object('publicKey', encode(g.public_key, 'hex'), 'signature', encode(g.signature, 'hex')) ORDER BY g.public_key)
              FROM seal_signature g WHERE g.scheme_id = s.scheme_id AND g.number = s.number), '[]') AS signatures
  FROM seal s JOIN scheme c ON c.id = s.scheme_id WHERE s.scheme_id = $1`;

@Injectable()
export class SealsQueries {
  /** One seal; `unknown-seal` when there is none of that number. */
  async one(view: View, scheme: SchemeId, number: number): Promise<SealView> {
    const [row]: SealRow[] = await view.query(`${SEAL} AND s.number = $2`, [scheme, number]);
    if (row === undefined) throw unknownSeal();
    return sealOf(row);
  }

  /** The newest seal; `unknown-seal` before the first. */
  async latest(view: View, scheme: SchemeId): Promise<SealView> {
    const [row]: SealRow[] = await view.query(`${SEAL} ORDER BY s.number DESC LIMIT 1`, [scheme]);
    if (row === undefined) throw unknownSeal();
    return sealOf(row);
  }

  /** Seals by number, a page at a time. */
  async page(view: View, scheme: SchemeId, { limit, after = 0 }: SealsPage): Promise<readonly SealView[]> {
    const most = Math.min(Math.max(Math.trunc(limit), 1), 100);
    const rows: SealRow[] = await view.query(`${SEAL} AND s.number > $2 ORDER BY s.number LIMIT $3`, [
      scheme,
      after,
      most,
    ]);
    return rows.map(sealOf);
  }
}

function sealOf(row: SealRow): SealView {
  return {
    number: Number(row.number),
    checkpoint: {
      origin: `galaxies/${row.slug}`,
      entries: Number(row.last_seq),
      root: row.root,
      seal: Number(row.number),
      sealedAt: row.sealed_at,
    },
    signatures: row.signatures.map(({ publicKey, signature }) => ({
      publicKey: Buffer.from(publicKey, 'hex'),
      signature: Buffer.from(signature, 'hex'),
    })),
  };
}
