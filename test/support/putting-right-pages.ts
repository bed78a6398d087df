import type { EntryId, ParticipantId } from '../../src/shared/ids.js';
import { textsIn } from './read-page.js';
import type { Where } from './sums-of-transfers.js';
import type { Visitor } from './visitor.js';

/** A line of a register that stands, what it gave, and what its person has to use. */
export interface StandingLine {
  readonly person: ParticipantId;
  readonly entry: EntryId;
  readonly galaxies: number;
  readonly toUse: number;
  /** "Sunday 22 November". */
  readonly day: string;
}

/** Who asks for it, and the second person. */
export interface Two {
  readonly asks: Visitor;
  readonly agrees: { readonly person: ParticipantId; readonly visitor: Visitor };
}

/** One line of each of these people; they read everything, in letters. */
export async function standingLines(
  { book, scheme }: Where,
  people: readonly ParticipantId[],
): Promise<readonly StandingLine[]> {
  await book.ownerSource.query(
    `UPDATE person SET contact = 'letter', message_detail = 'everything' WHERE scheme_id = $1 AND id = ANY ($2)`,
    [scheme, people],
  );
  return book.ownerSource.query(
    `SELECT DISTINCT ON (a.person_id) a.person_id AS person, t.entry_id AS entry, t.amount::int AS galaxies,
       (SELECT sum(CASE WHEN m.credit_account_id = t.credit_account_id THEN m.amount ELSE 0 - m.amount END)::int FROM transfer m
        WHERE m.scheme_id = t.scheme_id AND t.credit_account_id IN (m.credit_account_id, m.debit_account_id)) AS "toUse",
       to_char(s.occurs_on, 'FMDay FMDD FMMonth') AS day
     FROM attendance a JOIN transfer t ON t.scheme_id = a.scheme_id AND t.id = a.transfer_id
       JOIN session s ON s.scheme_id = a.scheme_id AND s.id = a.session_id
     WHERE a.scheme_id = $1 AND a.person_id = ANY ($2) AND a.put_right_version IS NULL
     ORDER BY a.person_id, md5(a.id::text)`,
    [scheme, people],
  );
}

/**
 * Puts each of them right on the pages of staff, by turns leaving it to the person and taking it back, and holds every number
 * that those pages say against the line. Answers with the words that their letters must have.
 */
export async function putRightLines(staff: Two, lines: readonly StandingLine[]): Promise<readonly string[]> {
  for (const [index, line] of lines.entries())
    if (index % 2 === 0) await leave(staff, line);
    else await takeBack(staff, line);
  return lines.map(
    ({ day }) => `Galaxies: we have put something right. Sorry, we counted Hill walk on ${day} by mistake.`,
  );
}

/** The form of a line, with what it says of the two ways. */
async function formOf({ asks }: Two, { person, entry, galaxies, toUse }: StandingLine) {
  const page = `/staff/people/${person}/galaxies/${entry}/put-right`;
  const { body } = await asks.get(page);
  const texts = textsIn(body);
  expect(effectsIn(texts)).toEqual([
    [toUse, toUse],
    [toUse, toUse - galaxies],
  ]);
  const [, id = ''] = /name="id" value="([^"]+)"/.exec(body) ?? [];
  const [, sentence = ''] = /<textarea[^>]*id="sentence"[^>]*>([^<]*)</.exec(body) ?? [];
  return { page, fields: { id, sentence, what_is_wrong: 'twice', second_person: '', reason: '' } };
}

async function leave(staff: Two, line: StandingLine): Promise<void> {
  const { page, fields } = await formOf(staff, line);
  const sent = await staff.asks.send(page, { ...fields, keep: 'yes' });
  expect(sent.statusCode).toBe(303);
  await expectToUse(staff, line, line.toUse);
}

async function takeBack(staff: Two, line: StandingLine): Promise<void> {
  const { page, fields } = await formOf(staff, line);
  const asked = {
    ...fields,
    keep: 'no',
    reason: 'It was counted twice.',
    second_person: staff.agrees.person,
  };
  const sent = await staff.asks.send(page, asked);
  const waiting = sent.headers.location ?? '';
  const texts = textsIn((await staff.agrees.visitor.get(waiting)).body);
  expect(effectsIn(texts)).toEqual([[line.toUse, line.toUse - line.galaxies]]);
  const agreed = await staff.agrees.visitor.send(waiting, { decision: 'agree' });
  expect([sent.statusCode, agreed.statusCode]).toEqual([303, 303]);
  await expectToUse(staff, line, line.toUse - line.galaxies);
}

/** What staff read that somebody has to use, before and after, in each sentence that says so. */
function effectsIn(texts: readonly string[]): readonly (readonly number[])[] {
  return texts.flatMap((text) => {
    const [, stays, before, after] = EFFECT.exec(text) ?? [];
    if (stays === undefined && before === undefined) return [];
    return [[Number(stays ?? before), Number(stays ?? after)]];
  });
}

const EFFECT = /has to use (?:stays at (\d+)|goes from (\d+) to (\d+))\./;

async function expectToUse({ asks }: Two, { person }: StandingLine, toUse: number): Promise<void> {
  const texts = textsIn((await asks.get(`/staff/people/${person}/galaxies`)).body);
  expect(texts.slice(texts.indexOf('To use'), texts.indexOf('To use') + 6)).toEqual([
    ...['To use', String(toUse), 'Set aside', '0', 'In total', String(toUse)],
  ]);
}
