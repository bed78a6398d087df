/**
 * For whom is counted what is tried with an address that nobody has: a number made of two bytes of its hash. They are too
 * few to find the address by, and enough for everything that is asked of a person to be asked of nobody, too.
 */
const NOBODY = (address: string): string =>
  `encode(substr(sha256(substr(sha256(convert_to(lower(${address}), 'UTF8')), 1, 2)), 1, 16), 'hex')::uuid`;

/**
 * The same single statement whether or not somebody has the address ($6). Wrong codes are counted with those for the same
 * address from the same network ($5), or from the same device ($7) where its owner came in before. Whose request it is
 * ARM writes down, for the key to the person is looked at then.
 */
export const ASK = `
  INSERT INTO sign_in_code (scheme_id, id, channel, visitor_hash, network, counted_for, known_device, counted_with)
  SELECT $1, $2, $3, $4, $5, who.id, d.key_hash IS NOT NULL, substr(sha256(convert_to(
    concat_ws(' ', lower($6), CASE WHEN d.key_hash IS NOT NULL THEN $7 ELSE $5 END), 'UTF8')), 1, 2)
  FROM (
    SELECT coalesce(p.id, ${NOBODY('$6')}) AS id FROM (SELECT) one LEFT JOIN person p
      ON p.scheme_id = $1 AND p.taking_part <> 'left'
      AND CASE $3 WHEN 'email' THEN lower(p.email) = lower($6) ELSE p.phone = $6 END) who
  LEFT JOIN known_device d ON d.scheme_id = $1 AND d.ends_at > clock_timestamp()
    AND d.key_hash = sha256(convert_to($7 || who.id, 'UTF8'))`;

/** The moments below are the statement's, which an index can look for: how much was asked long ago costs nobody time. */
export const ASKED_FROM_NETWORK = `
  SELECT count(*)::integer AS asked FROM sign_in_code
  WHERE scheme_id = $1 AND network = $2 AND made_at > statement_timestamp() - interval '15 minutes'`;

/** True of a network that the person signed in from before: what strangers do elsewhere does not count against it. */
const USUAL = (network: string): string => `
  EXISTS (SELECT FROM web_sign_in w WHERE w.scheme_id = c.scheme_id AND w.person_id = c.counted_for
    AND w.network = ${network} AND w.created_at > statement_timestamp() - interval '90 days')`;

/** Those whose wrong codes and messages are counted apart: a device where they came in before, a usual network, all others. */
const KIND = (code: string): string =>
  `CASE WHEN ${code}.known_device THEN 'device' WHEN ${USUAL(`${code}.network`)} THEN 'usual' ELSE 'other' END`;

/** To whom the code goes, if to anybody, and how often a code was made for somebody like the one who asked lately. */
export const ADDRESS = `
  SELECT c.channel, CASE c.channel WHEN 'email' THEN p.email ELSE p.phone END AS address,
    (SELECT count(*)::integer FROM sign_in_code o WHERE o.scheme_id = c.scheme_id AND o.counted_for = c.counted_for
      AND o.id <> c.id AND o.token_hash IS NOT NULL AND o.made_at > clock_timestamp() - interval '15 minutes'
      AND ${KIND('o')} = ${KIND('c')}) AS sent
  FROM sign_in_code c LEFT JOIN person p ON p.scheme_id = c.scheme_id AND p.id = c.counted_for
  WHERE c.scheme_id = $1 AND c.id = $2 AND c.used_at IS NULL AND c.expires_at > clock_timestamp()`;

export const ARM = `
  UPDATE sign_in_code SET code_hash = $3, token_hash = $4, person_id = (SELECT p.id FROM person p
    WHERE p.scheme_id = sign_in_code.scheme_id AND p.id = counted_for AND p.taking_part <> 'left')
  WHERE scheme_id = $1 AND id = $2 AND used_at IS NULL RETURNING id`;

/** True of what let somebody in a moment ago: a second tap on the button, or a form sent again because its answer was lost. */
const JUST_USED = (code: string): string =>
  `coalesce(${code}.used_at > clock_timestamp() - interval '30 seconds', false) AND ${code}.tries_left > 0`;

