import type { DataSource } from 'typeorm';
import type { Book } from './book.js';
import { newId, type ParticipantId, type SchemeId } from '../../src/shared/ids.js';
import { UnitOfWork } from '../../src/database/index.js';

/** Whom the rows are about, who else has a hand in them, and what is planted wherever somebody could write a word. */
export interface Planted {
  readonly scheme: SchemeId;
  readonly person: ParticipantId;
  readonly staff: ParticipantId;
  readonly third: ParticipantId;
  readonly word: string;
  /** How long ago every one of the rows was made, sent, decided and over, as PostgreSQL says it. */
  readonly ago: string;
}

/** A row of each registered table, in an order in which each finds what it points to. $6 is the moment, $7 a transfer, $8 an id. */
const ROWS: readonly (readonly [string, string])[] = [
  [
    'activity',
    `INSERT INTO activity (scheme_id, id, ref, name, kind, places) VALUES ($1, $8, 'a-' || left($8::text, 8), 'Garden', 'group', 5)`,
  ],
  [
    'session',
    `INSERT INTO session (scheme_id, id, ref, activity_id, starts_at, ends_at, meet_place, places, places_reason, called_off_at,
       called_off_reason, called_off_by)
     VALUES ($1, $8, 's-' || left($8::text, 8), $8, $6 - interval '2 hours', $6, 'the drop-in', 5, 'room', $6, 'rain', $2)`,
  ],
  ['session_leader', `INSERT INTO session_leader VALUES ($1, $8, $2, 1)`],
  ['place', `INSERT INTO place VALUES ($1, $8, $2, 'yes', $5, $6, $3)`],
  ['session_handover', `INSERT INTO session_handover VALUES ($1, $8, $2, $6, $6, $3)`],
  ['place_link', `INSERT INTO place_link VALUES ($1, sha256(convert_to($8::text, 'UTF8')), $8, $2, $6, $6)`],
  [
    'earning_rate',
    `INSERT INTO earning_rate (scheme_id, id, part, galaxies, from_on, why, asked_by, asked_at, withdrawn_at)
     VALUES ($1, $8, 'attended', 1, $6::date, 'so', $2, $6, $6)`,
  ],
  [
    'register_version',
    `INSERT INTO register_version (scheme_id, session_id, version, key, content_hash, based_on, outcome, note_to_staff, recorded_at,
       recorded_by, on_behalf_of, source)
     VALUES ($1, $8, 1, $8::text, sha256('x'), 0, 'came', $5, $6, $3, $2, 'paper')`,
  ],
  [
    'attendance',
    `INSERT INTO attendance (scheme_id, session_id, person_id, part, galaxies, from_version) VALUES ($1, $8, $2, 'attended', 0, 1)`,
  ],
  [
    'register_check',
    `INSERT INTO register_check (scheme_id, id, session_id, version, kind, key, outcome, note_to_staff, sent_by, opened_at, closed_at,
       closed_by)
     VALUES ($1, $8, $8, 1, 'note', $8::text, 'came', $5, $2, $6, $6, $3)`,
  ],
  ['register_tick', `INSERT INTO register_tick VALUES ($1, $8, $2, 'attended')`],
  [
    'roster_sheet',
    `INSERT INTO roster_sheet VALUES ($1, 'R-2026-0314-' || (10 + abs(hashtext($8::text)) % 9000), $8, 1, $6)`,
  ],
  [
    'roster_row',
    `INSERT INTO roster_row SELECT $1, code, 1, $2 FROM roster_sheet WHERE scheme_id = $1 AND session_id = $8`,
  ],
  [
    'consent',
    `INSERT INTO consent (scheme_id, person_id, kind, given_at, written_by, taken_back_at, taken_back_by)
     VALUES ($1, $2, 'photos', $6, $3, $6, $3)`,
  ],
  [
    'person_role',
    `INSERT INTO person_role (scheme_id, person_id, role, asked_by, asked_at, agreed_by, from_at, end_asked_by, end_agreed_by, until_at)
     VALUES ($1, $2, 'leader', $3, $6, $4, $6, $3, $4, $6)`,
  ],
  [
    'sign_in_code',
    `INSERT INTO sign_in_code (scheme_id, person_id, channel, visitor_hash, network, code_hash, made_at, expires_at)
     VALUES ($1, $2, 'email', sha256('x'), '192.0.2.0', sha256('x'), $6, $6)`,
  ],
  [
    'sign_in_card',
    `INSERT INTO sign_in_card (scheme_id, person_id, code_hash, made_by, made_at, revoked_at)
     VALUES ($1, $2, sha256(convert_to($8::text, 'UTF8')), $3, $6, $6)`,
  ],
  [
    'web_sign_in',
    `INSERT INTO web_sign_in (scheme_id, person_id, token_hash, channel, network, created_at, seen_at, idle_limit, ends_at, revoked_at)
     VALUES ($1, $2, sha256(convert_to($8::text, 'UTF8')), 'email', '192.0.2.0', $6, $6, '1 hour', $6, $6)`,
  ],
  [
    'known_device',
    `INSERT INTO known_device VALUES ($1, sha256(convert_to($8::text, 'UTF8')), $2, true, $6 + interval '90 days')`,
  ],
  [
    'kept_form',
    `INSERT INTO kept_form VALUES ($1, sha256(convert_to($8::text, 'UTF8')), '/account', $2, decode(repeat('ab', 40), 'hex'), $6)`,
  ],
  [
    'app_code',
    `INSERT INTO app_code (scheme_id, person_id, closed_secret, made_at, proved_at) VALUES ($1, $2, decode(repeat('ab', 48), 'hex'), $6, $6)`,
  ],
  [
    'passkey',
    `INSERT INTO passkey (scheme_id, person_id, credential_id, public_key, counter, name, made_at)
     VALUES ($1, $2, convert_to($8::text, 'UTF8'), 'x', 0, $5, $6)`,
  ],
  [
    'recovery_code',
    `INSERT INTO recovery_code (scheme_id, person_id, code_hash, made_at) VALUES ($1, $2, sha256(convert_to($8::text, 'UTF8')), $6)`,
  ],
  [
    'second_factor_try',
    `INSERT INTO second_factor_try (scheme_id, person_id, network, tried_at) VALUES ($1, $2, '192.0.2.0', $6)`,
  ],
  [
    'api_token',
    `INSERT INTO api_token (scheme_id, name, token_hash, scopes, made_by, made_at, ends_at)
     VALUES ($1, $5 || ' ' || $8, sha256(convert_to($8::text, 'UTF8')), '{people:read}', $2, $6 - interval '1 day', $6)`,
  ],
  [
    'audit_event',
    `INSERT INTO audit_event (scheme_id, at, action, actor_id, actor_role, person_id, subject_kind, subject_id, channel, correlation_id)
     VALUES ($1, $6, 'person.looked', $3, 'staff', $2, 'person', $2::text, 'web', 'c')`,
  ],
  [
    'message',
    `INSERT INTO message (scheme_id, person_id, kind, key, parts, channel, state, made_at, due_at, done_at)
     VALUES ($1, $2, 'answer', $8::text, jsonb_build_object('what', $5::text), 'letter', 'sent', $6, $6, $6)`,
  ],
  [
    'dev_message',
    `INSERT INTO dev_message (scheme_id, channel, address, body, made_at) VALUES ($1, 'text', $5, $5, $6)`,
  ],
  [
    'idempotency_key',
    `INSERT INTO idempotency_key VALUES ($1, $2, 'POST /x', $8::text, sha256('x'), 200, '{}', $6)`,
  ],
  ['rate_count', `INSERT INTO rate_count VALUES ($1, 'network/' || $8::text, $6, 1)`],
  [
    'contribution',
    `INSERT INTO contribution (scheme_id, id, person_id, kind, what, occurred_on, length, who_knows, state, asked_at, asked_by, decided_by,
       decided_at, decision_reason)
     VALUES ($1, $8, $2, 'helped', $5, $6::date, 'longer', $5, 'not-approved', $6, $2, $3, $6, $5)`,
  ],
  [
    'contribution_draft',
    `INSERT INTO contribution_draft (scheme_id, person_id, what, choice, who_knows, touched_at) VALUES ($1, $2, $5, $5, $5, $6)`,
  ],
  [
    'put_right',
    `INSERT INTO put_right (scheme_id, id, person_id, kind, effect, let_them_keep, sentence_for_person, reason, asked_by, asked_at, asked_of,
       state, decided_at)
     VALUES ($1, $8, $2, 'adjustment', 1, false, $5, $5, $3, $6, $4, 'not-agreed', $6)`,
  ],
  [
    'question',
    `INSERT INTO question (scheme_id, id, transfer_id, person_id, words, reply_by, asked_at, asked_by, look_by, answered_at, answered_by,
       answer)
     VALUES ($1, $8, $7, $2, $5, 'here', $6, $2, $6::date, $6, $3, $5)`,
  ],
];

