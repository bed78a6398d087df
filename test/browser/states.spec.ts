import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { Book } from '../support/book.js';
import { BROKEN } from '../support/broken-pages.js';
import { openBrowser } from '../support/chromium.js';
import { PageProbeController } from '../support/page-probes.js';
import * as checks from '../support/page-checks.js';
import { seeds, type Way, type World } from '../support/seeds.js';
import { readStates, type State, withoutRoute, withoutState } from '../support/states.js';
import { openWebApp } from '../support/web-app.js';

const PROJECT = join(__dirname, '../..');
const OUT = join(PROJECT, 'ux/out');
const TELEPHONE = { width: 320, height: 568 };
const DESK = { width: 1280, height: 800 };

let world: World;
let browser: Browser;

beforeAll(async () => {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
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
});

afterAll(async () => {
  await browser.close();
  await world.web.close();
  await world.book.close();
});

describe('the catalogue of states', () => {
  it('has every page of the service', () => {
    expect(withoutState(world.web.routes)).toEqual([]);
  });

  it('has no page that the service lacks, and no name twice', () => {
    expect(withoutRoute(world.web.routes)).toEqual([]);
    const names = readStates().map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('a page that was good', () => {
  let context: BrowserContext;

  beforeAll(async () => {
    context = await contextFor({}, true);
  });

  afterAll(() => context.close());

  it.each(BROKEN)('is found out when it has $how', async ({ spoil, check }) => {
    const page = await context.newPage();
    await page.goto(`${world.url}/help`);
    await page.evaluate(spoil);
    expect(await check(page)).not.toEqual([]);
    await page.close();
  });

  it('has to be in the catalogue', () => {
    expect(withoutState([...world.web.routes, { method: 'GET', url: '/new/:id' }])).toContain('/new/:id');
  });
});

describe.each(readStates())('$name, as $as, at $route', (state) => {
  let way: Way;
  let context: BrowserContext;
  let page: Page;
  let responses: readonly Response[];

  beforeAll(async () => {
    way = await waySown(state);
    context = await contextFor(way, true);
    ({ page, responses } = await open(context, state, way));
  });

  afterAll(() => context.close());

  it('has its status, its bones and lawful HTML', async () => {
    keep(state, await checks.everythingSaid(page));
    const document = responses.findLast((each) => each.request().isNavigationRequest() && !isOnward(each));
    const html = (await document?.text()) ?? '';
    expect([document?.status(), await checks.inPage(page, 'outline')]).toEqual([state.status, []]);
    expect(await checks.htmlFaults(html)).toEqual([]);
  });

  it('weighs 20 KB at most, in 4 requests, with no script and nothing from elsewhere', async () => {
    const weight = await checks.weightOf(responses, world.url);
    writeFileSync(join(OUT, `${state.name}.json`), JSON.stringify(weight));
    expect(weight.bytes).toBeLessThanOrEqual(20 * 1_024);
    expect(weight.requests).toBeLessThanOrEqual(4);
    expect([weight.scripts, weight.elsewhere]).toEqual([0, 0]);
  });

  it('is reached by keys alone, each stop in sight', async () => {
    expect(await checks.keyboardFaults(page)).toEqual([]);
  });

  it('gives axe nothing to say, in either size and either light', async () => {
    for (const size of [TELEPHONE, DESK]) {
      await page.setViewportSize(size);
      expect([size.width, await checks.axe(page)]).toEqual([size.width, []]);
      await picture(page, state, `${String(size.width)}-light`);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, state, `${String(DESK.width)}-dark`);
    await page.setViewportSize(TELEPHONE);
    expect(['dark', await checks.contrast(page)]).toEqual(['dark', []]);
    await picture(page, state, `${String(TELEPHONE.width)}-dark`);
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('fits a telephone, also with wider and with bigger text, and a thumb', async () => {
    await page.setViewportSize(TELEPHONE);
    expect(await checks.inPage(page, 'smallTargets')).toEqual([]);
    expect(await checks.inPage(page, 'overflow')).toEqual([]);
    for (const content of [checks.WIDER_TEXT, checks.BIGGER_TEXT]) {
      await page.addStyleTag({ content });
      expect([content, await checks.inPage(page, 'overflow')]).toEqual([content, []]);
    }
  });

  it('says the same without scripts', async () => {
    const without = await contextFor(way, false);
    const { page: plain } = await open(without, state, way);
    expect(await plain.innerText('body')).toBe(await page.innerText('body'));
    await without.close();
  });
});

describe('everything that was shown', () => {
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

/** An answer that only leads to another page. */
function isOnward(response: Response): boolean {
  return response.status() >= 300 && response.status() < 400;
}

/** Seeds are sown once: a state that asks for one that is there is shown it. */
const sown = new Map<string, Way>();

async function waySown({ seed }: State): Promise<Way> {
  if (seed === undefined) return {};
  const sow = seeds[seed];
  if (sow === undefined) throw new Error(`There is no seed ${seed} in test/support/seeds.ts.`);
  const way = sown.get(seed) ?? (await sow(world));
  sown.set(seed, way);
  return way;
}

async function contextFor({ cookies = [] }: Way, javaScriptEnabled: boolean): Promise<BrowserContext> {
  const context = await browser.newContext({
    javaScriptEnabled,
    viewport: TELEPHONE,
    colorScheme: 'light',
    bypassCSP: javaScriptEnabled,
    // The number to quote is made from it, and so is the same on each visit.
    extraHTTPHeaders: { 'x-correlation-id': 'states' },
  });
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: world.url })));
  return context;
}

async function open(context: BrowserContext, { route }: State, { path = route, afterwards }: Way) {
  const page = await context.newPage();
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await page.goto(world.url + path, { waitUntil: 'load' });
  await afterwards?.(page);
  return { page, responses };
}

/** Kept for the check of the words: pages of /admin may say more. */
function keep({ route, name }: State, words: string): void {
  const area = join(OUT, 'said', route.startsWith('/admin') ? 'admin' : 'open');
  mkdirSync(area, { recursive: true });
  writeFileSync(join(area, `${name}.txt`), words);
}

async function picture(page: Page, { name }: State, look: string): Promise<void> {
  await page.screenshot({ path: join(OUT, `${name}-${look}.png`), fullPage: true });
}
