import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { RoutePolicies } from '../../src/identity/route-policies.service.js';
import { Book } from '../support/book.js';
import { BROKEN } from '../support/broken-pages.js';
import { openBrowser } from '../support/chromium.js';
import { PageProbeController } from '../support/page-probes.js';
import type { World } from '../support/seeds/index.js';
import {
  needlesslyAlike,
  readStates,
  type State,
  wantedStates,
  withoutLink,
  withoutRole,
  withoutRoute,
  withoutState,
} from '../support/states.js';
import type { Findings } from '../support/visit.js';
import { visitAll } from '../support/visit-all.js';
import { VisitorsPage } from '../support/visitors-page.js';
import { openWebApp } from '../support/web-app.js';

const PROJECT = join(__dirname, '../..');
const OUT = join(PROJECT, 'ux/out');
/** There are many pages, and a machine may be slow. */
const LONGEST_VISIT_MS = 1_800_000;

/** Who has tables and long forms. */
const FOR_STAFF = ['staff', 'administrator', 'supervisor'];

let world: World;
let browser: Browser;
const found = new Map<string, Findings>();

beforeAll(async () => {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(join(OUT, 'said'), { recursive: true });
  const book = await Book.open();
  const web = await openWebApp({
    database: book.database,
    controllers: [PageProbeController],
    settings: {
      SCHEME: 'orbit',
      HELP_PHONE: '01382 000 000',
      HELP_TEXT: '07700 900 000',
      HELP_HOURS: 'Monday to Friday, 9am to 5pm',
      HELP_PLACE: 'The Hub, 1 High Street, Tuesdays 10am to 2pm',
    },
  });
  await web.app.listen(0, '127.0.0.1');
  world = { book, web, url: await web.app.getUrl() };
  browser = await openBrowser();
  await visitAll({ browser, world, out: OUT, keep });
}, LONGEST_VISIT_MS);

afterAll(async () => {
  await browser.close();
  await world.web.close();
  await world.book.close();
});

