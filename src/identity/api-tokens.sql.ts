export const MAKE = `
  INSERT INTO api_token (scheme_id, id, name, token_hash, scopes, made_by, ends_at)
  VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp() + $7 * interval '1 day')`;

export const REVOKE = `
  UPDATE api_token SET revoked_by = $3, revoked_at = clock_timestamp()
  WHERE scheme_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id`;

/** True while somebody answers for the token: an administrator who has not left. */
const ANSWERED_FOR = `
  EXISTS (SELECT FROM person p JOIN person_role r ON r.scheme_id = p.scheme_id AND r.person_id = p.id
    WHERE p.scheme_id = t.scheme_id AND p.id = t.made_by AND p.taking_part <> 'left' AND r.role = 'administrator'
      AND r.from_at <= clock_timestamp() AND (r.until_at IS NULL OR r.until_at > clock_timestamp()))`;

/** The token that works now, and notes at most once a minute that it was used. */
export const USE = `
  WITH found AS (
    SELECT t.id, t.name, t.scopes, t.made_by, t.used_at FROM api_token t
    WHERE t.scheme_id = $1 AND t.token_hash = $2 AND t.revoked_at IS NULL AND t.ends_at > clock_timestamp()
      AND ${ANSWERED_FOR}
  ), noted AS (
    UPDATE api_token a SET used_at = clock_timestamp() FROM found
    WHERE a.scheme_id = $1 AND a.id = found.id
      AND (found.used_at IS NULL OR found.used_at < clock_timestamp() - interval '1 minute')
  )
  SELECT id, name, scopes, made_by FROM found`;

const KNOWN = `
  SELECT t.id, t.name, t.scopes, m.liked_name AS made_by, t.made_at, t.ends_at, t.used_at,
    CASE WHEN t.revoked_at IS NOT NULL THEN 'revoked' WHEN t.ends_at <= clock_timestamp() THEN 'over'
      WHEN NOT ${ANSWERED_FOR} THEN 'nobody' ELSE 'works' END AS state
  FROM api_token t JOIN person m ON m.scheme_id = t.scheme_id AND m.id = t.made_by
  WHERE t.scheme_id = $1`;

export const ONE = `${KNOWN} AND t.id = $2`;

/** Every token with what can be told of it, those that work first, the newest of them at the top. */
export const LIST = `${KNOWN}
  ORDER BY (t.revoked_at IS NULL AND t.ends_at > clock_timestamp()) DESC, t.made_at DESC, t.id LIMIT $2`;
