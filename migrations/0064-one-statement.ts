import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is asked all the time, as functions that are one statement for whoever asks: who a cookie stands for, and what
 * somebody has. Each sets the scheme for row-level security by itself, so it needs no transaction around it.
 */
export class OneStatement1764000000064 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SIGN_IN_OF);
    await runner.query(ACCOUNT_STANDING);
    await runner.query(ACCOUNT_LINE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION sign_in_of, account_standing, account_line');
  }
}

/** They look and cannot write, with the rights of whoever calls. A plan made while tables were small must do when they are large. */
export const LOOKS =
  'STABLE SET search_path = public, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_generic_plan';

/** In a statement of its own there is no scheme yet; inside a unit of work its own is left as it is. */
const IN_SCHEME = (scheme: string): string => `
    IF current_scheme() IS NULL THEN
      PERFORM set_config('galaxies.scheme', ${scheme}::text, true);
    END IF;`;

export const SIGN_IN_OF = `
  CREATE FUNCTION sign_in_of(p_slug text, p_token_hash bytea)
    RETURNS TABLE (scheme_id uuid, id uuid, person_id uuid, liked_name text, own_device boolean, proved boolean,
      idle double precision, idle_limit double precision, whole double precision, stale boolean, roles text[])
    LANGUAGE plpgsql ${LOOKS} AS $$
  DECLARE
    v_scheme uuid := (SELECT (array_agg(s.id))[1] FROM scheme s WHERE p_slug IS NULL OR s.slug = p_slug HAVING count(*) = 1);
  BEGIN
    ${IN_SCHEME('v_scheme')}
    RETURN QUERY
      SELECT s.scheme_id, s.id, s.person_id, p.liked_name, s.own_device, s.second_factor_at IS NOT NULL,
        extract(epoch FROM s.seen_at + s.idle_limit - clock_timestamp())::double precision,
        extract(epoch FROM s.idle_limit)::double precision,
        extract(epoch FROM s.ends_at - clock_timestamp())::double precision,
        s.seen_at < clock_timestamp() - interval '1 minute',
        ARRAY(
          SELECT r.role FROM person_role r WHERE r.scheme_id = s.scheme_id AND r.person_id = s.person_id
            AND r.from_at <= clock_timestamp() AND (r.until_at IS NULL OR r.until_at > clock_timestamp())
          UNION SELECT 'participant' FROM participant t WHERE t.scheme_id = s.scheme_id AND t.id = s.person_id ORDER BY 1)
      FROM web_sign_in s JOIN person p ON p.scheme_id = s.scheme_id AND p.id = s.person_id
      WHERE s.scheme_id = v_scheme AND s.token_hash = p_token_hash AND p.taking_part <> 'left' AND s.revoked_at IS NULL
        AND s.ends_at > clock_timestamp() AND s.seen_at + s.idle_limit > clock_timestamp();
  END $$;
  COMMENT ON FUNCTION sign_in_of IS
    'Who the hash of a cookie stands for now, in the scheme of that slug or in the only one there is, how long for in seconds, and the roles that count.';
  GRANT EXECUTE ON FUNCTION sign_in_of TO galaxies_app;
`;

export const MINE = `
  mine AS MATERIALIZED (
    SELECT id, kind, balance FROM account WHERE scheme_id = p_scheme AND owner_id = p_owner AND kind IN ('available', 'held'))`;

/** The latest of one side. */
const SIDE = (side: 'debit' | 'credit', isPast: boolean): string => `
  (SELECT t.id, t.entry_id, t.debit_account_id, t.credit_account_id, t.amount, t.reverses_id
   FROM transfer t ${isPast ? 'JOIN journal_entry e ON e.scheme_id = t.scheme_id AND e.id = t.entry_id' : ''}
   WHERE t.scheme_id = p_scheme AND t.${side}_account_id = m.id AND t.${side}_seq IS NOT NULL
     AND (p_before IS NULL OR t.id < p_before) ${isPast ? 'AND e.recorded_at <= p_as_at' : ''}
   ORDER BY t.${side}_seq DESC LIMIT 4 * p_lines + 4)`;

/**
 * The latest transfers of somebody, and the entries that are the latest lines of their history. An entry moves a person's
 * galaxies a few times at most, so that many transfers of each account hold that many entries whole. An account's transfers
 * are numbered in the order they were recorded, so the numbers of a person's transfers are in order too. The line that the
 * page before ended with may have begun earlier: it is left out whole.
 */
const RECENT = (isPast: boolean): string => `
  own AS MATERIALIZED (
    SELECT DISTINCT side.* FROM mine m
    CROSS JOIN LATERAL (${SIDE('credit', isPast)} UNION ALL ${SIDE('debit', isPast)}) side
    WHERE p_before IS NULL OR side.entry_id <> (SELECT entry_id FROM transfer WHERE scheme_id = p_scheme AND id = p_before)),
  recent AS MATERIALIZED (
    SELECT entry_id, max(id) AS last FROM own GROUP BY entry_id ORDER BY last DESC LIMIT p_lines)`;

