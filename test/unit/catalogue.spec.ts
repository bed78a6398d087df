import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');
const WORDS = 'src/web/words/en';

function filesIn(folder: string, wanted: RegExp): readonly string[] {
  const entries = readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter((file) => wanted.test(file));
}

const read = (file: string) => readFileSync(file, 'utf8');

/** The names of all sentences; the forms of a plural have one. */
function namesIn(branch: object, above = ''): readonly string[] {
  return Object.entries(branch).flatMap(([name, below]: [string, unknown]) => {
    const whole = above === '' ? name : `${above}.${name}`;
    if (typeof below === 'object' && below !== null) return namesIn(below, whole);
    return [whole.replace(/_(zero|one|other)$/, '')];
  });
}

const catalogue = [
  ...new Set(
    filesIn(WORDS, /\.json$/).flatMap((file) => {
      const branch: object = JSON.parse(read(file));
      return namesIn(branch);
    }),
  ),
];

/** Names that stand in the code as they are, and those that are put together from parts. */
function usesIn(code: string): { readonly whole: ReadonlySet<string>; readonly parts: readonly RegExp[] } {
  const whole = new Set([...code.matchAll(/['"`]([\w.-]+)['"`]/g)].map(([, name = '']) => name));
  const templates = [...code.matchAll(/`((?:[\w.-]|\$\{[^`{}]*\})+)`/g)].map(([, name = '']) => name);
  const sums = [...code.matchAll(/'([\w-]+\.[\w.-]*)' (?:\+|~) [^'),]+(?:(?:\+|~) '([.\w-]+)')?/g)].map(
    ([, before = '', after = '']) => `${before}\${}${after}`,
  );
  const parts = [...templates, ...sums]
    .filter((name) => /^[a-z][\w-]*\.[^$]*.*\$\{|^[a-z][\w-]*\.\$\{/.test(name))
    .map((name) => {
      const pieces = name.split(/\$\{[^}]*\}/).map((piece) => piece.replaceAll('.', '\\.'));
      return new RegExp(`^${pieces.join('.+')}$`);
    });
  return { whole, parts };
}

function unused(names: readonly string[], code: string): readonly string[] {
  const { whole, parts } = usesIn(code);
  return names.filter((name) => !whole.has(name) && !parts.some((part) => part.test(name)));
}

const code = filesIn('src', /\.(ts|njk)$/)
  .map(read)
  .join('\n');

it('every sentence of the catalogue is said somewhere', () => {
  expect(catalogue.length).toBeGreaterThan(1_000);
  expect(unused(catalogue, code)).toEqual([]);
});

it('a sentence that nobody says is noticed', () => {
  expect(unused(['home.lead', 'home.gone'], "t('home.lead')")).toEqual(['home.gone']);
  expect(unused(['a.one.b', 'a.one.c'], 't(`a.${which}.b`)')).toEqual(['a.one.c']);
  expect(unused(['a.one', 'b.one'], "{{ t('a.' + which) }}")).toEqual(['b.one']);
});

/** What a page or its words would say outside the catalogue: a text that begins like a sentence and has a space. */
const SENTENCE = /(?:'[A-Z][a-z]+ [^'\n]*'|`[A-Z][a-z]+ [^`\n]*`)/g;
/** What is said to developers, and to programs in a header. */
const NOT_TO_PEOPLE = /new Error\(|Unkeyed\(|www-authenticate|^\s*\*|^\s*\/\//;

const sentencesIn = (text: string) =>
  text.split('\n').flatMap((line) => (NOT_TO_PEOPLE.test(line) ? [] : (line.match(SENTENCE) ?? [])));

it('no page has a sentence of its own in its code', () => {
  const files = filesIn('src', /\.(presenter|pages|http)\.ts$/);
  const found = files.flatMap((file) => sentencesIn(read(file)).map((says) => `${file}: ${says}`));
  expect(files.length).toBeGreaterThan(50);
  expect(found).toEqual([]);
});

it('a sentence in the code of a page is noticed', () => {
  expect(sentencesIn("title: 'What we sent you',")).toEqual(["'What we sent you'"]);
});
