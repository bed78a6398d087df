import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { hashOf, isSecret } from './secret.js';

/** Whose device: the person, and the secret of the browser's device cookie. */
export interface DeviceOf {
  readonly scheme: SchemeId;
  readonly person: PersonId;
  readonly device: string;
}

/** An answer counts as long as the sign-in that it was given for, from the last sign-in on. */
const LASTS = `CASE WHEN own_device THEN interval '90 days' ELSE interval '12 hours' END`;

const RECALL = `
  UPDATE known_device SET ends_at = clock_timestamp() + ${LASTS}
  WHERE scheme_id = $1 AND key_hash = $2 AND ends_at > clock_timestamp() RETURNING own_device`;

const REMEMBER = `
  INSERT INTO known_device (scheme_id, key_hash, person_id, own_device, ends_at)
  SELECT $1, $2, $3, own_device, clock_timestamp() + ${LASTS} FROM (VALUES ($4::boolean)) answer (own_device)
  ON CONFLICT (scheme_id, key_hash) DO UPDATE SET own_device = EXCLUDED.own_device, ends_at = EXCLUDED.ends_at`;

/**
 * Whether a browser is somebody's own, as they said there. Each person is asked for themselves: what one of them said
 * does not hold for the next, and nothing here tells that they share a browser.
 */
@Injectable()
export class KnownDevices {
  /** What they said, or nothing when they were not asked there yet. It counts anew from now. */
  async recall(tx: Tx, { scheme, person, device }: DeviceOf): Promise<boolean | null> {
    if (!isSecret(device)) return null;
    const [rows]: [{ own_device: boolean }[]] = await tx.query(RECALL, [scheme, keyOf(device, person)]);
    return rows[0]?.own_device ?? null;
  }

  async remember(tx: Tx, { scheme, person, device }: DeviceOf, isOwn: boolean): Promise<void> {
    await tx.query(REMEMBER, [scheme, keyOf(device, person), person, isOwn]);
  }
}

function keyOf(device: string, person: PersonId): Buffer {
  return hashOf(device + person);
}
