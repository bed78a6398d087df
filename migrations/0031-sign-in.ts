import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signing in without a password: codes and links that were sent, cards from staff, and who is signed in where. */
export class SignIn1764000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SIGN_IN_CODE);
    await runner.query(SIGN_IN_CARD);
    await runner.query(WEB_SIGN_IN);
    await runner.query(KEPT_FORM);
    await runner.query(REVOKING);
    await runner.query(DEV_MESSAGE);
    for (const table of ['sign_in_code', 'sign_in_card', 'web_sign_in', 'kept_form', 'dev_message']) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_of_scheme ON ${table} USING (scheme_id = current_scheme());
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER person_role_revokes ON person_role;
      DROP TRIGGER person_leaving_revokes ON person;
      DROP TRIGGER person_address_revokes ON person;
      DROP TABLE dev_message, kept_form, web_sign_in, sign_in_card, sign_in_code;
      DROP FUNCTION sign_in_revoke_for_role(), sign_in_revoke_for_leaving(), sign_in_revoke_for_address(),
        sign_in_revoke_for_card(), sign_in_tidy();
    `);
  }
}

const SIGN_IN_CODE = `
  CREATE TABLE sign_in_code (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid,
    channel text NOT NULL CONSTRAINT sign_in_code_channel_known CHECK (channel IN ('text', 'email', 'card')),
    visitor_hash bytea NOT NULL CONSTRAINT sign_in_code_visitor_hash_length CHECK (octet_length(visitor_hash) = 32),
    network text NOT NULL CONSTRAINT sign_in_code_network_length CHECK (char_length(network) BETWEEN 1 AND 50),
    code_hash bytea CONSTRAINT sign_in_code_code_hash_length CHECK (octet_length(code_hash) = 32),
    token_hash bytea CONSTRAINT sign_in_code_token_hash_length CHECK (octet_length(token_hash) = 32),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL DEFAULT clock_timestamp() + interval '30 minutes',
    tries_left smallint NOT NULL DEFAULT 10 CONSTRAINT sign_in_code_tries_left_in_range CHECK (tries_left BETWEEN 0 AND 10),
    tried_at timestamptz,
    used_at timestamptz,
    CONSTRAINT sign_in_code_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT sign_in_code_scheme_fkey FOREIGN KEY (scheme_id) REFERENCES scheme,
    CONSTRAINT sign_in_code_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person
  );
  CREATE UNIQUE INDEX sign_in_code_token_unique ON sign_in_code (scheme_id, token_hash) WHERE token_hash IS NOT NULL;
  CREATE INDEX sign_in_code_visitor ON sign_in_code (scheme_id, visitor_hash, made_at);
  CREATE INDEX sign_in_code_person ON sign_in_code (scheme_id, person_id, made_at);
  CREATE INDEX sign_in_code_network ON sign_in_code (scheme_id, network, made_at);
  COMMENT ON TABLE sign_in_code IS
    'One request to sign in. An address that nobody has makes a row too, without a person, so that the work is the same.';
  COMMENT ON COLUMN sign_in_code.visitor_hash IS 'SHA-256 of the asking browser''s cookie: the code works there and nowhere else.';
  COMMENT ON COLUMN sign_in_code.network IS 'The network it was asked from, cut to its first 24 or 48 bits.';
  COMMENT ON COLUMN sign_in_code.code_hash IS
    'SHA-256 of the row''s id and the six digits. What protects the code is its browser, its ten tries and its half hour.';
  COMMENT ON COLUMN sign_in_code.token_hash IS 'SHA-256 of the 256 random bits in the link.';
  COMMENT ON COLUMN sign_in_code.expires_at IS 'By the database''s clock.';
  GRANT SELECT, INSERT (scheme_id, id, person_id, channel, visitor_hash, network, used_at),
    UPDATE (code_hash, token_hash, tries_left, tried_at, used_at) ON sign_in_code TO galaxies_app;
`;

const SIGN_IN_CARD = `
  CREATE TABLE sign_in_card (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    code_hash bytea NOT NULL CONSTRAINT sign_in_card_code_hash_length CHECK (octet_length(code_hash) = 32),
    made_by uuid,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    revoked_at timestamptz,
    CONSTRAINT sign_in_card_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT sign_in_card_code_hash_unique UNIQUE (scheme_id, code_hash),
    CONSTRAINT sign_in_card_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT sign_in_card_made_by_fkey FOREIGN KEY (scheme_id, made_by) REFERENCES person
  );
  CREATE UNIQUE INDEX sign_in_card_person_once ON sign_in_card (scheme_id, person_id) WHERE revoked_at IS NULL;
  COMMENT ON TABLE sign_in_card IS 'A printed code that staff gave to somebody without phone or email. One card counts at a time.';
  COMMENT ON COLUMN sign_in_card.code_hash IS 'SHA-256 of the 80 random bits on the card.';
  COMMENT ON COLUMN sign_in_card.made_by IS 'The member of staff; none when the operator made it.';
  GRANT SELECT, INSERT (scheme_id, id, person_id, code_hash, made_by), UPDATE (revoked_at) ON sign_in_card TO galaxies_app;
