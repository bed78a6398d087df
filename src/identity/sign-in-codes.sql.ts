/** The same single statement whether or not somebody has the address. */
export const ASK = `
  INSERT INTO sign_in_code (scheme_id, id, channel, visitor_hash, network, person_id)
  VALUES ($1, $2, $3, $4, $5, (SELECT id FROM person WHERE scheme_id = $1 AND taking_part <> 'left'
    AND CASE $3 WHEN 'email' THEN lower(email) = lower($6) ELSE phone = $6 END))`;

export const ASKED_FROM_NETWORK = `
  SELECT count(*)::integer AS asked FROM sign_in_code
  WHERE scheme_id = $1 AND network = $2 AND made_at > clock_timestamp() - interval '15 minutes'`;

/** True of a network that the person signed in from before: what strangers do elsewhere does not count against it. */
const USUAL = (network: string): string => `
  EXISTS (SELECT FROM web_sign_in w WHERE w.scheme_id = c.scheme_id AND w.person_id = c.person_id
    AND w.network = ${network} AND w.created_at > clock_timestamp() - interval '90 days')`;

/** To whom the code goes, and how often somebody like the one who asked was sent one lately. */
export const ADDRESS = `
  SELECT c.channel, CASE c.channel WHEN 'email' THEN p.email ELSE p.phone END AS address,
    (SELECT count(*)::integer FROM sign_in_code o WHERE o.scheme_id = c.scheme_id AND o.person_id = c.person_id
      AND o.id <> c.id AND o.token_hash IS NOT NULL AND o.made_at > clock_timestamp() - interval '15 minutes'
      AND ${USUAL('o.network')} = ${USUAL('c.network')}) AS sent
  FROM sign_in_code c JOIN person p ON p.scheme_id = c.scheme_id AND p.id = c.person_id
  WHERE c.scheme_id = $1 AND c.id = $2 AND c.used_at IS NULL AND c.expires_at > clock_timestamp()`;

export const ARM = `
  UPDATE sign_in_code SET code_hash = $3, token_hash = $4
  WHERE scheme_id = $1 AND id = $2 AND used_at IS NULL RETURNING id`;

/** The latest request of the browser. Whoever waits for the row sees what the one before did. */
export const LATEST = `
  SELECT id, person_id, channel, network, code_hash, tries_left,
    used_at IS NULL AND expires_at > clock_timestamp() AND tries_left > 0 AS live
  FROM sign_in_code WHERE scheme_id = $1 AND visitor_hash = $2 AND channel <> 'card'
  ORDER BY made_at DESC LIMIT 1 FOR UPDATE`;

/** One person's guesses wait for each other, so that many at once are counted like many in a row. */
export const ONE_AT_A_TIME = `SELECT pg_advisory_xact_lock(hashtextextended($1, 31))`;

/** Wrong guesses of the last five minutes by those like this one: from a usual network, or from all others. */
export const WRONG_LATELY = `
  SELECT coalesce(sum(10 - o.tries_left), 0)::integer AS wrong FROM sign_in_code c JOIN sign_in_code o
    ON o.scheme_id = c.scheme_id AND o.person_id = c.person_id AND o.tried_at > clock_timestamp() - interval '5 minutes'
    AND o.used_at IS NULL AND ${USUAL('o.network')} = ${USUAL('c.network')}
  WHERE c.scheme_id = $1 AND c.id = $2`;

export const COUNT_TRY = `
  UPDATE sign_in_code SET tries_left = tries_left - 1, tried_at = clock_timestamp() WHERE scheme_id = $1 AND id = $2`;

export const USE = `
  UPDATE sign_in_code SET used_at = clock_timestamp() WHERE scheme_id = $1 AND id = $2`;

export const USE_LINK = `
  UPDATE sign_in_code SET used_at = clock_timestamp()
  WHERE scheme_id = $1 AND token_hash = $2 AND used_at IS NULL AND expires_at > clock_timestamp()
  RETURNING person_id, channel`;

export const USE_CARD = `
  INSERT INTO sign_in_code (scheme_id, channel, visitor_hash, network, person_id, used_at)
  VALUES ($1, 'card', $2, $3, (SELECT c.person_id FROM sign_in_card c JOIN person p ON p.scheme_id = c.scheme_id
    AND p.id = c.person_id WHERE c.scheme_id = $1 AND c.code_hash = $4 AND c.revoked_at IS NULL
    AND p.taking_part <> 'left'), clock_timestamp()) RETURNING person_id`;
