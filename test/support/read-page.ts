/** What stands in the main part of a page, a text for each element that holds some. */
export function textsIn(html: string): readonly string[] {
  const [, main = ''] = /<main[^>]*>([^]*)<\/main>/.exec(html) ?? [];
  return main
    .split(/<[^>]*>/)
    .map((text) => text.replace(/\s+/g, ' ').replaceAll('&#39;', "'").replaceAll('&quot;', '"').trim())
    .filter((text) => text !== '');
}

/** The worth of every text that a pattern finds, added up. */
export function sumOf(
  texts: readonly string[],
  pattern: RegExp,
  worth: (found: readonly number[]) => number = ([first = 0]) => first,
): number {
  return texts.reduce((total, text) => {
    const found = pattern.exec(text);
    return found === null ? total : total + worth(found.slice(1).map(Number));
  }, 0);
}
