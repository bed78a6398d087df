import type { Browser, Page } from 'playwright-core';
import { ROLES } from '../../src/identity/index.js';
import { Book } from '../support/book.js';
import { openBrowser } from '../support/chromium.js';
import { CORPUS, INJECTIONS } from '../support/injections.js';
import { makePage } from '../support/made-page.js';
import { poison, poisonWhole } from '../support/poison.js';
import { seeds, type Way, type World } from '../support/seeds/index.js';
import { readStates, type State } from '../support/states.js';
import { openWebApp } from '../support/web-app.js';

/** In each round every column has others of the texts. */
const ROUNDS = 2;
const LONGEST_MS = 1_200_000;

interface Shown {
  readonly name: string;
  readonly status: number;
  readonly csp: string;
  readonly html: string;
}

let world: World;
let browser: Browser;
let page: Page;
const ways = new Map<string, Way>();
const dialogs: string[] = [];
const before: Shown[] = [];
const after: Shown[] = [];
const took = new Set<string>();

beforeAll(async () => {
  const book = await Book.open();
  const web = await openWebApp({ database: book.database, settings: { SCHEME: 'orbit' } });
  world = { book, web, url: 'http://localhost' };
  browser = await openBrowser();
  page = await browser.newPage();
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (const { seed } of readStates()) if (seed !== undefined && !ways.has(seed)) await sow(seed);
  before.push(...(await showAll()));
  for (let round = 0; round < ROUNDS; round++) {
    for (const column of await poison(book.database.superUrl, round * 38)) took.add(column);
    after.push(...(await showAll()));
  }
}, LONGEST_MS);

afterAll(async () => {
  await browser.close();
  await world.web.close();
  await world.book.close();
});

async function sow(seed: string): Promise<void> {
  const way = await seeds[seed]?.(world);
  if (way === undefined) throw new Error(`There is no seed ${seed}.`);
  ways.set(seed, way);
}

/** Every page of the catalogue as it is opened, by whoever it is for. */
async function showAll(): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (const state of readStates()) shown.push(await show(state));
  return shown;
}

async function show({ name, route, seed }: State): Promise<Shown> {
  const way = ways.get(seed ?? '') ?? {};
  const cookie = cookieOf(way);
  const { statusCode, headers, body } = await world.web.app.inject({
    url: way.path ?? route,
    headers: { accept: 'text/html', ...(cookie === '' ? {} : { cookie }) },
  });
  return { name, status: statusCode, csp: String(headers['content-security-policy']), html: body };
}

/** A form that somebody types into: where it goes, and what is in its fields; null where words are typed. */
interface Form {
  readonly action: string;
  readonly fields: readonly (readonly [string, string | null])[];
}

async function formsOn(html: string): Promise<readonly Form[]> {
  await page.setContent(html);
  return page.evaluate<readonly Form[]>(`[...document.querySelectorAll('form[method=post]')].map((form) => ({
    action: form.getAttribute('action'),
    fields: [...form.elements].filter(({ name, type, checked }) => name && (!/radio|checkbox/.test(type) || checked))
      .map(({ name, type, value }) => [name, /^(text|textarea|search|tel|email)$/.test(type) ? null : value]),
  })).filter(({ action, fields }) => action !== '/sign-out' && fields.some(([, value]) => value === null))`);
}

