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

/** An answer counts as long as the sign-in that it was given for, from the last sign-in on; without one it is 90 days. */
const lasts = (ownDevice: string): string =>
  `CASE WHEN ${ownDevice} = false THEN interval '12 hours' ELSE interval '90 days' END`;

const RECALL = `
  UPDATE known_device SET ends_at = clock_timestamp() + ${lasts('own_device')}
  WHERE scheme_id = $1 AND key_hash = $2 AND ends_at > clock_timestamp() RETURNING own_device`;

const REMEMBER = `
  INSERT INTO known_device (scheme_id, key_hash, person_id, own_device, ends_at)
  SELECT $1, $2, $3, own_device, clock_timestamp() + ${lasts('own_device')} FROM (VALUES ($4::boolean)) answer (own_device)
  ON CONFLICT (scheme_id, key_hash) DO UPDATE SET own_device = EXCLUDED.own_device, ends_at = EXCLUDED.ends_at`;

const PROVE = `
  INSERT INTO known_device AS known (scheme_id, key_hash, person_id, proved_at, ends_at)
  VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp() + ${lasts('NULL::boolean')})
  ON CONFLICT (scheme_id, key_hash) DO UPDATE
  SET proved_at = EXCLUDED.proved_at, ends_at = clock_timestamp() + ${lasts('known.own_device')}`;

const PROVED = `
  SELECT FROM known_device WHERE scheme_id = $1 AND key_hash = $2 AND ends_at > clock_timestamp() AND proved_at IS NOT NULL`;

/**
 * Whether a browser is somebody's own, as they said there. Each person is asked for themselves: what one of them said
 * does not hold for the next, and nothing here tells that they share a browser.
 */
@Injectable()
export class KnownDevices {
  /** What they said, or nothing when they were not asked there yet. It counts anew from now. */
  async recall(tx: Tx, { scheme, person, device }: DeviceOf): Promise<boolean | null> {
    if (!isSecret(device)) return null;
    const [rows]: [{ own_device: boolean | null }[]] = await tx.query(RECALL, [
      scheme,
      keyOf(device, person),
    ]);
    return rows[0]?.own_device ?? null;
  }

  async remember(tx: Tx, { scheme, person, device }: DeviceOf, isOwn: boolean): Promise<void> {
    await tx.query(REMEMBER, [scheme, keyOf(device, person), person, isOwn]);
  }

  /** Notes that they gave a second factor there. */
  async prove(tx: Tx, { scheme, person, device }: DeviceOf): Promise<void> {
    if (isSecret(device)) await tx.query(PROVE, [scheme, keyOf(device, person), person]);
  }

  /** Whether they lately did. */
  async isProved(tx: Tx, { scheme, person, device }: DeviceOf): Promise<boolean> {
    const found: unknown[] = await tx.query(PROVED, [scheme, keyOf(device, person)]);
    return found.length > 0;
  }
}

function keyOf(device: string, person: PersonId): Buffer {
  return hashOf(device + person);
}
