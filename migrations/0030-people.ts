import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The people of a scheme, what they chose, and the roles they have from one day to another. */
export class People1764000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PERSON);
    await runner.query(PARTICIPANT_IS_A_PERSON);
    await runner.query(PERSON_ROLE);
    await runner.query(LEAVING);
    await runner.query(CONSENT);
  }

  /** The column goes back to where it was, so the table is made anew. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE participant_before AS
        SELECT p.scheme_id, p.id, p.ref FROM participant JOIN person p USING (scheme_id, id);
      DROP TABLE consent, person_role, participant, person;
      DROP FUNCTION person_note_leaving();
      CREATE TABLE participant (
        scheme_id uuid NOT NULL CONSTRAINT participant_scheme_fkey REFERENCES scheme,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        ref text NOT NULL CONSTRAINT participant_ref_plain CHECK (ref ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
        CONSTRAINT participant_pkey PRIMARY KEY (scheme_id, id),
        CONSTRAINT participant_ref_unique UNIQUE (scheme_id, ref)
      );
      COMMENT ON TABLE participant IS 'Someone who takes part and has accounts in the ledger.';
      COMMENT ON COLUMN participant.ref IS 'The reference that the scheme''s own papers and files use; it names nobody.';
      ALTER TABLE participant ENABLE ROW LEVEL SECURITY;
      CREATE POLICY participant_of_scheme ON participant USING (scheme_id = current_scheme());
      GRANT SELECT, INSERT (scheme_id, id, ref) ON participant TO galaxies_app;
      INSERT INTO participant (scheme_id, id, ref) SELECT scheme_id, id, ref FROM participant_before;
      DROP TABLE participant_before;
    `);
  }
}

const PERSON = `
  CREATE TABLE person (
    scheme_id uuid NOT NULL CONSTRAINT person_scheme_fkey REFERENCES scheme,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    ref text NOT NULL CONSTRAINT person_ref_plain CHECK (ref ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
    liked_name text NOT NULL
      CONSTRAINT person_liked_name_length CHECK (char_length(liked_name) BETWEEN 1 AND 40 AND liked_name = btrim(liked_name)),
    surname text CONSTRAINT person_surname_length CHECK (char_length(surname) BETWEEN 1 AND 60),
    email text CONSTRAINT person_email_shape CHECK (email ~ '^[^[:space:]@]{1,64}@[^[:space:]@]{1,190}$'),
    phone text CONSTRAINT person_phone_international CHECK (phone ~ '^[+][1-9][0-9]{6,14}$'),
    contact text NOT NULL DEFAULT 'none'
      CONSTRAINT person_contact_known CHECK (contact IN ('text', 'email', 'letter', 'phone', 'none')),
    message_detail text NOT NULL DEFAULT 'day-and-time'
      CONSTRAINT person_message_detail_known CHECK (message_detail IN ('just-a-message', 'day-and-time', 'everything')),
    formats text[] NOT NULL DEFAULT '{}'
      CONSTRAINT person_formats_known CHECK (formats <@ ARRAY['large-print', 'easy-read', 'letter']),
    note_for_leaders text CONSTRAINT person_note_for_leaders_length CHECK (char_length(note_for_leaders) BETWEEN 1 AND 200),
    note_shared boolean NOT NULL DEFAULT false,
    findable_by_leaders boolean NOT NULL DEFAULT false,
    taking_part text NOT NULL DEFAULT 'taking-part'
      CONSTRAINT person_taking_part_known CHECK (taking_part IN ('joining', 'taking-part', 'taking-a-break', 'left')),
    joined_on date NOT NULL DEFAULT current_date,
    left_on date,
    anonymous_since timestamptz,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT person_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT person_ref_unique UNIQUE (scheme_id, ref),
    CONSTRAINT person_left_on_told CHECK ((left_on IS NOT NULL) = (taking_part = 'left')),
    CONSTRAINT person_anonymous_after_leaving CHECK (anonymous_since IS NULL OR taking_part = 'left'),
    CONSTRAINT person_note_shared_is_there CHECK (NOT note_shared OR note_for_leaders IS NOT NULL),
    CONSTRAINT person_contact_reachable CHECK (
      (contact <> 'email' OR email IS NOT NULL) AND (contact NOT IN ('text', 'phone') OR phone IS NOT NULL))
  );
  CREATE UNIQUE INDEX person_email_unique ON person (scheme_id, lower(email)) WHERE email IS NOT NULL;
  CREATE UNIQUE INDEX person_phone_unique ON person (scheme_id, phone) WHERE phone IS NOT NULL;
  COMMENT ON TABLE person IS 'Somebody the scheme knows. The book knows nobody: it has their random id and nothing else.';
  COMMENT ON COLUMN person.ref IS 'The reference that the scheme''s own papers and files use; it names nobody.';
  COMMENT ON COLUMN person.liked_name IS 'The name they like to be called.';
  COMMENT ON COLUMN person.surname IS 'Only where they gave one.';
  COMMENT ON COLUMN person.email IS 'Nobody needs one.';
  COMMENT ON COLUMN person.phone IS 'As +447700900982; nobody needs one.';
  COMMENT ON COLUMN person.contact IS 'How they want to be reached; none means that they ask when they come.';
  COMMENT ON COLUMN person.message_detail IS 'How much a message may say where others could read it.';
  COMMENT ON COLUMN person.formats IS 'The formats they asked for.';
  COMMENT ON COLUMN person.note_for_leaders IS 'What they wrote themselves for those who lead.';
  COMMENT ON COLUMN person.note_shared IS 'Whether leaders may read the note; off until they say so.';
  COMMENT ON COLUMN person.findable_by_leaders IS 'Whether leaders may find them by name; off until they say so.';
  COMMENT ON COLUMN person.taking_part IS 'Joining, taking part, taking a break, or left. Who has left cannot sign in.';
  COMMENT ON COLUMN person.joined_on IS 'The day they joined.';
  COMMENT ON COLUMN person.left_on IS 'The day they left; their name is taken off three years later.';
  COMMENT ON COLUMN person.anonymous_since IS 'When all that says who they were was taken away.';
  ALTER TABLE person ENABLE ROW LEVEL SECURITY;
  CREATE POLICY person_of_scheme ON person USING (scheme_id = current_scheme());
  GRANT SELECT,
    INSERT (scheme_id, id, ref, liked_name, surname, email, phone, contact, message_detail, formats, note_for_leaders,
      note_shared, findable_by_leaders, taking_part, joined_on),
    UPDATE (liked_name, surname, email, phone, contact, message_detail, formats, note_for_leaders, note_shared,
      findable_by_leaders, taking_part)
    ON person TO galaxies_app;
`;

const PARTICIPANT_IS_A_PERSON = `
  INSERT INTO person (scheme_id, id, ref, liked_name) SELECT scheme_id, id, ref, ref FROM participant;
  ALTER TABLE participant DROP COLUMN ref,
    ADD CONSTRAINT participant_person_fkey FOREIGN KEY (scheme_id, id) REFERENCES person;
  COMMENT ON TABLE participant IS 'A person who takes part and has accounts in the ledger.';
`;

const PERSON_ROLE = `
  CREATE TABLE person_role (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    role text NOT NULL
      CONSTRAINT person_role_role_known CHECK (role IN ('participant', 'leader', 'staff', 'administrator', 'supervisor')),
    origin text NOT NULL DEFAULT 'scheme' CONSTRAINT person_role_origin_known CHECK (origin IN ('scheme', 'operator')),
    asked_by uuid,
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    agreed_by uuid,
    from_at timestamptz,
    end_asked_by uuid,
    end_agreed_by uuid,
    until_at timestamptz,
    CONSTRAINT person_role_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT person_role_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT person_role_asked_by_fkey FOREIGN KEY (scheme_id, asked_by) REFERENCES person,
    CONSTRAINT person_role_agreed_by_fkey FOREIGN KEY (scheme_id, agreed_by) REFERENCES person,
    CONSTRAINT person_role_end_asked_by_fkey FOREIGN KEY (scheme_id, end_asked_by) REFERENCES person,
    CONSTRAINT person_role_end_agreed_by_fkey FOREIGN KEY (scheme_id, end_agreed_by) REFERENCES person,
    CONSTRAINT person_role_given_by_two CHECK (agreed_by IS NULL OR (agreed_by <> asked_by AND agreed_by <> person_id)),
    CONSTRAINT person_role_origin_told CHECK ((origin = 'operator') = (asked_by IS NULL)),
    CONSTRAINT person_role_from_agreed CHECK ((from_at IS NOT NULL) = (agreed_by IS NOT NULL OR origin = 'operator')),
    CONSTRAINT person_role_taken_by_two CHECK (
      (until_at IS NOT NULL) = (end_agreed_by IS NOT NULL)
      AND (end_agreed_by IS NULL OR (end_asked_by IS NOT NULL AND end_agreed_by <> end_asked_by))),
    CONSTRAINT person_role_dates_in_order CHECK (until_at >= from_at)
  );
  CREATE UNIQUE INDEX person_role_open_once ON person_role (scheme_id, person_id, role) WHERE until_at IS NULL;
  COMMENT ON TABLE person_role IS
    'A role that a person has from one moment to another. It takes two people to give one and two to take it away.';
  COMMENT ON COLUMN person_role.origin IS 'operator: the first ones, given by whoever runs the service from its command line.';
  COMMENT ON COLUMN person_role.asked_by IS 'The person who asked for it.';
  COMMENT ON COLUMN person_role.agreed_by IS 'Another person, who agreed; until then the role is only asked for.';
  COMMENT ON COLUMN person_role.from_at IS 'The role counts from here.';
  COMMENT ON COLUMN person_role.end_asked_by IS 'The person who asked to take it away.';
  COMMENT ON COLUMN person_role.end_agreed_by IS 'Another person, who agreed to that.';
  COMMENT ON COLUMN person_role.until_at IS 'The role no longer counts from here.';
  ALTER TABLE person_role ENABLE ROW LEVEL SECURITY;
  CREATE POLICY person_role_of_scheme ON person_role USING (scheme_id = current_scheme());
  GRANT SELECT, INSERT (scheme_id, id, person_id, role, asked_by),
    UPDATE (agreed_by, from_at, end_asked_by, end_agreed_by, until_at) ON person_role TO galaxies_app;
`;

const LEAVING = `
  CREATE FUNCTION person_note_leaving() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    IF NEW.taking_part <> 'left' THEN
      NEW.left_on := NULL;
    ELSIF NEW.left_on IS NULL THEN
      NEW.left_on := (SELECT (clock_timestamp() AT TIME ZONE time_zone)::date FROM scheme WHERE id = NEW.scheme_id);
    END IF;
    RETURN NEW;
  END $$;
  COMMENT ON FUNCTION person_note_leaving() IS 'Keeps the day somebody left, by the scheme''s own clock; none while they take part.';
  REVOKE ALL ON FUNCTION person_note_leaving() FROM PUBLIC;
  CREATE TRIGGER person_leaving_noted BEFORE INSERT OR UPDATE OF taking_part ON person
    FOR EACH ROW EXECUTE FUNCTION person_note_leaving();
`;

const CONSENT = `
  CREATE TABLE consent (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT consent_kind_known CHECK (kind IN ('first-name', 'photos', 'quotes')),
    given_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    written_by uuid NOT NULL,
    taken_back_at timestamptz,
    taken_back_by uuid,
    CONSTRAINT consent_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT consent_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT consent_written_by_fkey FOREIGN KEY (scheme_id, written_by) REFERENCES person,
    CONSTRAINT consent_taken_back_by_fkey FOREIGN KEY (scheme_id, taken_back_by) REFERENCES person,
    CONSTRAINT consent_taken_back_told CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL)),
    CONSTRAINT consent_times_in_order CHECK (taken_back_at >= given_at)
  );
  CREATE UNIQUE INDEX consent_open_once ON consent (scheme_id, person_id, kind) WHERE taken_back_at IS NULL;
  COMMENT ON TABLE consent IS 'Something that somebody said yes to, each on its own, until they take it back. There is none unless they said so.';
  COMMENT ON COLUMN consent.kind IS
    'first-name: others of a group may see it. photos: pictures of them may be shown. quotes: reports may quote them, without a name.';
  COMMENT ON COLUMN consent.written_by IS 'Who wrote it down: the person, or staff whom they told.';
  COMMENT ON COLUMN consent.taken_back_at IS 'It no longer counts from here.';
  COMMENT ON COLUMN consent.taken_back_by IS 'Who wrote that down.';
  ALTER TABLE consent ENABLE ROW LEVEL SECURITY;
  CREATE POLICY consent_of_scheme ON consent USING (scheme_id = current_scheme());
  GRANT SELECT, INSERT (scheme_id, person_id, kind, written_by), UPDATE (taken_back_at, taken_back_by) ON consent
    TO galaxies_app;
`;
