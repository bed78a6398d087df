const DAY = /(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+(?: \d{4})?/g;
const TIME = /\b\d{1,2}(?:\.\d\d)?(?:am|pm)\b/g;

/** What is no number of galaxies, by its own words: it is taken out of a text before the text is looked at. */
const OTHERWISE: readonly RegExp[] = [
  DAY,
  TIME,
  /\bFor example, \d{1,2} \d{1,2} \d{4}\b/g,
  /\b\d+ (?:people|person|yes|maybe)\b/g,
  /^of \d+ ticked$/g,
  /\bfor up to \d+\b/gi,
  /\b\d+ (?:hours?|minutes?|days?|weeks?|working days|months?|years?|characters|miles|messages?|letters?|numbers?)\b/g,
  /\b\d+ (?:or fewer|in the morning)\b/g,
  /\bfrom \d+ to \d+\b/gi,
  /\bup to \d+\b/g,
  /\bcall(?:ed)? [\d ]+\b/gi,
  /\b0\d{3,4} \d{3} ?\d{3,4}\b/g,
  /\bR-\d{4}-\d{4}-\d\d\b/g,
  /\b[ps]\d{3}\b/g,
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
  /\blist \d+ of the date\b/g,
  /^Page \d+ of \d+$/g,
  /^\d+ entr(?:y is|ies are) new and wait/g,
  /^\d+ (?:things?|questions?|registers?|dates?|“I helped”) /g,
  /^\d+ more to check: /g,
  // Links that say the same are told apart by a number, which is only read out.
  /^: .+\. \d+$/g,
  /\+44\d{10}/g,
];

/** A number alone is none of galaxies when these words stand before it. */
const BESIDE = ['Places'];

/** The texts of a page that say a number which is neither right nor of something else. */
export function numbersLeft(texts: readonly string[], right: ReadonlySet<number>): readonly string[] {
  return texts.filter((text, place) => {
    if (right.has(place) || BESIDE.includes(texts[place - 1] ?? '')) return false;
    return /\d/.test(OTHERWISE.reduce((rest, pattern) => rest.replace(pattern, ''), text));
  });
}
