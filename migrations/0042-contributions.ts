import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people did that no register shows, what they ask about a line of theirs, and how staff put a line right. */
export class Contributions1764000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CONTRIBUTION);
    await runner.query(CONTRIBUTION_DRAFT);
    await runner.query(PUT_RIGHT);
    await runner.query(QUESTION);
    for (const table of ['contribution', 'contribution_draft', 'put_right', 'question']) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY ${table}_of_scheme ON ${table} USING (scheme_id = current_scheme());
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE question, put_right, contribution_draft, contribution');
  }
}

const CONTRIBUTION = `
  CREATE TABLE contribution (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    ref text CONSTRAINT contribution_ref_plain CHECK (ref ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$'),
    person_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT contribution_kind_known CHECK (kind IN ('helped', 'thanks')),
    what text NOT NULL CONSTRAINT contribution_what_length CHECK (char_length(what) BETWEEN 1 AND 80),
    occurred_on date NOT NULL,
    length text CONSTRAINT contribution_length_known CHECK (length IN ('up-to-an-hour', '1-to-2-hours', 'longer')),
    who_knows text CONSTRAINT contribution_who_knows_length CHECK (char_length(who_knows) BETWEEN 1 AND 40),
    session_id uuid,
    state text NOT NULL
      CONSTRAINT contribution_state_known CHECK (state IN ('pending', 'approved', 'not-approved', 'withdrawn', 'put-right')),
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    asked_by uuid NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    decision_reason text CONSTRAINT contribution_decision_reason_length CHECK (char_length(decision_reason) BETWEEN 1 AND 500),
    galaxies smallint CONSTRAINT contribution_galaxies_in_range CHECK (galaxies BETWEEN 1 AND 10),
    rate_id uuid,
    entry_id uuid,
    transfer_id bigint,
    reversal_id bigint,
    CONSTRAINT contribution_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT contribution_ref_unique UNIQUE (scheme_id, ref),
    CONSTRAINT contribution_participant_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES participant,
    CONSTRAINT contribution_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT contribution_asked_by_fkey FOREIGN KEY (scheme_id, asked_by) REFERENCES person,
    CONSTRAINT contribution_decided_by_fkey FOREIGN KEY (scheme_id, decided_by) REFERENCES person,
    CONSTRAINT contribution_session_fkey FOREIGN KEY (scheme_id, session_id) REFERENCES session,
    CONSTRAINT contribution_rate_fkey FOREIGN KEY (scheme_id, rate_id) REFERENCES earning_rate,
    CONSTRAINT contribution_entry_fkey FOREIGN KEY (scheme_id, entry_id) REFERENCES journal_entry,
    CONSTRAINT contribution_transfer_fkey FOREIGN KEY (scheme_id, transfer_id) REFERENCES transfer,
    CONSTRAINT contribution_reversal_fkey FOREIGN KEY (scheme_id, reversal_id) REFERENCES transfer,
    CONSTRAINT contribution_not_ones_own CHECK (decided_by <> person_id),
    CONSTRAINT contribution_decided_whole CHECK (
      (state IN ('approved', 'not-approved', 'put-right')) = (decided_by IS NOT NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT contribution_posted_whole CHECK (
      (state IN ('approved', 'put-right')) = (transfer_id IS NOT NULL)
      AND num_nulls(galaxies, rate_id, entry_id, transfer_id) IN (0, 4)),
    CONSTRAINT contribution_reason_given CHECK ((state = 'not-approved') = (decision_reason IS NOT NULL)),
    CONSTRAINT contribution_put_right_whole CHECK ((state = 'put-right') = (reversal_id IS NOT NULL)),
    CONSTRAINT contribution_thanks_of_a_date CHECK ((kind = 'thanks') = (session_id IS NOT NULL))
  );
  CREATE UNIQUE INDEX contribution_transfer_unique ON contribution (scheme_id, transfer_id) WHERE transfer_id IS NOT NULL;
  CREATE UNIQUE INDEX contribution_thanked_once ON contribution (scheme_id, session_id, person_id)
    WHERE kind = 'thanks' AND state = 'approved';
  CREATE INDEX contribution_person ON contribution (scheme_id, person_id, asked_at);
  CREATE INDEX contribution_to_check ON contribution (scheme_id, asked_at, id) WHERE state = 'pending';
  COMMENT ON TABLE contribution IS
    'Something somebody did that no register shows: they said so and staff checked it, or a leader said thanks.';
  COMMENT ON COLUMN contribution.ref IS 'The reference of the file it was imported from.';
  COMMENT ON COLUMN contribution.person_id IS 'Who did it, and gets the galaxies.';
  COMMENT ON COLUMN contribution.kind IS 'helped: they said so themselves, or staff for them. thanks: a leader said so.';
  COMMENT ON COLUMN contribution.what IS 'What they did, in a few words; they read it in their history.';
  COMMENT ON COLUMN contribution.occurred_on IS 'The day it happened, which decides the earning rate.';
  COMMENT ON COLUMN contribution.length IS 'About how long, where they said. It changes no number: small jobs count as a whole galaxy.';
  COMMENT ON COLUMN contribution.who_knows IS 'The first name of somebody who saw it, where they gave one.';
  COMMENT ON COLUMN contribution.session_id IS 'The session that thanks were said for.';
  COMMENT ON COLUMN contribution.state IS
    'pending until somebody else has looked at it. put-right: the galaxies were turned round later.';
  COMMENT ON COLUMN contribution.asked_by IS 'Who wrote it down: the person, staff for them, or the leader who said thanks.';
  COMMENT ON COLUMN contribution.decided_by IS 'The other person who looked at it; never the one who gets the galaxies.';
  COMMENT ON COLUMN contribution.decision_reason IS 'Why it was not approved. The person reads it.';
  COMMENT ON COLUMN contribution.galaxies IS 'What it gave, by the rate in force on the day it happened.';
  COMMENT ON COLUMN contribution.rate_id IS 'That earning rate.';
  COMMENT ON COLUMN contribution.entry_id IS 'Its entry in the book.';
  COMMENT ON COLUMN contribution.transfer_id IS 'Its transfer in the book.';
  COMMENT ON COLUMN contribution.reversal_id IS 'The transfer that turned it round, when it was put right.';
  GRANT SELECT,
    INSERT (scheme_id, id, ref, person_id, kind, what, occurred_on, length, who_knows, session_id, state, asked_at, asked_by,
      decided_by, decided_at, galaxies, rate_id, entry_id, transfer_id),
    UPDATE (state, decided_by, decided_at, decision_reason, galaxies, rate_id, entry_id, transfer_id, reversal_id)
    ON contribution TO galaxies_app;
`;