`;

const WEB_SIGN_IN = `
  CREATE TABLE web_sign_in (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    token_hash bytea NOT NULL CONSTRAINT web_sign_in_token_hash_length CHECK (octet_length(token_hash) = 32),
    channel text NOT NULL CONSTRAINT web_sign_in_channel_known CHECK (channel IN ('text', 'email', 'card')),
    network text NOT NULL CONSTRAINT web_sign_in_network_length CHECK (char_length(network) BETWEEN 1 AND 50),
    own_device boolean,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    idle_limit interval NOT NULL,
    ends_at timestamptz NOT NULL,
    second_factor_at timestamptz,
    challenge bytea CONSTRAINT web_sign_in_challenge_length CHECK (octet_length(challenge) BETWEEN 16 AND 64),
    challenge_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT web_sign_in_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT web_sign_in_token_hash_unique UNIQUE (scheme_id, token_hash),
    CONSTRAINT web_sign_in_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT web_sign_in_limits_sane CHECK (idle_limit > interval '0' AND ends_at <= created_at + interval '91 days')
  );
  CREATE INDEX web_sign_in_person ON web_sign_in (scheme_id, person_id);
  COMMENT ON TABLE web_sign_in IS 'Somebody is signed in on one browser. It ends when it is revoked, not used for a while, or over.';
  COMMENT ON COLUMN web_sign_in.token_hash IS 'SHA-256 of the cookie, so that nobody who reads the database can sign in.';
  COMMENT ON COLUMN web_sign_in.own_device IS 'What they answered to "Is this your own phone or computer?"; null until they did.';
  COMMENT ON COLUMN web_sign_in.network IS 'The network it began from, cut to its first 24 or 48 bits.';
  COMMENT ON COLUMN web_sign_in.second_factor_at IS
    'When a second factor was given; until then the roles that need one do not count here.';
  COMMENT ON COLUMN web_sign_in.challenge IS 'What a passkey is asked to sign; it is asked once.';
  GRANT SELECT, INSERT (scheme_id, id, person_id, token_hash, channel, network, own_device, idle_limit, ends_at, second_factor_at),
    UPDATE (seen_at, revoked_at, challenge, challenge_at) ON web_sign_in TO galaxies_app;
`;

const KEPT_FORM = `
  CREATE TABLE kept_form (
    scheme_id uuid NOT NULL,
    key_hash bytea NOT NULL CONSTRAINT kept_form_key_hash_length CHECK (octet_length(key_hash) = 32),
    page text NOT NULL CONSTRAINT kept_form_page_plain CHECK (page ~ '^/[A-Za-z0-9][A-Za-z0-9/-]{0,200}$'),
    person_id uuid NOT NULL,
    closed bytea NOT NULL CONSTRAINT kept_form_closed_length CHECK (octet_length(closed) BETWEEN 28 AND 262172),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT kept_form_pkey PRIMARY KEY (scheme_id, key_hash, page),
    CONSTRAINT kept_form_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person
  );
  CREATE INDEX kept_form_person ON kept_form (scheme_id, person_id);
  COMMENT ON TABLE kept_form IS
    'What somebody had typed when their sign-in ended. It is theirs when they sign in again in the same browser.';
  COMMENT ON COLUMN kept_form.key_hash IS 'SHA-256 of the browser''s own key. The key itself is in that browser only.';
  COMMENT ON COLUMN kept_form.page IS 'The page that has the form.';
  COMMENT ON COLUMN kept_form.closed IS 'What was typed, encrypted with the browser''s key and for this person.';
  GRANT SELECT, INSERT (scheme_id, key_hash, page, person_id, closed), UPDATE (person_id, closed, made_at), DELETE
    ON kept_form TO galaxies_app;
