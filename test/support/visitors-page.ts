import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { IN_EVERY_PAGE } from './page-checks.js';
import type { Way } from './seeds/index.js';

export const TELEPHONE = { width: 320, height: 568 };

/**
 * A page of a browser that one visitor after another uses, because a new one for each takes longer than all that is
 * looked at in it. Each finds it as somebody does with a telephone, by day, who has never been here.
 */
export class VisitorsPage {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly devtools: CDPSession,
    private readonly origin: string,
  ) {}

  /** With scripts it also lets in those of the tests, which the policy of the service would keep out. */
  static async open(browser: Browser, url: string, scripts: boolean): Promise<VisitorsPage> {
    const context = await contextFor(browser, { url, way: {}, javaScriptEnabled: scripts });
    if (scripts) await context.addInitScript({ content: IN_EVERY_PAGE });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const devtools = await context.newCDPSession(page);
    return new VisitorsPage(page, context, devtools, new URL(url).origin);
  }

  /** Forgets the last visitor, with all that the browser kept for them, and lets in the next. */
  async receive(way: Way): Promise<Page> {
    await this.page.evaluate("if (location.protocol !== 'about:') sessionStorage.clear()");
    await this.page.setViewportSize(TELEPHONE);
    await Promise.all([
      this.devtools.send('Storage.clearDataForOrigin', { origin: this.origin, storageTypes: 'all' }),
      this.devtools.send('Network.clearBrowserCache'),
      // What the page itself remembers of files goes when it is told to remember none.
      this.devtools.send('Network.setCacheDisabled', { cacheDisabled: true }),
      this.devtools.send('Network.setCacheDisabled', { cacheDisabled: false }),
    ]);
    await this.context.clearCookies();
    await this.context.addCookies(cookiesOf(way, this.origin));
    return this.page;
  }

  /** The whole page as it looks now, however long it is. */
  async picture(): Promise<Buffer> {
    const { data } = await this.devtools.send('Page.captureScreenshot', {
      format: 'jpeg',
      quality: 80,
      captureBeyondViewport: true,
      optimizeForSpeed: true,
    });
    return Buffer.from(data, 'base64');
  }

  close(): Promise<void> {
    return this.context.close();
  }
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
  await context.addCookies(cookiesOf(way, new URL(url).origin));
  return context;
}

function cookiesOf({ cookies = [] }: Way, url: string): { name: string; value: string; url: string }[] {
  return cookies.map((cookie) => ({ ...cookie, url }));
}
