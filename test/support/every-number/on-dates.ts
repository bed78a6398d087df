import { type SessionId, parseId } from '../../../src/shared/ids.js';
import { numbersIn } from '../numbers-said.js';
import { entriesOf, type EntrySums, NOTHING, type Where } from '../sums-of-transfers.js';
import { placesOf, type Read } from './accounted.js';

interface Rate {
  readonly part: string;
  readonly galaxies: number;
}

/** What a date gives, gave, and what the rules say: by the rates that were published, and by what its register moved. */
export async function onDates(where: Where, read: Read): Promise<readonly number[]> {
  const { page, texts } = read;
  const [, id] = /\/dates\/([0-9a-f-]{36})/.exec(page.url) ?? [];
  const session = id === undefined ? undefined : parseId<SessionId>(id);
  const rates = await ratesOf(where, session);
  const gives =
    (part: string) =>
    ([said]: readonly number[]) =>
      rates.some((rate) => rate.part === part && rate.galaxies === said);
  const helping = await helpingOn(where, page.url);
  const isRules = page.route.startsWith('/admin/rules');
  return [
    ...placesOf(texts, /^Leading\. Gets (\d+) galax/, gives('led')),
    ...placesOf(texts, /^They get (\d+) galax(?:y|ies) at once\./, gives('contributed')),
    ...placesOf(texts, /^\w+ gets (\d+) at once\.$/, ([said]) => said === helping),
    ...placesOf(texts, /^Gives (\d+) galax(?:y|ies)$/, gives('attended')),
    ...placesOf(texts, /^You get (\d+) each time you take part\.$/, gives('attended')),
    ...placesOf(texts, /(\d+) galax/, ([said]) => isRules && rates.some(({ galaxies }) => galaxies === said)),
    ...(session === undefined || !page.route.endsWith('/saved') ? [] : await receipt(where, session, texts)),
  ];
}

/** What helping gave on the day of the contribution that a page is about. */
async function helpingOn({ book, scheme }: Where, url: string): Promise<number | undefined> {
  const [, id] = /^\/staff\/helped\/([0-9a-f-]{36})/.exec(url) ?? [];
  if (id === undefined) return undefined;
  const [rate]: Rate[] = await book.ownerSource.query(
    `SELECT r.part, r.galaxies FROM earning_rate r JOIN contribution c ON c.scheme_id = r.scheme_id
     WHERE c.scheme_id = $1 AND c.id = $2 AND r.part = 'contributed' AND r.activity_id IS NULL
       AND r.from_on <= c.occurred_on AND r.published_at IS NOT NULL
     ORDER BY r.from_on DESC LIMIT 1`,
    [scheme, id],
  );
  return rate?.galaxies;
}

/** The rates that were in force on the day of a session, or all of them. */
async function ratesOf({ book, scheme }: Where, session: SessionId | undefined): Promise<readonly Rate[]> {
  return session === undefined
    ? book.ownerSource.query('SELECT part, galaxies FROM earning_rate WHERE scheme_id = $1', [scheme])
    : book.ownerSource.query(
        `SELECT DISTINCT ON (r.part) r.part, r.galaxies FROM earning_rate r JOIN session s ON s.scheme_id = r.scheme_id
         WHERE s.scheme_id = $1 AND s.id = $2 AND r.from_on <= s.occurs_on AND r.published_at IS NOT NULL
           AND coalesce(r.activity_id, s.activity_id) = s.activity_id
         ORDER BY r.part, r.activity_id IS NULL, r.from_on DESC`,
        [scheme, session],
      );
}

async function receipt(
  where: Where,
  session: SessionId,
  texts: readonly string[],
): Promise<readonly number[]> {
  const [{ last } = { last: 0 }]: { last: number }[] = await where.book.ownerSource.query(
    'SELECT max(version) AS last FROM register_version WHERE scheme_id = $1 AND session_id = $2',
    [where.scheme, session],
  );
  const entries = await entriesOf(where, session);
  const { given, turned } = entries.get(last) ?? NOTHING;
  const { people, inAll } = last === 1 ? { people: 0, inAll: 0 } : wholeOf([...entries.values()]);
  const said = numbersIn(texts);
  const numbers = [said.given, said.added, said.putRight, said.people, said.inAll];
  const isRight = String(numbers) === String([given, given, turned, people, inAll]);
  return isRight ? placesOf(texts, /galax|gets? \d+/, () => true) : [];
}

/** For how many a register is, and what it gives, after all of its versions. */
function wholeOf(entries: readonly EntrySums[]): { readonly people: number; readonly inAll: number } {
  const sum = (worth: (each: EntrySums) => number) => entries.reduce((total, each) => total + worth(each), 0);
  return {
    people: sum(({ givenTo, turnedFor }) => givenTo - turnedFor),
    inAll: sum(({ given, turned }) => given - turned),
  };
}