const CONTRIBUTION_DRAFT = `
  CREATE TABLE contribution_draft (
    scheme_id uuid NOT NULL,
    person_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    what text NOT NULL DEFAULT '' CONSTRAINT contribution_draft_what_length CHECK (char_length(what) <= 80),
    choice text NOT NULL DEFAULT '' CONSTRAINT contribution_draft_choice_length CHECK (char_length(choice) <= 40),
    occurred_on date,
    length text CONSTRAINT contribution_draft_length_known CHECK (length IN ('up-to-an-hour', '1-to-2-hours', 'longer')),
    who_knows text NOT NULL DEFAULT '' CONSTRAINT contribution_draft_who_knows_length CHECK (char_length(who_knows) <= 40),
    CONSTRAINT contribution_draft_pkey PRIMARY KEY (scheme_id, person_id),
    CONSTRAINT contribution_draft_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person
  );
  COMMENT ON TABLE contribution_draft IS 'What somebody has answered so far before they sent it. One for each person; sending removes it.';
  COMMENT ON COLUMN contribution_draft.id IS 'What the contribution will be called once sent, so that sending twice is sending once.';
  COMMENT ON COLUMN contribution_draft.choice IS 'Which of the common ones they chose, or something else.';
  GRANT SELECT, INSERT (scheme_id, person_id), UPDATE (what, choice, occurred_on, length, who_knows), DELETE
    ON contribution_draft TO galaxies_app;
`;

