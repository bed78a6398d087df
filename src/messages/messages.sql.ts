/** One person's messages are counted one after another, so that many at once are no more than three. */
export const ONE_AT_A_TIME = `SELECT pg_advisory_xact_lock(hashtextextended($1, 35))`;

export const RECEIVER = `
  SELECT CASE WHEN $4::text IN ('letter', 'phone') OR ($4 = 'text' AND who.phone) OR ($4 = 'email' AND who.email) THEN $4
      ELSE who.contact END AS contact, who.taking_part, who.due_at, who.due_at > $3::timestamptz AS too_late,
    who.due_at <= clock_timestamp() AS due,
    (SELECT count(*)::integer FROM message m WHERE m.scheme_id = $1 AND m.person_id = $2
      AND m.channel IN ('text', 'email', 'letter') AND m.state IN ('queued', 'sent', 'delivered')
      AND m.due_at > who.due_at - interval '7 days') AS this_week
  FROM (SELECT p.contact, p.phone IS NOT NULL AS phone, p.email IS NOT NULL AS email, p.taking_part,
      message_moment(clock_timestamp(), s.time_zone) AS due_at
    FROM person p JOIN scheme s ON s.id = p.scheme_id WHERE p.scheme_id = $1 AND p.id = $2) who`;

export const ADD = `
  INSERT INTO message (scheme_id, id, person_id, kind, key, parts, channel, state, why, due_at, until_at, promised_at, done_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, CASE WHEN $12::boolean THEN clock_timestamp() END,
    CASE WHEN $8 = 'queued' THEN NULL ELSE clock_timestamp() END)
  ON CONFLICT (scheme_id, person_id, kind, key) DO NOTHING RETURNING id`;

/** Waits for nobody: what another transaction holds is looked at a minute later. */
export const PROMISE_DUE = `
  UPDATE message SET promised_at = clock_timestamp() WHERE scheme_id = $1 AND id IN (
    SELECT id FROM message WHERE scheme_id = $1 AND state = 'queued' AND channel IN ('text', 'email')
      AND promised_at IS NULL AND due_at <= clock_timestamp() ORDER BY due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING id`;

/** Counts a try before it is made, and says what is to be sent to whom, as things are now. */
export const TRY = `
  UPDATE message m SET tries = m.tries + 1 FROM person p, scheme s
  WHERE m.scheme_id = $1 AND m.id = $2 AND m.state = 'queued' AND m.channel IN ('text', 'email')
    AND p.scheme_id = m.scheme_id AND p.id = m.person_id AND s.id = m.scheme_id
  RETURNING m.kind, m.parts, m.channel, m.tries, p.contact, p.taking_part, p.message_detail,
    CASE m.channel WHEN 'text' THEN p.phone ELSE p.email END AS address,
    message_moment(clock_timestamp(), s.time_zone) > clock_timestamp() AS quiet,
    coalesce(m.until_at < clock_timestamp(), false) AS too_late`;

export const SENT = `
  UPDATE message SET state = 'sent', done_at = clock_timestamp() WHERE scheme_id = $1 AND id = $2 AND state = 'queued'`;

export const STOPPED = `
  UPDATE message SET state = $3, why = $4, done_at = clock_timestamp()
  WHERE scheme_id = $1 AND id = $2 AND state = 'queued'`;

/** Told by staff instead, because nothing else is left. */
export const CALL_INSTEAD = `
  UPDATE message SET channel = 'phone' WHERE scheme_id = $1 AND id = $2 AND state = 'queued'`;

/** Not now: the minute's job promises it again in the morning. */
export const POSTPONE = `
  UPDATE message m SET promised_at = NULL, tries = greatest(m.tries - 1, 0),
    due_at = message_moment(clock_timestamp(), s.time_zone)
  FROM scheme s WHERE m.scheme_id = $1 AND m.id = $2 AND m.state = 'queued' AND s.id = m.scheme_id`;
