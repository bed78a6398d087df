import type { Prepared } from '../database/index.js';

/** True of a sign-in (`s`) that counts. */
export const LIVE = `s.revoked_at IS NULL AND s.ends_at > clock_timestamp() AND s.seen_at + s.idle_limit > clock_timestamp()`;

/** A new sign-in takes the place of one that counts, with a second factor given, and ends when that would have. */
export const RENEW_PROVED = `
  WITH before AS (UPDATE web_sign_in s SET revoked_at = clock_timestamp()
    WHERE s.scheme_id = $1 AND s.id = $2 AND ${LIVE} RETURNING *)
  INSERT INTO web_sign_in (scheme_id, id, person_id, token_hash, channel, network, own_device, idle_limit, ends_at,
    second_factor_at)
  SELECT scheme_id, $3, person_id, $4, channel, network, own_device, idle_limit, ends_at, clock_timestamp() FROM before
  RETURNING own_device`;

/**
 * Ends the sign-in that took the place of the one with cookie $2 a moment ago, when it was said whose device this is. No row
 * when they have signed out since.
 */
export const END_SUCCESSOR = `
  UPDATE web_sign_in s SET revoked_at = clock_timestamp() FROM web_sign_in f
  WHERE f.scheme_id = $1 AND f.token_hash = $2 AND f.own_device IS NULL
    AND f.revoked_at > clock_timestamp() - interval '30 seconds'
    AND s.scheme_id = f.scheme_id AND s.person_id = f.person_id AND s.channel = f.channel AND s.network = f.network
    AND s.own_device IS NOT NULL AND s.revoked_at IS NULL
    AND s.created_at BETWEEN f.revoked_at AND f.revoked_at + interval '3 seconds'
  RETURNING s.person_id AS person, s.channel, s.network`;

/** Whoever is changing the roles of the person finishes first, so that the limits are those of today's roles. */
export const WAIT_FOR_ROLES = `SELECT FROM person WHERE scheme_id = $1 AND id = $2 FOR KEY SHARE`;

/** Who a cookie stands for now: $1 the slug of the scheme, null for the only one there is, $2 the hash of the cookie. */
export const WHO_ASKS: Prepared = { name: 'sign_in_of', text: 'SELECT * FROM sign_in_of($1, $2)' };