describe('the catalogue of states', () => {
  it('has every page of the service', () => {
    expect(withoutState(world.web.routes)).toEqual([]);
    expect(withoutState([...world.web.routes, { method: 'GET', url: '/new/:id' }])).toEqual(['/new/:id']);
  });

  it('has every page for every role that may open it, or says whose page is the same', () => {
    const policies = world.web.app.get(RoutePolicies).all();
    expect([withoutRole(policies), needlesslyAlike(policies)]).toEqual([[], []]);
    const more = { name: 'new', path: '/new', isLookedAt: true, scope: undefined, isOfApi: false };
    expect(withoutRole([{ ...more, allowed: ['staff', 'supervisor'] }])).toEqual([
      '/new as staff',
      '/new as supervisor',
    ]);
  });

  it('has no page that the service lacks, and no name twice', () => {
    expect(withoutRoute(world.web.routes)).toEqual([]);
    const names = readStates().map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('the styles of the pages', () => {
  it('do not ask whether scripts run, so that a page without any looks the same either way', async () => {
    const page = await browser.newPage();
    const styles = page.waitForResponse((response) => response.request().resourceType() === 'stylesheet');
    await page.goto(`${world.url}/help`);
    const css = await (await styles).text();
    await page.close();
    expect(css).toContain('@media');
    expect(css).not.toMatch(/\(\s*scripting/);
  });
});

describe('a page that many visitors use', () => {
  it('has nothing of the last visitor left for the next', async () => {
    const visitors = await VisitorsPage.open(browser, world.url, true);
    const kept = async (page: Page): Promise<unknown> => {
      await page.goto(`${world.url}/help`);
      return page.evaluate(`({
        cookie: document.cookie,
        stored: localStorage.length + sessionStorage.length,
        cached: performance.getEntriesByType('resource').some(({ transferSize }) => transferSize === 0),
      })`);
    };
    const page = await visitors.receive({});
    expect(await kept(page)).toEqual({ cookie: '', stored: 0, cached: false });
    await page.evaluate("document.cookie = localStorage.x = sessionStorage.x = 'left=here'");
    expect(await kept(page)).toEqual({ cookie: 'left=here', stored: 2, cached: true });
    expect(await kept(await visitors.receive({}))).toEqual({ cookie: '', stored: 0, cached: false });
    await visitors.close();
  });
});

describe('a page on paper', () => {
  it('says nothing of the addresses that its links lead to', async () => {
    const visitors = await VisitorsPage.open(browser, world.url, true);
    const page = await visitors.receive({});
    await page.goto(world.url);
    await page.emulateMedia({ media: 'print' });
    const added = `[...document.querySelectorAll('a')].map((each) => getComputedStyle(each, '::after').content)`;
    expect(new Set(await page.evaluate<string[]>(added))).toEqual(new Set(['none']));
    expect(await page.innerText('.gx-help')).toContain('Call 01382 000 000');
    await visitors.close();
  });
});

describe('a page that was good', () => {
  let visitors: VisitorsPage;

  beforeAll(async () => {
    visitors = await VisitorsPage.open(browser, world.url, true);
  });

  afterAll(() => visitors.close());

  it.each(BROKEN)('is found out when it has $how', async ({ spoil, check }) => {
    const page = await visitors.receive({});
    await page.goto(`${world.url}/help`);
    await page.evaluate(spoil);
    expect(await check(page)).not.toEqual([]);
  });
});

describe.each(wantedStates())('$name, as $as, at $route', (state) => {
  it('has its status, its bones and lawful HTML', () => {
    const { status, outline, html } = findingsOf(state);
    expect({ status, outline, html }).toEqual({ status: state.status, outline: [], html: [] });
  });

  it('weighs 20 KB at most, twice that for staff, in 4 requests, with no script but those it says', () => {
    const { bytes, requests, scripts, elsewhere } = findingsOf(state).weight;
    expect(bytes).toBeLessThanOrEqual((FOR_STAFF.includes(state.as) ? 40 : 20) * 1_024);
    expect(requests).toBeLessThanOrEqual(4);
    expect([scripts, elsewhere]).toEqual([state.scripts, 0]);
  });

  it('is reached by keys alone, each stop in sight and marked', () => {
    expect(findingsOf(state).keyboard).toEqual([]);
  });

  it('gives axe nothing to say, on a telephone, at a desk and in the dark', () => {
    expect(findingsOf(state).axe).toEqual({ telephone: [], desk: [], dark: [] });
  });

  it('fits a telephone and a thumb, also with wider and with bigger text', () => {
    const { smallTargets, overflow } = findingsOf(state);
    expect(smallTargets).toEqual([]);
    expect(overflow).toEqual({ plain: [], 'wider text': [], 'bigger text': [] });
  });

  it('is in our own letters everywhere', () => {
    expect(findingsOf(state).strangeLetters).toEqual([]);
  });

  it('shows what somebody has without scrolling', () => {
    expect(findingsOf(state).lowFigures).toEqual([]);
  });

  it('has no link that leads nowhere', () => {
    expect(findingsOf(state).idleLinks).toEqual([]);
  });

  it('says the same without scripts', () => {
    const { mindsScripts, read } = findingsOf(state);
    const without = mindsScripts.length === 0 ? (read.without ?? read.withScripts) : read.without;
    expect(without).toBe(read.withScripts);
  });
});

describe('everything that was shown', () => {
  it('leads to every page of the catalogue, but for those that people come to in another way', () => {
    const led = [...found.values()].flatMap(({ leadsTo }) => leadsTo);
    expect(wantedStates().length < readStates().length ? [] : withoutLink(led)).toEqual([]);
    expect(withoutLink([])).toContain('/admin/rules');
  });

  it('says nothing that ux/words.yml refuses, nor does what the API says of itself', async () => {
    const { body } = await world.web.app.inject('/api/openapi.json');
    writeFileSync(join(OUT, 'said/openapi.json'), body);
    const { stderr } = spawnSync(process.execPath, ['scripts/lint-words.mjs'], {
      cwd: PROJECT,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
  });
});

/** Kept for the tests, and for the check of the words, where pages of /admin may say more. */
function keep({ name, route }: State, findings: Findings): void {
  found.set(name, findings);
  const area = join(OUT, 'said', route.startsWith('/admin') ? 'admin' : 'open');
  mkdirSync(area, { recursive: true });
  writeFileSync(join(area, `${name}.txt`), findings.said);
  writeFileSync(join(OUT, `${name}.json`), JSON.stringify(findings.weight));
}

function findingsOf({ name }: State): Findings {
  const findings = found.get(name);
  if (findings === undefined) throw new Error(`${name} was not visited.`);
  return findings;
}
