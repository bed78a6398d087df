/** What somebody does about their second factors waits for whatever else is being done about them. */
export const ONE_AT_A_TIME = `SELECT pg_advisory_xact_lock(hashtextextended($1::text, 33))`;

/** By the clock of the database, which is the same for every process. */
export const NOW = `SELECT extract(epoch FROM clock_timestamp())::double precision AS at`;

/** True of a network where the person gave a second factor before: whoever has only their email never made it one. */
const USUAL = (network: string): string => `
  EXISTS (SELECT FROM web_sign_in w WHERE w.scheme_id = $1 AND w.person_id = $2 AND w.network = ${network}
    AND w.second_factor_at > clock_timestamp() - interval '90 days')`;

const NEAR = `t.tried_at > clock_timestamp() - interval '1 hour' AND ($4 OR t.network = $3)`;

/** Those whose wrong codes count together: the devices where a second factor was given before, a usual network, all others. */
const KIND = (device: string, network: string): string =>
  `CASE WHEN ${device} THEN 'device' WHEN ${USUAL(network)} THEN 'usual' ELSE 'other' END`;

/** Wrong codes typed lately by those like this one, and how many of those in one network or on those devices make it wait. */
export const WRONG = `
  SELECT count(*) FILTER (WHERE t.tried_at > clock_timestamp() - interval '5 minutes')::integer AS lately,
    count(*)::integer AS "inADay", $4 OR ${USUAL('$3')} AS "isUsual",
    count(*) FILTER (WHERE ${NEAR})::integer AS wrong,
    extract(epoch FROM clock_timestamp() - max(t.tried_at) FILTER (WHERE ${NEAR}))::double precision AS since
  FROM second_factor_try t WHERE t.scheme_id = $1 AND t.person_id = $2
    AND t.tried_at > clock_timestamp() - interval '1 day' AND ${KIND('t.known_device', 't.network')} = ${KIND('$4::boolean', '$3')}`;

export const COUNT_WRONG = `
  INSERT INTO second_factor_try (scheme_id, person_id, network, known_device) VALUES ($1, $2, $3, $4)`;

export const OVERVIEW = `
  SELECT EXISTS (SELECT FROM app_code WHERE scheme_id = $1 AND person_id = $2 AND proved_at IS NOT NULL) AS "hasApp",
    (SELECT count(*)::integer FROM recovery_code WHERE scheme_id = $1 AND person_id = $2 AND used_at IS NULL) AS "codesLeft",
    (SELECT coalesce(min(id::text), '') FROM recovery_code WHERE scheme_id = $1 AND person_id = $2) AS codes,
    (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY made_at, id), '[]')
     FROM passkey WHERE scheme_id = $1 AND person_id = $2) AS passkeys`;

/** A row when there is anything that could be lost: also an app that was never proved, or recovery codes alone. */
export const ANYTHING = `
  SELECT FROM (SELECT person_id FROM app_code WHERE scheme_id = $1 AND person_id = $2
    UNION ALL SELECT person_id FROM passkey WHERE scheme_id = $1 AND person_id = $2
    UNION ALL SELECT person_id FROM recovery_code WHERE scheme_id = $1 AND person_id = $2) what LIMIT 1`;

export const FORGET_ALL = ['app_code', 'passkey', 'recovery_code'].map(
  (table) => `DELETE FROM ${table} WHERE scheme_id = $1 AND person_id = $2`,
);

export const SIGN_OUT = `
  UPDATE web_sign_in SET revoked_at = clock_timestamp()
  WHERE scheme_id = $1 AND person_id = $2 AND revoked_at IS NULL`;

export const FORGET_UNDERWAY = `DELETE FROM app_code WHERE scheme_id = $1 AND person_id = $2 AND proved_at IS NULL`;

export const ADD_APP = `INSERT INTO app_code (scheme_id, person_id, closed_secret) VALUES ($1, $2, $3)`;

export const PLANT_APP = `
  INSERT INTO app_code (scheme_id, person_id, closed_secret, proved_at) VALUES ($1, $2, $3, clock_timestamp())
  ON CONFLICT DO NOTHING`;

export const APP_UNDERWAY = `
  SELECT id, closed_secret, last_step FROM app_code
  WHERE scheme_id = $1 AND person_id = $2 AND proved_at IS NULL AND made_at > clock_timestamp() - interval '1 hour'`;

export const APP = `
  SELECT id, closed_secret, last_step FROM app_code WHERE scheme_id = $1 AND person_id = $2 AND proved_at IS NOT NULL`;

export const REMOVE_APP = `DELETE FROM app_code WHERE scheme_id = $1 AND person_id = $2 AND proved_at IS NOT NULL RETURNING id`;

export const PROVE_APP = `
  UPDATE app_code SET proved_at = clock_timestamp(), last_step = $3 WHERE scheme_id = $1 AND id = $2`;

/** Nothing comes back where the step was used meanwhile. */
export const USE_STEP = `
  UPDATE app_code SET last_step = $3 WHERE scheme_id = $1 AND id = $2 AND last_step < $3 RETURNING id`;

export const FORGET_RECOVERY = `DELETE FROM recovery_code WHERE scheme_id = $1 AND person_id = $2`;

export const ADD_RECOVERY = `
  INSERT INTO recovery_code (scheme_id, person_id, code_hash) SELECT $1, $2, unnest($3::bytea[])`;

export const USE_RECOVERY = `
  UPDATE recovery_code SET used_at = clock_timestamp()
  WHERE scheme_id = $1 AND person_id = $2 AND code_hash = $3 AND used_at IS NULL RETURNING id`;

export const ASK_PASSKEY = `
  UPDATE web_sign_in SET challenge = $3, challenge_at = clock_timestamp()
  WHERE scheme_id = $1 AND id = $2 AND revoked_at IS NULL`;

/** What the browser was asked, once. */
export const TAKE_CHALLENGE = `
  WITH asked AS (
    SELECT id, challenge FROM web_sign_in
    WHERE scheme_id = $1 AND id = $2 AND challenge IS NOT NULL AND challenge_at > clock_timestamp() - interval '10 minutes'
    FOR UPDATE)
  UPDATE web_sign_in w SET challenge = NULL FROM asked
  WHERE w.scheme_id = $1 AND w.id = asked.id RETURNING asked.challenge`;

export const PASSKEYS = `SELECT credential_id FROM passkey WHERE scheme_id = $1 AND person_id = $2`;

export const ADD_PASSKEY = `
  INSERT INTO passkey (scheme_id, person_id, credential_id, public_key, counter, name) VALUES ($1, $2, $3, $4, $5, $6)`;

export const PASSKEY = `
  SELECT id, public_key, counter::double precision AS counter FROM passkey
  WHERE scheme_id = $1 AND person_id = $2 AND credential_id = $3 FOR UPDATE`;

export const USE_PASSKEY = `
  UPDATE passkey SET counter = $3, used_at = clock_timestamp() WHERE scheme_id = $1 AND id = $2`;

export const REMOVE_PASSKEY = `DELETE FROM passkey WHERE scheme_id = $1 AND person_id = $2 AND id = $3 RETURNING id`;