/** The latest request of the browser. Whoever waits for the row sees what the one before did. */
export const LATEST = `
  SELECT id, person_id, counted_for, channel, network, code_hash, tries_left, encode(counted_with, 'hex') AS counted_with,
    used_at IS NULL AND expires_at > clock_timestamp() AND tries_left > 0 AS live,
    ${JUST_USED('sign_in_code')} AS just_used
  FROM sign_in_code WHERE scheme_id = $1 AND visitor_hash = $2 AND channel <> 'card'
  ORDER BY made_at DESC LIMIT 1 FOR UPDATE`;

/** Guesses for one person wait for each other, so that many at once are counted like many in a row. */
export const ONE_AT_A_TIME = `SELECT pg_advisory_xact_lock(hashtextextended($1, 31))`;

/** Wrong codes that count together with this one's in the last hour, and how many seconds ago the last of them was. */
export const GUESSES = `
  SELECT coalesce(sum(10 - o.tries_left), 0)::integer AS wrong,
    extract(epoch FROM clock_timestamp() - max(o.tried_at))::double precision AS since
  FROM sign_in_code c JOIN sign_in_code o ON o.scheme_id = c.scheme_id AND o.counted_with = c.counted_with
    AND o.tried_at > statement_timestamp() - interval '1 hour' AND o.used_at IS NULL
  WHERE c.scheme_id = $1 AND c.id = $2`;

/** Wrong codes of the last five minutes by those like this one: from their device, a usual network, or all others. */
export const WRONG_LATELY = `
  SELECT coalesce(sum(10 - o.tries_left), 0)::integer AS wrong FROM sign_in_code c JOIN sign_in_code o
    ON o.scheme_id = c.scheme_id AND o.counted_for = c.counted_for AND o.tried_at > statement_timestamp() - interval '5 minutes'
    AND o.used_at IS NULL AND ${KIND('o')} = ${KIND('c')}
  WHERE c.scheme_id = $1 AND c.id = $2`;

export const COUNT_TRY = `
  UPDATE sign_in_code SET tries_left = tries_left - 1, tried_at = clock_timestamp() WHERE scheme_id = $1 AND id = $2`;

export const USE = `
  UPDATE sign_in_code SET used_at = clock_timestamp() WHERE scheme_id = $1 AND id = $2`;

export const USE_LINK = `
  UPDATE sign_in_code SET used_at = clock_timestamp(), visitor_hash = $3
  WHERE scheme_id = $1 AND token_hash = $2 AND used_at IS NULL AND expires_at > clock_timestamp()
  RETURNING id, person_id, channel`;

export const LINK_JUST_USED = `
  SELECT c.id, c.person_id, c.channel FROM sign_in_code c
  WHERE c.scheme_id = $1 AND c.token_hash = $2 AND c.visitor_hash = $3 AND ${JUST_USED('c')}`;

/**
 * Ends the sign-in that code $2 made a moment ago from that network, so that another one takes its place. No row when
 * somebody has gone on in it or signed out, for then it is no second tap.
 */
export const END_THE_FIRST = `
  UPDATE web_sign_in s SET revoked_at = clock_timestamp() FROM sign_in_code c
  WHERE c.scheme_id = $1 AND c.id = $2 AND s.scheme_id = c.scheme_id AND s.person_id = c.person_id AND s.channel = c.channel
    AND s.network = $3 AND s.revoked_at IS NULL
    AND s.created_at BETWEEN c.used_at AND c.used_at + interval '3 seconds' RETURNING s.id`;

export const USE_CARD = `
  INSERT INTO sign_in_code (scheme_id, channel, visitor_hash, network, person_id, used_at)
  VALUES ($1, 'card', $2, $3, (SELECT c.person_id FROM sign_in_card c JOIN person p ON p.scheme_id = c.scheme_id
    AND p.id = c.person_id WHERE c.scheme_id = $1 AND c.code_hash = $4 AND c.revoked_at IS NULL
    AND p.taking_part <> 'left'), clock_timestamp()) RETURNING person_id`;