const PUT_RIGHT = `
  CREATE TABLE put_right (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    transfer_id bigint,
    person_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT put_right_kind_known CHECK (kind IN ('line', 'adjustment')),
    effect integer NOT NULL CONSTRAINT put_right_effect_in_range CHECK (effect BETWEEN -1000000 AND 1000000),
    let_them_keep boolean NOT NULL,
    sentence_for_person text NOT NULL
      CONSTRAINT put_right_sentence_for_person_length CHECK (char_length(btrim(sentence_for_person)) BETWEEN 1 AND 300),
    reason text CONSTRAINT put_right_reason_length CHECK (char_length(btrim(reason)) BETWEEN 1 AND 500),
    asked_by uuid NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    asked_of uuid,
    state text NOT NULL CONSTRAINT put_right_state_known CHECK (state IN ('waiting', 'done', 'not-agreed')),
    agreed_by uuid,
    decided_at timestamptz,
    entry_id uuid,
    CONSTRAINT put_right_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT put_right_participant_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES participant,
    CONSTRAINT put_right_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT put_right_asked_by_fkey FOREIGN KEY (scheme_id, asked_by) REFERENCES person,
    CONSTRAINT put_right_asked_of_fkey FOREIGN KEY (scheme_id, asked_of) REFERENCES person,
    CONSTRAINT put_right_agreed_by_fkey FOREIGN KEY (scheme_id, agreed_by) REFERENCES person,
    CONSTRAINT put_right_transfer_fkey FOREIGN KEY (scheme_id, transfer_id) REFERENCES transfer,
    CONSTRAINT put_right_entry_fkey FOREIGN KEY (scheme_id, entry_id) REFERENCES journal_entry,
    CONSTRAINT put_right_line_named CHECK ((kind = 'line') = (transfer_id IS NOT NULL)),
    CONSTRAINT put_right_effect_told CHECK ((effect = 0) = let_them_keep AND (kind = 'adjustment' OR effect <= 0)),
    CONSTRAINT put_right_not_ones_own CHECK (asked_by <> person_id),
    CONSTRAINT put_right_second_person CHECK (
      asked_of <> asked_by AND asked_of <> person_id AND agreed_by <> asked_by AND agreed_by <> person_id),
    CONSTRAINT put_right_second_person_asked CHECK (let_them_keep OR (asked_of IS NOT NULL AND reason IS NOT NULL)),
    CONSTRAINT put_right_second_person_agreed CHECK (
      (state = 'done' AND NOT let_them_keep) = (agreed_by IS NOT NULL)),
    CONSTRAINT put_right_done_whole CHECK ((state = 'done') = (entry_id IS NOT NULL) AND (state = 'waiting') = (decided_at IS NULL))
  );
  CREATE UNIQUE INDEX put_right_transfer_once ON put_right (scheme_id, transfer_id)
    WHERE transfer_id IS NOT NULL AND state <> 'not-agreed';
  CREATE UNIQUE INDEX put_right_entry_unique ON put_right (scheme_id, entry_id) WHERE entry_id IS NOT NULL;
  CREATE INDEX put_right_waiting ON put_right (scheme_id, asked_at) WHERE state = 'waiting';
  CREATE INDEX put_right_person ON put_right (scheme_id, person_id, asked_at);
  COMMENT ON TABLE put_right IS
    'How staff put something right for somebody. Letting them keep it takes one person; anything else takes two and a reason.';
  COMMENT ON COLUMN put_right.transfer_id IS 'The line that is put right; none for an adjustment.';
  COMMENT ON COLUMN put_right.person_id IS 'Whose galaxies they are.';
  COMMENT ON COLUMN put_right.kind IS 'line: a line of their history is turned round. adjustment: galaxies more or fewer by hand.';
  COMMENT ON COLUMN put_right.effect IS 'By how many galaxies what they have changes; nought when they keep what they had.';
  COMMENT ON COLUMN put_right.let_them_keep IS 'True when goodwill gives them what the line had given.';
  COMMENT ON COLUMN put_right.sentence_for_person IS 'The sentence the person reads in their history.';
  COMMENT ON COLUMN put_right.reason IS 'Why, for those who check the book. The person does not read it on the page.';
  COMMENT ON COLUMN put_right.asked_of IS 'The second person who was asked to agree.';
  COMMENT ON COLUMN put_right.agreed_by IS 'The second person who agreed: neither who asked, nor whose galaxies they are.';
  COMMENT ON COLUMN put_right.entry_id IS 'Its entry in the book, once it is done.';
  GRANT SELECT,
    INSERT (scheme_id, id, transfer_id, person_id, kind, effect, let_them_keep, sentence_for_person, reason, asked_by, asked_of, state,
      decided_at, entry_id),
    UPDATE (state, agreed_by, decided_at, entry_id) ON put_right TO galaxies_app;
`;

