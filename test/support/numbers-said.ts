import { sumOf } from './read-page.js';

const SAID = [
  /^(\d+) people get (\d+) /,
  /^\S+ gets (\d+) /,
  /^(\d+) galax(?:y|ies) added in all/,
  /^Put right: .* (?:That|It) was (\d+) /,
  /^The register has (\d+) on it now and gives (\d+) galax(?:y|ies) in all/,
  /^(\d+) (?:person|people) came and gave/,
  /^(\d+) people came. The plan was (\d+)/,
  /^.+, [A-Z][a-z]+day \d{1,2} [A-Z][a-z]+(?: \d{4})?$/,
] as const;

/** Every number that a receipt says, each by what it is about; and the texts with numbers that nothing here explains. */
export function numbersIn(texts: readonly string[]) {
  const [many, one, added, putRight, all, heads, over] = SAID;
  return {
    given: sumOf(texts, many, ([count = 0, each = 0]) => count * each) + sumOf(texts, one),
    givenTo: sumOf(texts, many) + sumOf(texts, one, () => 1),
    added: sumOf(texts, added),
    putRight: sumOf(texts, putRight),
    putRightFor: sumOf(texts, putRight, () => 1),
    people: sumOf(texts, all),
    inAll: sumOf(texts, all, ([, galaxies = 0]) => galaxies),
    heads: sumOf(texts, heads),
    over: sumOf(texts, over),
    unexplained: texts.filter((text) => /\d/.test(text) && !SAID.some((pattern) => pattern.test(text))),
  };
}

/** What the lines of a page say happened, by the entry that each leads to: more, fewer, or the same. */
export function linesIn(html: string): ReadonlyMap<string, number> {
  const lines = html.matchAll(/href="\/me\/entries\/([^"]*)"[^]*?gx-history__amount">([^<]*)</g);
  return new Map([...lines].map(([, entry = '', said = '']) => [entry, worth(said)]));
}

/** What the words of a line are worth: more, fewer, or the same. */
export function worth(said: string): number {
  const [, number = '0', word = said] = /^(\d+) (added|put right)$/.exec(said) ?? [];
  if (word !== 'added' && word !== 'put right') throw new Error(`A line says: ${said}`);
  return word === 'added' ? Number(number) : 0 - Number(number);
}
