import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import * as checks from './page-checks.js';
import type { Way } from './seeds/index.js';

export const TELEPHONE = { width: 320, height: 568 };
const DESK = { width: 1280, height: 800 };

/** What was found out about one page in one state: each list holds what is wrong. */
export interface Findings {
  readonly status: number | undefined;
  readonly weight: checks.Weight;
  readonly outline: checks.Faults;
  readonly html: checks.Faults;
  readonly keyboard: checks.Faults;
  readonly axe: Readonly<Record<'telephone' | 'desk' | 'dark', checks.Faults>>;
  readonly smallTargets: checks.Faults;
  readonly overflow: Readonly<Record<'plain' | 'wider text' | 'bigger text', checks.Faults>>;
  readonly said: string;
  /** What is read on the page, with scripts and without. */
  readonly read: { readonly withScripts: string; readonly without: string };
}

/** Where a page is, and how to come to its state. */
export interface Visited {
  readonly url: string;
  readonly way: Way;
  /** Takes the pictures of the page, by how it looks in them. */
  readonly picture: (page: Page, look: string) => Promise<unknown>;
}

interface Opened {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly status: number | undefined;
  readonly html: string;
  readonly weight: checks.Weight;
}

/** A page that is open with scripts, what it says without them, and the rest of the visit, which needs no service. */
export async function open(browser: Browser, visited: Visited): Promise<() => Promise<Findings>> {
  const plain = await opened(browser, visited, false);
  const without = await plain.page.innerText('body');
  await plain.context.close();
  const here = await opened(browser, visited, true);
  return async () => {
    const findings = await look(here, without, visited);
    await here.context.close();
    return findings;
  };
}

async function opened(browser: Browser, { url, way }: Visited, javaScriptEnabled: boolean): Promise<Opened> {
  const context = await contextFor(browser, { url, way, javaScriptEnabled });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await page.goto(url, { waitUntil: 'load' });
  if (page.url() !== url) throw new Error(`The way to ${url} led to ${page.url()}.`);
  const weight = await checks.weightOf(responses, new URL(url).origin);
  await way.afterwards?.(page).catch(async (cause: unknown) => {
    throw new Error(`On the way to ${url} stood: ${await page.innerText('body')}`, { cause });
  });
  const document = responses.findLast((response) => response.request().isNavigationRequest());
  return { context, page, weight, status: document?.status(), html: (await document?.text()) ?? '' };
}

/** Somebody with a telephone, by day, who has never been here. */
export async function contextFor(
  browser: Browser,
  { url, way, javaScriptEnabled }: { url: string; way: Way; javaScriptEnabled: boolean },
): Promise<BrowserContext> {
  const context = await browser.newContext({
    javaScriptEnabled,
    viewport: TELEPHONE,
    colorScheme: 'light',
    bypassCSP: javaScriptEnabled,
    // The number to quote is made from it, and so is the same on each visit.
    extraHTTPHeaders: { 'x-correlation-id': 'states' },
  });
  const { origin } = new URL(url);
  await context.addCookies((way.cookies ?? []).map((cookie) => ({ ...cookie, url: origin })));
  return context;
}

async function look(here: Opened, without: string, { picture }: Visited): Promise<Findings> {
  const { page, html, status, weight } = here;
  const outline = await checks.inPage(page, 'outline');
  const said = await checks.everythingSaid(page);
  const withScripts = await page.innerText('body');
  const keyboard = await checks.keyboardFaults(page);
  const axe = {
    telephone: await checks.axe(page),
    dark: await dark(page, picture),
    desk: await desk(page, picture),
  };
  await page.setViewportSize(TELEPHONE);
  await picture(page, '320-light');
  const smallTargets = await checks.inPage(page, 'smallTargets');
  const overflow = { plain: await checks.inPage(page, 'overflow'), ...(await stretched(page)) };
  return {
    ...{ status, weight, outline, keyboard, axe, smallTargets, overflow, said },
    html: await checks.htmlFaults(html),
    read: { withScripts, without },
  };
}

async function dark(page: Page, picture: Visited['picture']): Promise<checks.Faults> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, '320-dark');
  const faults = await checks.contrast(page);
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}

async function desk(page: Page, picture: Visited['picture']): Promise<checks.Faults> {
  await page.setViewportSize(DESK);
  await picture(page, '1280-light');
  return checks.axe(page);
}

async function stretched(page: Page): Promise<Record<'wider text' | 'bigger text', checks.Faults>> {
  await page.addStyleTag({ content: checks.WIDER_TEXT });
  const wider = await checks.inPage(page, 'overflow');
  await page.addStyleTag({ content: checks.BIGGER_TEXT });
  return { 'wider text': wider, 'bigger text': await checks.inPage(page, 'overflow') };
}