/** Sends the form with the text in every field that words are typed into, and answers with the page that comes back. */
async function type(name: string, { action, fields }: Form, text: string): Promise<string> {
  const state = readStates().find((each) => each.name === name);
  const cookie = cookieOf(ways.get(state?.seed ?? '') ?? {});
  const { body } = await world.web.app.inject({
    method: 'POST',
    url: action,
    headers: {
      accept: 'text/html',
      cookie,
      origin: 'http://localhost:80',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams(
      fields.map(([field, value]): [string, string] => [field, value ?? text]),
    ).toString(),
  });
  return body;
}

const cookieOf = (way: Way) => (way.cookies ?? []).map((one) => `${one.name}=${one.value}`).join('; ');

const plain = (text: string) => text.replace(/\s+/g, ' ');

describe('words that a browser would run (A11)', () => {
  it('are in every column that holds words of people', () => {
    expect([...took]).toEqual(expect.arrayContaining(WORDS_OF_PEOPLE));
    expect(INJECTIONS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(INJECTIONS).size).toBe(INJECTIONS.length);
  });

  it('leave every page with the status it had', () => {
    const had = new Map(before.map(({ name, status }) => [name, status]));
    expect(after.filter(({ name, status }) => status !== had.get(name)).map(({ name }) => name)).toEqual([]);
  });

  it(
    'are words on every page, for everybody who sees them: nothing runs, and nothing is there that we did not write',
    async () => {
      const faults: string[] = [];
      let read = '';
      for (const shown of after) {
        const made = await makePage(page, shown.html);
        for (const fault of made.faults) faults.push(`${shown.name}: ${fault}`);
        read += plain(made.read);
      }
      expect(faults).toEqual([]);
      expect(dialogs).toEqual([]);
      expect(INJECTIONS.filter((text) => !read.includes(plain(text)))).toEqual([]);
    },
    LONGEST_MS,
  );

  it(
    'are words on a page that sends back what was typed',
    async () => {
      const faults: string[] = [];
      let sent = 0;
      for (const { name, html } of before.filter((shown) => /<textarea|govuk-input/.test(shown.html)))
        for (const form of await formsOn(html)) {
          const answer = await type(name, form, INJECTIONS[sent % INJECTIONS.length] ?? '');
          sent += 1;
          for (const fault of (await makePage(page, answer)).faults) faults.push(`${name}: ${fault}`);
        }
      expect(sent).toBeGreaterThan(40);
      expect([faults, dialogs]).toEqual([[], []]);
    },
    LONGEST_MS,
  );

  it('would not run if one got through: no page lets an inline script, a style or another site in', () => {
    for (const { name, csp } of after) {
      expect([name, csp]).toEqual([name, expect.stringContaining("default-src 'none'")]);
      expect([name, csp]).toEqual([name, expect.not.stringMatching(/unsafe-|https?:|\*|data:/)]);
    }
  });

  it('are found out by this test when a page lets them through', async () => {
    for (const text of INJECTIONS.filter((each) => /^<(script|img|svg|iframe|a href)/.test(each)))
      expect([text, (await makePage(page, `<main><p>${text}</p></main>`)).faults]).not.toEqual([text, []]);
  });

  it(
    'are words where a field holds more than five hundred of them at once, for each role',
    async () => {
      expect(CORPUS.length).toBeGreaterThan(500);
      const holding = await poisonWhole(world.book.database.superUrl);
      expect(WORDS_OF_PEOPLE.filter((column) => !holding.includes(column))).toEqual([]);
      const faults: string[] = [];
      const unread = new Map<string, Set<string>>(ROLES.map((role) => [role, new Set(CORPUS)]));
      for (const state of oneOfEach()) {
        const made = await makePage(page, (await show(state)).html);
        for (const fault of made.faults) faults.push(`${state.name}: ${fault}`);
        const left = unread.get(state.as) ?? new Set<string>();
        const read = plain(made.read);
        for (const text of left) if (read.includes(plain(text))) left.delete(text);
      }
      expect([faults, dialogs]).toEqual([[], []]);
      expect([...unread].map(([role, { size }]) => [role, size])).toEqual(ROLES.map((role) => [role, 0]));
    },
    LONGEST_MS,
  );
});

/** Each page once for each role that sees it. */
function oneOfEach(): readonly State[] {
  return [
    ...new Map(
      readStates()
        .toReversed()
        .map((state) => [`${state.as} ${state.route}`, state]),
    ).values(),
  ];
}

const WORDS_OF_PEOPLE = [
  'activity.bring',
  'activity.cost',
  'activity.feels_like',
  'activity.name',
  'activity.usual_place',
  'api_token.name',
  'contribution.decision_reason',
  'contribution.what',
  'contribution.who_knows',
  'earning_rate.why',
  'passkey.name',
  'person.liked_name',
  'person.note_for_leaders',
  'person.surname',
  'place.tell_leader',
  'question.words',
  'register_check.note_to_staff',
  'register_version.note_to_staff',
  'session.called_off_reason',
  'session.meet_place',
  'session.places_reason',
];
