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
  readonly lowFigures: checks.Faults;
  readonly overflow: Readonly<Record<'plain' | 'wider text' | 'bigger text', checks.Faults>>;
  readonly said: string;
  /** What is read on the page, with scripts and without. */
  readonly read: { readonly withScripts: string; readonly without: string };
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
  const plain = await opened(state.plain, state);
  const without = await plain.page.innerText('body');
  const here = await opened(state.scripted, state);
  return () => look(here, without, state);
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

async function look({ page, ...rest }: Opened, without: string, visit: Visit): Promise<Findings> {
  const { status, weight } = rest;
  const outline = await checks.inPage(page, 'outline');
  const said = await checks.everythingSaid(page);
  const withScripts = await page.innerText('body');
  const keyboard = await checks.keyboardFaults(page);
  await page.evaluate('document.activeElement?.blur()');
  await picture(visit, '320-light');
  const smallTargets = await checks.inPage(page, 'smallTargets');
  const lowFigures = await checks.inPage(page, 'lowFigures');
  const plain = await checks.inPage(page, 'overflow');
  const axe = {
    telephone: await checks.axe(page),
    dark: await dark(page, visit),
    desk: await desk(page, visit),
  };
  const overflow = { plain, ...(await stretched(page)) };
  return {
    ...{ status, weight, outline, keyboard, axe, smallTargets, lowFigures, overflow, said },
    html: await checks.htmlFaults(rest.html),
    read: { withScripts, without },
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

/** On a telephone again, whose owner has changed the text. */
async function stretched(page: Page): Promise<Record<'wider text' | 'bigger text', checks.Faults>> {
  await page.setViewportSize(TELEPHONE);
  await page.addStyleTag({ content: checks.WIDER_TEXT });
  const wider = await checks.inPage(page, 'overflow');
  await page.addStyleTag({ content: checks.BIGGER_TEXT });
  return { 'wider text': wider, 'bigger text': await checks.inPage(page, 'overflow') };
}