`;

const REVOKING = `
  CREATE FUNCTION sign_in_tidy() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM sign_in_code WHERE scheme_id = current_scheme() AND expires_at < clock_timestamp() - interval '1 day';
    DELETE FROM kept_form WHERE scheme_id = current_scheme() AND made_at < clock_timestamp() - interval '2 hours';
    DELETE FROM web_sign_in WHERE scheme_id = current_scheme() AND ends_at < clock_timestamp() - interval '90 days';
  $$;
  COMMENT ON FUNCTION sign_in_tidy() IS
    'Removes what was typed after two hours, codes a day after they ran out, and sign-ins ninety days after they ended.';
  REVOKE ALL ON FUNCTION sign_in_tidy() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sign_in_tidy() TO galaxies_app;

  CREATE FUNCTION sign_in_revoke_for_role() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    -- Waits for a sign-in that is just being made, and makes the next one wait: none slips through with its old limits.
    PERFORM FROM person WHERE scheme_id = NEW.scheme_id AND id = NEW.person_id FOR UPDATE;
    UPDATE web_sign_in SET revoked_at = clock_timestamp()
    WHERE scheme_id = NEW.scheme_id AND person_id = NEW.person_id AND revoked_at IS NULL;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION sign_in_revoke_for_role() IS 'Whoever gets or loses a role signs in again: the change and its effect are one.';
  CREATE TRIGGER person_role_revokes AFTER INSERT OR UPDATE OF from_at, until_at ON person_role
    FOR EACH ROW WHEN (NEW.from_at IS NOT NULL) EXECUTE FUNCTION sign_in_revoke_for_role();

  CREATE FUNCTION sign_in_revoke_for_leaving() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE web_sign_in SET revoked_at = clock_timestamp()
    WHERE scheme_id = NEW.scheme_id AND person_id = NEW.id AND revoked_at IS NULL;
    UPDATE sign_in_card SET revoked_at = clock_timestamp()
    WHERE scheme_id = NEW.scheme_id AND person_id = NEW.id AND revoked_at IS NULL;
    UPDATE sign_in_code SET tries_left = 0, used_at = clock_timestamp()
    WHERE scheme_id = NEW.scheme_id AND person_id = NEW.id AND used_at IS NULL;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION sign_in_revoke_for_leaving() IS 'Whoever has left is signed out everywhere at once.';
  CREATE TRIGGER person_leaving_revokes AFTER UPDATE OF taking_part ON person
    FOR EACH ROW WHEN (NEW.taking_part = 'left') EXECUTE FUNCTION sign_in_revoke_for_leaving();

  CREATE FUNCTION sign_in_revoke_for_address() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE sign_in_code SET tries_left = 0, used_at = clock_timestamp()
    WHERE scheme_id = NEW.scheme_id AND person_id = NEW.id AND used_at IS NULL;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION sign_in_revoke_for_address() IS 'What was sent to an address that somebody no longer has does not sign in.';
  CREATE TRIGGER person_address_revokes AFTER UPDATE OF email, phone ON person FOR EACH ROW
    WHEN (OLD.email IS DISTINCT FROM NEW.email OR OLD.phone IS DISTINCT FROM NEW.phone)
    EXECUTE FUNCTION sign_in_revoke_for_address();

  CREATE FUNCTION sign_in_revoke_for_card() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    UPDATE web_sign_in SET revoked_at = clock_timestamp()
    WHERE scheme_id = NEW.scheme_id AND person_id = NEW.person_id AND channel = 'card' AND revoked_at IS NULL;
    RETURN NULL;
  END $$;
  COMMENT ON FUNCTION sign_in_revoke_for_card() IS 'A lost card signs nobody in, and whoever signed in with it is signed out.';
  CREATE TRIGGER sign_in_card_revokes AFTER UPDATE OF revoked_at ON sign_in_card
    FOR EACH ROW WHEN (NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION sign_in_revoke_for_card();

  REVOKE ALL ON FUNCTION sign_in_revoke_for_role(), sign_in_revoke_for_leaving(), sign_in_revoke_for_address(),
    sign_in_revoke_for_card() FROM PUBLIC;
`;

const DEV_MESSAGE = `
  CREATE TABLE dev_message (
    scheme_id uuid NOT NULL CONSTRAINT dev_message_scheme_fkey REFERENCES scheme,
    id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    channel text NOT NULL CONSTRAINT dev_message_channel_known CHECK (channel IN ('text', 'email')),
    address text NOT NULL CONSTRAINT dev_message_address_length CHECK (char_length(address) BETWEEN 1 AND 254),
    body text NOT NULL CONSTRAINT dev_message_body_length CHECK (char_length(body) BETWEEN 1 AND 5000),
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT dev_message_pkey PRIMARY KEY (scheme_id, id)
  );
  COMMENT ON TABLE dev_message IS
    'Messages of a service in development, which sends none: they are read on /dev/messages. In production it stays empty.';
  GRANT SELECT, INSERT (scheme_id, channel, address, body) ON dev_message TO galaxies_app;
`;
