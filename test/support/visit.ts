import type { Page, Response } from 'playwright-core';
import * as checks from './page-checks.js';
import type { Way } from './seeds/index.js';
import { TELEPHONE, type VisitorsPage } from './visitors-page.js';

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
  readonly strangeLetters: checks.Faults;
  readonly idleLinks: checks.Faults;
  readonly lowFigures: checks.Faults;
  readonly mindsScripts: checks.Faults;
  readonly overflow: Readonly<Record<'plain' | 'wider text' | 'bigger text', checks.Faults>>;
  readonly said: string;
  readonly leadsTo: readonly string[];
  /** What is read on the page, with scripts, and without them where a browser has any way to make a difference. */
  readonly read: { readonly withScripts: string; readonly without: string | undefined };
}

/** Where a page is, how to come to its state, and the two pages of a browser to see it in. */
export interface Visit {
  readonly url: string;
  readonly way: Way;
  readonly plain: VisitorsPage;
  readonly scripted: VisitorsPage;
  /** Takes the pictures of the page, by how it looks in them. */
  readonly keep: (picture: Buffer, look: string) => void;
}

interface Opened {
  readonly page: Page;
  readonly status: number | undefined;
  readonly html: string;
  readonly weight: checks.Weight;
}

/** A page that is open with scripts, what it says without them, and the rest of the visit, which needs no service. */
export async function visit(state: Visit): Promise<() => Promise<Findings>> {
  if (state.way.afterwards !== undefined) {
    const without = await readWithout(state);
    const here = await opened(state.scripted, state);
    return () => look(here, without, state);
  }
  const here = await opened(state.scripted, state);
  const minds = await checks.inPage(here.page, 'mindsScripts');
  const without = minds.length === 0 ? undefined : await readWithout(state);
  return () => look(here, without, state);
}

async function readWithout(state: Visit): Promise<string> {
  const { page } = await opened(state.plain, state);
  return page.evaluate<string>('document.body.innerText');
}

async function opened(visitors: VisitorsPage, { url, way }: Visit): Promise<Opened> {
  const page = await visitors.receive(way);
  const responses: Response[] = [];
  const listen = (response: Response): unknown => responses.push(response);
  page.on('response', listen);
  await page.goto(url, { waitUntil: 'load' });
  if (page.url() !== url) throw new Error(`The way to ${url} led to ${page.url()}.`);
  const weight = await checks.weightOf(responses, new URL(url).origin);
  await way.afterwards?.(page).catch(async (cause: unknown) => {
    throw new Error(`On the way to ${url} stood: ${await page.innerText('body')}`, { cause });
  });
  page.off('response', listen);
  const document = responses.findLast((response) => response.request().isNavigationRequest());
  return { page, weight, status: document?.status(), html: (await document?.text()) ?? '' };
}

async function look({ page, ...rest }: Opened, without: string | undefined, visit: Visit): Promise<Findings> {
  const { status, weight } = rest;
  const { read, overflow: plain, ...seen } = await checks.firstSight(page);
  const keyboard = await checks.keyboardFaults(page);
  await picture(visit, '320-light');
  const axe = {
    telephone: await checks.axe(page),
    dark: await dark(page, visit),
    desk: await desk(page, visit),
  };
  await page.setViewportSize(TELEPHONE);
  const overflow = { plain, ...(await checks.stretched(page)) };
  return {
    ...{ status, weight, keyboard, axe, overflow, ...seen },
    html: await checks.htmlFaults(rest.html),
    read: { withScripts: read, without },
  };
}

async function picture({ scripted, keep }: Visit, look: string): Promise<void> {
  keep(await scripted.picture(), look);
}

async function dark(page: Page, visit: Visit): Promise<checks.Faults> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(visit, '320-dark');
  const faults = await checks.contrast(page);
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}

async function desk(page: Page, visit: Visit): Promise<checks.Faults> {
  await page.setViewportSize(DESK);
  await picture(visit, '1280-light');
  return checks.axe(page);
}
