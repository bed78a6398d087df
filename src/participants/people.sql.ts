/** Somebody with a role that sees the affairs of others: whoever changes their address could sign in as them. */
export const IS_STAFF = `
  SELECT FROM person_role WHERE scheme_id = $1 AND person_id = $2 AND role IN ('staff', 'administrator', 'supervisor')
    AND (until_at IS NULL OR until_at > clock_timestamp()) LIMIT 1`;

/** All that staff may set, as one row of text, so that two versions of it can be compared. */
export const SEEN = `
  SELECT md5(row(liked_name, surname, email, phone, contact, message_detail, formats, note_for_leaders, note_shared,
    findable_by_leaders, taking_part)::text) AS seen FROM person WHERE scheme_id = $1 AND id = $2`;

const FILTER = `
  p.scheme_id = $1
  AND ($2::text = '' OR position($2 IN lower(concat_ws(' ', p.liked_name, p.surname))) > 0
    OR lower(p.ref) = $2 OR lower(p.email) = $2 OR ($3::text <> '' AND position($3 IN p.phone) > 0))
  AND ($4::text = '' OR p.taking_part = $4)
  AND ($5::text = '' OR EXISTS (SELECT FROM person_role r WHERE r.scheme_id = p.scheme_id AND r.person_id = p.id
    AND r.role = $5 AND r.from_at <= clock_timestamp() AND r.until_at IS NULL))`;

export const COUNT_PEOPLE = `SELECT count(*)::integer AS total FROM person p WHERE ${FILTER}`;

export const LIST_PEOPLE = `
  SELECT p.id, p.ref, p.liked_name, p.surname, p.contact, p.taking_part,
    ARRAY(SELECT r.role FROM person_role r WHERE r.scheme_id = p.scheme_id AND r.person_id = p.id
      AND r.from_at <= clock_timestamp() AND r.until_at IS NULL AND r.role <> 'participant' ORDER BY r.role) AS roles
  FROM person p WHERE ${FILTER}
  ORDER BY lower(p.liked_name), lower(p.surname) NULLS FIRST, p.id LIMIT $6 OFFSET $7`;

export const ROLES_OF = `
  SELECT role, to_char(from_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS since
  FROM person_role r JOIN scheme s ON s.id = r.scheme_id
  WHERE r.scheme_id = $1 AND r.person_id = $2 AND r.from_at <= clock_timestamp() AND r.until_at IS NULL ORDER BY role`;

/** All that staff may set; the values as `valuesOf` gives them. */
export const SET_RECORD = `
  UPDATE person SET liked_name = $3, surname = $4, email = $5, phone = $6, contact = $7, message_detail = $8, formats = $9,
    note_for_leaders = $10, note_shared = $11, findable_by_leaders = $12, taking_part = $13
  WHERE scheme_id = $1 AND id = $2`;

/** Cards for one person are made one after the other. */
export const ONE_CARD_AT_A_TIME = `SELECT FROM person WHERE scheme_id = $1 AND id = $2 FOR NO KEY UPDATE`;

export const CARD_OF = `
  SELECT c.id, to_char(c.made_at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS since
  FROM sign_in_card c JOIN scheme s ON s.id = c.scheme_id
  WHERE c.scheme_id = $1 AND c.person_id = $2 AND c.revoked_at IS NULL`;