/** Every table of the register has a row here, but for those of the person, whom the caller makes. */
export const PLANTED_TABLES: readonly string[] = [...ROWS.map(([table]) => table), 'person', 'participant'];

/** Plants a row about the person in every registered table, as the owner of the database. Answers with the id that they share. */
export async function aRowOfEach(book: Book, planted: Planted): Promise<string> {
  const { scheme, person, staff, third, word, ago } = planted;
  await book.award(scheme, [[person, 2]]);
  const [line]: { id: string }[] = await book.ownerSource.query(
    `SELECT t.id FROM transfer t JOIN account a ON a.scheme_id = t.scheme_id AND a.id = t.credit_account_id
     WHERE t.scheme_id = $1 AND a.owner_id = $2 LIMIT 1`,
    [scheme, person],
  );
  const [moment]: { at: string }[] = await book.ownerSource.query(
    'SELECT (clock_timestamp() - $1::interval)::text AS at',
    [ago],
  );
  const id = newId<ParticipantId>();
  const values = [scheme, person, staff, third, word, moment?.at, line?.id, id];
  await plant(book.ownerSource, scheme, values);
  return id;
}

const TYPES: Readonly<Record<string, string>> = { $5: 'text', $6: 'timestamptz', $7: 'bigint' };

/** Each statement names only some of the values, and PostgreSQL wants all that are sent to be used. */
async function plant(owner: DataSource, scheme: SchemeId, values: readonly unknown[]): Promise<void> {
  await new UnitOfWork(owner).write(scheme, async (tx) => {
    for (const [table, sql] of ROWS) {
      const used = [...new Set(sql.match(/\$\d/g))].toSorted();
      const renumbered = sql.replace(
        /\$\d/g,
        (name) => `$${String(used.indexOf(name) + 1)}::${TYPES[name] ?? 'uuid'}`,
      );
      const given = used.map((name) => values[Number(name.slice(1)) - 1]);
      await tx.query(renumbered, given).catch((cause: unknown) => {
        throw new Error(`No row of ${table} could be planted.`, { cause });
      });
    }
  });
}
