import type { ParticipantId } from '../../../src/shared/ids.js';
import type { Where } from '../sums-of-transfers.js';
import { placesOf, type Read } from './accounted.js';
import { amountSaid, type Did, personBook } from './person-book.js';

const ENTRY = /\/(?:entries|galaxies)\/([0-9a-f-]{36})/;

/** Why a line is what it is, what putting it right would do, and what waits for a second person. */
export async function onReasons(where: Where, read: Read): Promise<readonly number[]> {
  const [, entry = ''] = ENTRY.exec(read.page.url) ?? [];
  const did = read.own.entries.get(entry);
  const ofLine = did === undefined ? [] : [...reason(read, did), ...(await rule(where, read, entry))];
  return [...ofLine, ...effects(read, did), ...(await asked(where, read))];
}

function reason({ texts }: Read, { toUse, setAside }: Did): readonly number[] {
  const inTotal = toUse + setAside;
  const parts = placesOf(texts, /^(\d+) (?:added|put right)$/, () => true);
  const worth = (text: string) => Number.parseInt(text, 10) * (text.endsWith('added') ? 1 : -1);
  const sum = parts.reduce((total, place) => total + worth(texts[place] ?? ''), 0);
  const is =
    (wanted: number) =>
    ([said]: readonly number[]) =>
      said === wanted;
  return [
    ...placesOf(texts, /^You got (\d+) galax(?:y|ies)\.$/, is(inTotal)),
    ...placesOf(texts, /^(\d+) galax(?:y|ies) put right\.$/, is(0 - inTotal)),
    ...placesOf(texts, /^(\d+) galax(?:y|ies) set aside\.$/, is(setAside)),
    ...placesOf(texts, /^You have (\d+) galax(?:y|ies) back\.$/, is(toUse)),
    ...placesOf(texts, /^You used (\d+) galax(?:y|ies)\.$/, is(0 - inTotal)),
    ...(sum === inTotal ? parts : []),
  ];
}

/** The rule is one by which this entry gave something to them. */
async function rule({ book, scheme }: Where, { texts }: Read, entry: string): Promise<readonly number[]> {
  const rows: { amount: number }[] = await book.ownerSource.query(
    'SELECT DISTINCT amount::int AS amount FROM transfer WHERE scheme_id = $1 AND entry_id = $2 AND reverses_id IS NULL',
    [scheme, entry],
  );
  const gave = rows.map(({ amount }) => amount);
  return placesOf(texts, /^(?:Taking part|Leading|Helping) gave (\d+) on that day\./, ([said = 0]) =>
    gave.includes(said),
  );
}

/** What staff read before they put something right. */
function effects({ texts, own }: Read, did: Did | undefined): readonly number[] {
  const { toUse } = own;
  const gives = did === undefined ? undefined : did.toUse;
  return [
    ...placesOf(texts, /^What .+ has to use stays at (\d+)\.$/, ([said]) => said === toUse),
    ...placesOf(
      texts,
      /^What .+ has to use goes from (\d+) to (\d+)\./,
      ([before, after]) => gives !== undefined && before === toUse && after === Math.max(0, toUse - gives),
    ),
    ...placesOf(texts, /^(\d+) added$/, ([said]) => gives !== undefined && said === gives),
  ];
}

/** What two people are to agree on: by whom it is asked, and how many galaxies it moves. */
async function asked({ book, scheme }: Where, read: Read): Promise<readonly number[]> {
  const { page, texts } = read;
  const [, id] = /^\/staff\/put-right\/([0-9a-f-]{36})/.exec(page.url) ?? [];
  const rows: { id: string; effect: number; toUse: number }[] = await book.ownerSource.query(
    `SELECT p.id, p.effect, (SELECT coalesce(sum(CASE WHEN c.owner_id = p.person_id THEN t.amount ELSE 0 END
         - CASE WHEN d.owner_id = p.person_id THEN t.amount ELSE 0 END), 0)::int
       FROM transfer t JOIN account c ON c.scheme_id = t.scheme_id AND c.id = t.credit_account_id
         JOIN account d ON d.scheme_id = t.scheme_id AND d.id = t.debit_account_id WHERE t.scheme_id = p.scheme_id) AS "toUse"
     FROM put_right p WHERE p.scheme_id = $1 AND p.state = 'waiting'`,
    [scheme],
  );
  const said =
    (sign: number) =>
    ([number]: readonly number[]) =>
      rows.some((row) => (id ?? row.id) === row.id && row.effect === sign * (number ?? 0));
  return [
    ...placesOf(texts, /asks to (?:take back|take) (\d+) galax/, said(-1)),
    ...placesOf(texts, /asks to give (\d+) galax/, said(1)),
    ...placesOf(texts, /^By hand: give (\d+) galax/, said(1)),
    ...(await ofLine({ book, scheme }, read)),
    ...placesOf(texts, /goes from (\d+) to (\d+)\./, ([before, after]) =>
      rows.some((row) => row.id === id && row.toUse === before && row.toUse + row.effect === after),
    ),
  ];
}

/** The line that a question or something put right is about says what its entry did. */
async function ofLine(where: Where, { page, texts }: Read): Promise<readonly number[]> {
  const [, id] = /^\/staff\/(?:put-right|questions)\/([0-9a-f-]{36})/.exec(page.url) ?? [];
  if (id === undefined) return [];
  const [about]: { person: ParticipantId; entry: string }[] = await where.book.ownerSource.query(
    `SELECT b.person_id AS person, t.entry_id AS entry FROM (
       SELECT person_id, transfer_id FROM put_right WHERE id = $1 UNION ALL SELECT person_id, transfer_id FROM question WHERE id = $1
     ) b JOIN transfer t ON t.id = b.transfer_id AND t.scheme_id = $2`,
    [id, where.scheme],
  );
  if (about === undefined) return [];
  const did = (await personBook(where, about.person)).entries.get(about.entry);
  return placesOf(texts, AMOUNT, (_, place) => did !== undefined && texts[place] === amountSaid(did));
}

const AMOUNT = /^(\d+) (?:added|set aside|back|used|put right)$/;
