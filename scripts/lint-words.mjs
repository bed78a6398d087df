import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/*
 * `npm run lint:words`: what ux/words.yml refuses is nowhere said to people. It reads the catalogue, the templates, the
 * words of refusals and of the API, and, once the browser tests have run, every page as it was shown (ux/out/said).
 * Templates hold no sentence of their own at all: those are in the catalogue.
 */
const ROOT = path.resolve(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));

/** The beginning of a title, and of a message beside a control, that browsers and screen readers are used to. */
const ERROR_FIRST = /\bError:/g;
const LOUD = /!(?!=)|\p{Extended_Pictographic}/u;

const rules = parse(read('ux/words.yml')).map((rule) => ({ ...rule, pattern: patternOf(rule) }));
const said = [...catalogue(), ...refusals(), ...apiDocument(), ...shownPages()];
const faults = [...said.flatMap(faultsOf), ...templates().flatMap(sentencesIn)];
for (const fault of faults) console.error(fault);
if (faults.length > 0) console.error(`${faults.length} not as ux/words.yml says.`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** One text: where it is, what it says, and whether it speaks in /admin or to programs. */
function text(where, says, { admin = false, api = false } = {}) {
  return { where, says: says.replaceAll(ERROR_FIRST, ''), admin, api };
}

function faultsOf({ where, says, admin, api }) {
  const meant = rules.filter((rule) => !(admin && rule.admin) && !(api && rule.api));
  const found = meant.flatMap((rule) =>
    [...says.matchAll(rule.pattern)].map(([word]) => ({ word, say: rule.say })),
  );
  const loud = !api && LOUD.test(says) ? [`${where}: no exclamation marks and no emoji`] : [];
  return [...found.map(({ word, say }) => `${where}: "${word}"; say: ${say}`), ...loud];
}

/** Whole words only, in small letters or capitals. */
function patternOf({ refuse, exact = [] }) {
  const anyCase = (plain) => plain.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
  const words = refuse.map((word) => anyCase(word.replace('*', '')) + (word.endsWith('*') ? '[a-z]*' : ''));
  const all = [...words, ...exact].join('|').replaceAll("'", "['’]");
  return new RegExp(`(?<![\\w-])(?:${all})(?![\\w-])`, 'g');
}

/** Every sentence by its name. What is under `admin` speaks in /admin. */
function catalogue() {
  return filesIn('src/web/words/en', /\.json$/).flatMap((file) =>
    Object.entries(JSON.parse(read(file))).flatMap(([top, branch]) =>
      sentences(`${file} ${top}`, branch, top === 'admin'),
    ),
  );
}

function sentences(where, branch, admin) {
  if (typeof branch === 'string') return [text(where, branch, { admin })];
  return Object.entries(branch).flatMap(([name, below]) => sentences(`${where}.${name}`, below, admin));
}

/** The sentences with which the domain and the frame refuse: strings that begin like one. */
function refusals() {
  const files = filesIn('src', /\.errors\.ts$|web\/problem\.ts$|web\/validation\.ts$/);
  return files.flatMap((file) =>
    [...read(file).matchAll(/'([A-Z][^'\n]* [^'\n]*)'/g)].map(([, says]) => text(file, says, { api: true })),
  );
}

function apiDocument() {
  const file = 'ux/out/said/openapi.json';
  return exists(file) ? described(file, JSON.parse(read(file))) : [];
}

function described(where, part) {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, below]) =>
    ['description', 'summary', 'title'].includes(name) && typeof below === 'string'
      ? [text(`${where} ${name}`, below, { api: true })]
      : described(where, below),
  );
}

/** Pages as people saw them: ux/out/said/<area>/<state>.txt. */
function shownPages() {
  return filesIn('ux/out/said', /\.txt$/).map((file) =>
    text(file, read(file), { admin: file.startsWith('ux/out/said/admin/') }),
  );
}

function templates() {
  return filesIn('src', /\/views\/.*\.njk$/);
}

/** What a template says itself, outside tags and instructions, and in attributes that are read out. */
function sentencesIn(file) {
  const markup = read(file).replace(/\{#[\s\S]*?#\}|\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g, '');
  const attributes = [...markup.matchAll(/\b(?:aria-label|alt|title|placeholder)="([^"]*)"/g)].map(
    ([, value]) => value,
  );
  const between = markup.replace(/<[^>]*>|[\w-]+="[^"]*"/g, '\n').split('\n');
  const pieces = [...between, ...attributes];
  return pieces
    .filter((piece) => /[A-Za-z]{2}/.test(piece))
    .map((piece) => `${file}: "${piece.trim()}" belongs into src/web/words/en`);
}

function filesIn(folder, wanted) {
  if (!exists(folder)) return [];
  const entries = fs.readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => wanted.test(file))
    .sort();
}

function read(file) {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

function exists(file) {
  return fs.existsSync(path.join(ROOT, file));
}