const QUESTION = `
  CREATE TABLE question (
    scheme_id uuid NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    transfer_id bigint NOT NULL,
    person_id uuid NOT NULL,
    words text CONSTRAINT question_words_length CHECK (char_length(words) BETWEEN 1 AND 500),
    reply_by text NOT NULL CONSTRAINT question_reply_by_known CHECK (reply_by IN ('text', 'email', 'letter', 'phone', 'here')),
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    asked_by uuid NOT NULL,
    look_by date NOT NULL,
    answered_at timestamptz,
    answered_by uuid,
    answer text CONSTRAINT question_answer_length CHECK (char_length(answer) BETWEEN 1 AND 500),
    CONSTRAINT question_pkey PRIMARY KEY (scheme_id, id),
    CONSTRAINT question_transfer_fkey FOREIGN KEY (scheme_id, transfer_id) REFERENCES transfer,
    CONSTRAINT question_person_fkey FOREIGN KEY (scheme_id, person_id) REFERENCES person,
    CONSTRAINT question_asked_by_fkey FOREIGN KEY (scheme_id, asked_by) REFERENCES person,
    CONSTRAINT question_answered_by_fkey FOREIGN KEY (scheme_id, answered_by) REFERENCES person,
    CONSTRAINT question_answered_whole CHECK (num_nulls(answered_at, answered_by, answer) IN (0, 3)),
    CONSTRAINT question_not_ones_own CHECK (answered_by <> person_id)
  );
  CREATE UNIQUE INDEX question_open_once ON question (scheme_id, transfer_id, person_id) WHERE answered_at IS NULL;
  CREATE INDEX question_line ON question (scheme_id, transfer_id, asked_at);
  CREATE INDEX question_to_answer ON question (scheme_id, look_by, asked_at) WHERE answered_at IS NULL;
  COMMENT ON TABLE question IS 'Somebody says that a line of theirs does not look right. Staff answer, and both stay with the line.';
  COMMENT ON COLUMN question.transfer_id IS 'The line they ask about.';
  COMMENT ON COLUMN question.words IS 'Their own words, where they wrote some; without, staff call.';
  COMMENT ON COLUMN question.reply_by IS 'How they want the answer; here: they look at the line again.';
  COMMENT ON COLUMN question.asked_by IS 'Who wrote it down: the person, or staff for them.';
  COMMENT ON COLUMN question.look_by IS 'The day by which they were told that somebody will look.';
  GRANT SELECT, INSERT (scheme_id, id, transfer_id, person_id, words, reply_by, asked_by, look_by),
    UPDATE (answered_at, answered_by, answer) ON question TO galaxies_app;
`;
