import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { isMessageKind, MESSAGE_KINDS } from '../../src/messages/message-kind.js';
import { textOf, wordsOf } from '../../src/messages/message.presenter.js';
import { MESSAGE_DETAILS } from '../../src/participants/person.js';

const PROJECT = join(__dirname, '../..');
const CATALOGUE = 'src/web/words/en/frame.json';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'galaxies-words-'));
  mkdirSync(join(folder, 'ux'));
  copyFileSync(join(PROJECT, 'ux/words.yml'), join(folder, 'ux/words.yml'));
  plant(CATALOGUE, '{}');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function plant(file: string, content: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
}

function found(): readonly string[] {
  const script = join(PROJECT, 'scripts/lint-words.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
  const lines = stderr.split('\n').slice(0, -1);
  expect(status).toBe(lines.length === 0 ? 0 : 1);
  return lines.slice(0, -1);
}

describe('a word that we do not say', () => {
  it('is found in the catalogue, wherever it is', () => {
    plant(CATALOGUE, '{ "home": { "lead": "You were late." }, "errors": { "x": "Log in again" } }');
    expect(found()).toEqual([
      `${CATALOGUE} home.lead: "late"; say: (nothing)`,
      `${CATALOGUE} errors.x: "Log in"; say: sign in`,
    ]);
  });

  it('is found on a page as it was shown', () => {
    plant('ux/out/said/open/me.txt', 'This costs 4 galaxies');
    expect(found()).toEqual(['ux/out/said/open/me.txt: "costs"; say: uses 4 galaxies']);
  });

  it('is found in a refusal and in what the API says of itself', () => {
    plant(
      'src/places/places.errors.ts',
      "throw new DomainError('late', 'conflict', 'This person was absent.');",
    );
    plant(
      'ux/out/said/openapi.json',
      '{ "paths": { "/x": { "description": "One line for each patient." } } }',
    );
    expect(found()).toEqual([
      'src/places/places.errors.ts: "absent"; say: (nothing)',
      'ux/out/said/openapi.json description: "patient"; say: person, people, first name',
    ]);
  });

  it.each(['LATE', 'Late', 'no-shows', 'Don’t', "don't", 'DNA', 'your rewards', 'payments', 'you must'])(
    'is found as "%s"',
    (word) => {
      plant(CATALOGUE, JSON.stringify({ a: `It is ${word} here` }));
      expect(found()).toHaveLength(1);
    },
  );

  it.each(['the latest', 'later', 'a level', 'just in case', 'paper', 'Error: Sign in'])(
    'is not found in "%s"',
    (words) => {
      plant(CATALOGUE, JSON.stringify({ a: `It is ${words} here` }));
      expect(found()).toEqual([]);
    },
  );

  it('is found in every row of the list', () => {
    const rows: readonly { refuse: readonly string[]; exact?: readonly string[] }[] = parse(
      readFileSync(join(PROJECT, 'ux/words.yml'), 'utf8'),
    );
    const words = rows.flatMap(({ refuse, exact = [] }) => [...refuse, ...exact]);
    plant(CATALOGUE, JSON.stringify(Object.fromEntries(words.map((word) => [word, word.replace('*', '')]))));
    const text = found().join('\n');
    expect(words.filter((word) => !text.includes(`${CATALOGUE} ${word}: `))).toEqual([]);
  });

  it('may be said in /admin where it is the name of a thing, and nowhere else', () => {
    plant(CATALOGUE, '{ "admin": { "a": "A reversal" }, "me": { "a": "A reversal" } }');
    plant('ux/out/said/admin/entry.txt', 'A reversal, and one who was absent');
    expect(found()).toEqual([
      `${CATALOGUE} me.a: "reversal"; say: put right`,
      'ux/out/said/admin/entry.txt: "absent"; say: (nothing)',
    ]);
  });

  it('may not be shouted, and neither may any other', () => {
    plant(CATALOGUE, '{ "a": "Well done!", "b": "Well done 🎉" }');
    expect(found()).toEqual([
      `${CATALOGUE} a: no exclamation marks and no emoji`,
      `${CATALOGUE} b: no exclamation marks and no emoji`,
    ]);
  });
});

describe('a message as somebody gets it', () => {
  const PARTS = {
    ...{
      day: 'Saturday 14 June',
      time: '10am',
      what: 'Hill walk',
      where: 'the drop-in',
      why: 'The bus does not run',
    },
    ...{
      wasDay: 'Friday 13 June',
      wasTime: '2.30pm',
      wasWhere: 'the gate',
      link: 'https://orb.example/n/7Kq2',
    },
  };
  const kinds = Object.keys(MESSAGE_KINDS).filter(isMessageKind);
  const SENDERS = [
    { name: 'Orbit', phone: '01382 000 000' },
    { name: 'Orbit', phone: undefined },
  ];

  it('says no word that we do not say: every kind, at each level of detail, as a text, an email, a letter and a call', () => {
    for (const kind of kinds)
      for (const detail of MESSAGE_DETAILS)
        for (const [each, sender] of SENDERS.entries()) {
          const told = { kind, detail, parts: PARTS };
          const name = `ux/out/said/messages/${kind}-${detail}-${String(each)}`;
          plant(`${name}-text.txt`, textOf(told, sender));
          plant(`${name}-words.txt`, wordsOf(told, sender));
        }
    expect(found()).toEqual([]);
  });
});

describe('a sentence outside the catalogue', () => {
  it('is found in a template, in its text and in what is read out', () => {
    plant(
      'src/me/views/me.njk',
      '{# why #}{% block x %}<p class="a">Hello {{ name }}</p><img alt="A tree">{% endblock %}',
    );
    expect(found()).toEqual([
      `src/me/views/me.njk: "Hello" belongs into src/web/words/en`,
      `src/me/views/me.njk: "A tree" belongs into src/web/words/en`,
    ]);
  });
});