/** What transfers did to the accounts in `mine`, as one list. */
export const TRANSFERS = `
  json_agg(json_build_object('id', t.id::text,
    'toUse', CASE c.kind WHEN 'available' THEN t.amount ELSE 0 END - CASE d.kind WHEN 'available' THEN t.amount ELSE 0 END,
    'setAside', CASE c.kind WHEN 'held' THEN t.amount ELSE 0 END - CASE d.kind WHEN 'held' THEN t.amount ELSE 0 END,
    'other', CASE WHEN d.id IS NULL OR c.id IS NULL THEN o.kind END, 'reverses', t.reverses_id::text) ORDER BY t.id) AS transfers`;

export const THEIR_ACCOUNTS = `
  LEFT JOIN mine c ON c.id = t.credit_account_id
  LEFT JOIN mine d ON d.id = t.debit_account_id
  LEFT JOIN account o ON o.scheme_id = p_scheme AND o.id = CASE WHEN d.id IS NULL THEN t.debit_account_id ELSE t.credit_account_id END`;

/** The entry `e` as a line with its transfers, which are those of `of_entry`. */
export const LINE = `
  json_build_object('entryId', e.id, 'kind', e.kind, 'source', e.source_key,
    'occurredOn', to_char(e.occurred_on, 'YYYY-MM-DD'), 'recordedAt', ledger_moment(e.recorded_at),
    'recordedBy', e.recorded_by, 'onBehalfOf', e.on_behalf_of, 'transfers', of_entry.transfers)`;

const LINES = `
  SELECT coalesce(json_agg(${LINE} ORDER BY of_entry.last DESC), '[]')
  FROM (SELECT recent.entry_id, recent.last, ${TRANSFERS}
        FROM recent JOIN own t USING (entry_id) ${THEIR_ACCOUNTS} GROUP BY recent.entry_id, recent.last) of_entry
  JOIN journal_entry e ON e.scheme_id = p_scheme AND e.id = of_entry.entry_id`;

const BALANCE = (kind: string, isPast: boolean): string =>
  `(SELECT ${isPast ? 'ledger_balance_recorded_by(p_scheme, id, p_as_at)' : 'balance'} FROM mine WHERE kind = '${kind}')::text`;

const STANDING = (isPast: boolean): string => `
      WITH ${MINE}, ${RECENT(isPast)}
      SELECT ${BALANCE('available', isPast)}, ${BALANCE('held', isPast)}, (${LINES})
      WHERE EXISTS (SELECT FROM mine)`;

const ACCOUNT_STANDING = `
  CREATE FUNCTION account_standing(p_scheme uuid, p_owner uuid, p_before bigint, p_lines integer, p_as_at timestamptz DEFAULT NULL)
    RETURNS TABLE ("toUse" text, "setAside" text, lines json) LANGUAGE plpgsql ${LOOKS} AS $$
  #variable_conflict use_column
  BEGIN
    ${IN_SCHEME('p_scheme')}
    IF p_as_at IS NULL THEN
      RETURN QUERY ${STANDING(false)};
    ELSE
      RETURN QUERY ${STANDING(true)};
    END IF;
  END $$;
  COMMENT ON FUNCTION account_standing IS
    'What somebody has and their latest lines, before the transfer that the page before ended with, now or as at a moment; no row when they have no accounts.';
  GRANT EXECUTE ON FUNCTION account_standing TO galaxies_app;
`;

/** Its transfers are found by their ids, which follow a number that the entry keeps. */
const ACCOUNT_LINE = `
  CREATE FUNCTION account_line(p_scheme uuid, p_owner uuid, p_entry uuid)
    RETURNS json LANGUAGE plpgsql ${LOOKS} AS $$
  BEGIN
    ${IN_SCHEME('p_scheme')}
    RETURN (
      WITH ${MINE}
      SELECT ${LINE}
      FROM journal_entry e CROSS JOIN LATERAL (
        SELECT ${TRANSFERS} FROM transfer t ${THEIR_ACCOUNTS}
        WHERE t.scheme_id = p_scheme AND t.entry_id = e.id AND t.id > e.transfers_after AND t.id < e.transfers_after + 10000
          AND (c.id IS NOT NULL OR d.id IS NOT NULL)) of_entry
      WHERE e.scheme_id = p_scheme AND e.id = p_entry AND of_entry.transfers IS NOT NULL);
  END $$;
  COMMENT ON FUNCTION account_line IS 'One entry as somebody sees it; null when it is not there or moved none of their galaxies.';
  GRANT EXECUTE ON FUNCTION account_line TO galaxies_app;
`;
