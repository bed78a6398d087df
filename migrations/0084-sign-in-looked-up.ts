import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LOOKS, SIGN_IN_OF } from './0064-one-statement.js';

/**
 * Who a cookie stands for, step by step, each by its key. As one question it was planned while nobody was signed in, and went
 * through everybody who is at each request ever after. The roles of a person had no key to be found by.
 */
export class SignInLookedUp1764000000084 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX person_role_person ON person_role (scheme_id, person_id)');
    await runner.query(LOOKED_UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(SIGN_IN_OF.replace('CREATE', 'CREATE OR REPLACE'));
    await runner.query('DROP INDEX person_role_person');
  }
}

const LOOKED_UP = `
  CREATE OR REPLACE FUNCTION sign_in_of(p_slug text, p_token_hash bytea)
    RETURNS TABLE (scheme_id uuid, id uuid, person_id uuid, liked_name text, own_device boolean, proved boolean,
      idle double precision, idle_limit double precision, whole double precision, stale boolean, roles text[])
    LANGUAGE plpgsql ${LOOKS} AS $$
  DECLARE
    v_now timestamptz := clock_timestamp();
    v_scheme uuid := (SELECT (array_agg(s.id))[1] FROM scheme s WHERE p_slug IS NULL OR s.slug = p_slug HAVING count(*) = 1);
    v_found web_sign_in;
  BEGIN
    IF current_scheme() IS NULL THEN
      PERFORM set_config('galaxies.scheme', v_scheme::text, true);
    END IF;
    SELECT * INTO v_found FROM web_sign_in s WHERE s.scheme_id = v_scheme AND s.token_hash = p_token_hash;
    IF (v_found.revoked_at IS NULL AND v_found.ends_at > v_now AND v_found.seen_at + v_found.idle_limit > v_now) IS NOT TRUE THEN
      RETURN;
    END IF;
    RETURN QUERY
      SELECT v_scheme, v_found.id, v_found.person_id, p.liked_name, v_found.own_device, v_found.second_factor_at IS NOT NULL,
        extract(epoch FROM v_found.seen_at + v_found.idle_limit - v_now)::double precision,
        extract(epoch FROM v_found.idle_limit)::double precision, extract(epoch FROM v_found.ends_at - v_now)::double precision,
        v_found.seen_at < v_now - interval '1 minute',
        ARRAY(
          SELECT r.role FROM person_role r WHERE r.scheme_id = v_scheme AND r.person_id = v_found.person_id
            AND r.from_at <= v_now AND (r.until_at IS NULL OR r.until_at > v_now)
          UNION SELECT 'participant' FROM participant t WHERE t.scheme_id = v_scheme AND t.id = v_found.person_id ORDER BY 1)
      FROM person p WHERE p.scheme_id = v_scheme AND p.id = v_found.person_id AND p.taking_part <> 'left';
  END $$;
`;
