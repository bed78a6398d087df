import { placesOf, type Read } from './accounted.js';
import { amountSaid, type Did } from './person-book.js';

/** What somebody has in three numbers, and the lines that add up to it. */
export function onHistories(read: Read): readonly number[] {
  return [...sentences(read), ...figures(read), ...proof(read), ...lines(read), ...accountLines(read)];
}

function sentences({ texts, own }: Read): readonly number[] {
  const { toUse, setAside, inTotal } = own;
  const is =
    (wanted: number) =>
    ([said]: readonly number[]) =>
      said === wanted;
  return [
    ...placesOf(texts, /^(?:You have|That is) (\d+) in total\.$/, is(inTotal)),
    ...placesOf(texts, /^You also have (\d+) set aside\.$/, is(setAside)),
    ...placesOf(texts, /^You have (\d+) \w+ today\.$/, is(toUse)),
    ...placesOf(texts, /^.+ has (\d+) to use\. This is for what no line can put right\./, is(toUse)),
  ];
}

const FIGURES = { 'To use': 'toUse', 'Set aside': 'setAside', 'In total': 'inTotal' } as const;

/** A number alone is one of the three, by the words beside it. */
function figures({ texts, own }: Read): readonly number[] {
  return placesOf(texts, /^(\d+)$/, ([said], place) => {
    if (/^galax(?:y|ies) to use$/.test(texts[place + 1] ?? '')) return said === own.toUse;
    const beside = texts[place - 1] ?? '';
    return isFigure(beside) && said === own[FIGURES[beside]];
  });
}

/** A proof says each of the three twice: as it is kept, and as it adds up. */
function proof({ page, texts, own: { toUse, setAside, inTotal } }: Read): readonly number[] {
  if (!page.route.endsWith('/prove')) return [];
  const said = placesOf(texts, /^(\d+)$/, () => true);
  const wanted = [toUse, toUse, setAside, setAside, inTotal, inTotal];
  return String(said.map((place) => texts[place])) === String(wanted) ? said : [];
}

function isFigure(text: string): text is keyof typeof FIGURES {
  return Object.hasOwn(FIGURES, text);
}

/** Each line of a list leads to its entry. */
function lines({ page: { body }, texts, own }: Read): readonly number[] {
  const found = [
    ...body.matchAll(
      /href="[^"]*\/(?:entries|galaxies)\/([0-9a-f-]{36})"[^>]*>[^]*?gx-history__amount">([^<]*)</g,
    ),
  ];
  const wrong = found.filter(([, entry = '', said]) => saidOf(own.entries.get(entry)) !== said);
  if (found.length === 0 || wrong.length > 0) return [];
  return placesOf(texts, /^(\d+) (?:added|set aside|back|used|put right)$/, () => true);
}

function saidOf(did: Did | undefined): string {
  return did === undefined ? '' : amountSaid(did);
}

/** The lines of an administrator: what an entry did, what there was after it, and which entry it was. */
function accountLines({ texts, own }: Read): readonly number[] {
  const after = totals(own.entries);
  return texts.flatMap((text, place) => {
    const [, entry = ''] = /Entry ([0-9a-f-]{36}) \(/.exec(text) ?? [];
    const total = after.get(entry);
    if (total === undefined) return [];
    const before = texts.slice(0, place);
    const [amountAt, totalAt] = [
      before.findLastIndex((each) => / (?:added|set aside|back|used)$|put right$/.test(each)),
      before.findLastIndex((each) => /^\d+$/.test(each)),
    ];
    const isRight = texts[amountAt] === saidOf(own.entries.get(entry)) && texts[totalAt] === String(total);
    return isRight ? [amountAt, totalAt, place] : [];
  });
}

/** What there was in total after each entry. */
function totals(entries: ReadonlyMap<string, Did>): ReadonlyMap<string, number> {
  let total = 0;
  return new Map([...entries].map(([entry, did]) => [entry, (total += did.toUse + did.setAside)]));
}
