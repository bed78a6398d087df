import type { Prepared } from '../database/index.js';
import { rolesNow } from './roles.sql.js';

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

/** Whoever is changing the roles of the person finishes first, so that the limits are those of today's roles. */
export const WAIT_FOR_ROLES = `SELECT FROM person WHERE scheme_id = $1 AND id = $2 FOR KEY SHARE`;

/** Who a cookie stands for now, how long for, and the roles that count: $1 scheme, $2 the hash of the cookie. */
export const WHO_ASKS: Prepared = {
  name: 'who_asks',
  text: `
    SELECT s.id, s.person_id, p.liked_name, s.own_device, s.second_factor_at IS NOT NULL AS proved,
      extract(epoch FROM s.seen_at + s.idle_limit - clock_timestamp())::double precision AS idle,
      extract(epoch FROM s.idle_limit)::double precision AS "idleLimit",
      extract(epoch FROM s.ends_at - clock_timestamp())::double precision AS whole,
      s.seen_at < clock_timestamp() - interval '1 minute' AS stale,
      ARRAY(${rolesNow('s.scheme_id', 's.person_id')}) AS roles
    FROM web_sign_in s JOIN person p ON p.scheme_id = s.scheme_id AND p.id = s.person_id
    WHERE s.scheme_id = $1 AND s.token_hash = $2 AND p.taking_part <> 'left' AND ${LIVE}`,
};
