import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../support/chromium.js';
import { PROJECT } from '../support/planted-tree.js';
import { StaffWorld } from '../support/staff-world.js';
import { VirtualPasskeys } from '../support/virtual-passkeys.js';
import { tokenIn } from '../support/visitor.js';

const SCRIPT = join(PROJECT, 'src/web/assets/passkey.js');

let staff: StaffWorld;
let browser: Browser;
/** Another site on the same machine: browsers let it use passkeys of the same name, at its own origin. */
let elsewhere: Server;
let here: string;
let there: string;
/** What that site shows, and what was answered there. */
const phishing = { page: '', answer: '' };

beforeAll(async () => {
  browser = await openBrowser();
  elsewhere = createServer(phish);
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  there = `http://localhost:${String(portOf(elsewhere))}`;
});

beforeEach(async () => {
  staff = await StaffWorld.open();
  const { app } = staff.world.web;
  await app.listen(0, '127.0.0.1');
  here = `http://localhost:${String(portOf(app.getHttpServer()))}`;
});

afterEach(() => staff.world.close());

afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => elsewhere.close(resolve));
});

/** Passes our own page on, so that the browser signs what we asked, and keeps the answer. */
const PHISHING = (asked: string) => `<!doctype html><title>Prizes</title>
  <form method="post" action="/taken" data-passkey="get" ${asked}>
  <input type="hidden" name="answer"><button id="passkey">Win</button></form><script src="/passkey.js"></script>`;

function phish(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === '/passkey.js') {
    response.setHeader('content-type', 'text/javascript').end(readFileSync(SCRIPT));
    return;
  }
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => (body += text));
  // Answered when all of it is there, so that whoever sees the next page finds what was sent.
  request.on('end', () => {
    if (request.method === 'POST') phishing.answer = new URLSearchParams(body).get('answer') ?? '';
    response.setHeader('content-type', 'text/html').end(phishing.page);
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens nowhere.');
  return address.port;
}

/** Puts into the browser that Ailsa came in by her email, and has to give her second factor. */
async function signInByEmail(context: BrowserContext): Promise<void> {
  const { secret } = await staff.signIn();
  await context.addCookies([{ name: 'galaxies', value: secret, url: here }]);
}

/** A browser of Ailsa's in which she has made a passkey, on the page for it. */
async function withPasskey(): Promise<{ context: BrowserContext; page: Page; passkeys: VirtualPasskeys }> {
  const context = await browser.newContext();
  await signInByEmail(context);
  const page = await context.newPage();
  const passkeys = await VirtualPasskeys.of(page);
  await page.goto(`${here}/account/second/passkey`);
  await page.fill('#name', 'My phone');
  await page.click('#passkey');
  await page.waitForURL(`${here}/account/second/codes`);
  return { context, page, passkeys };
}

/** Presses the button for a passkey, and answers with the path that it led to. */
async function usePasskey(page: Page): Promise<string> {
  await page.goto(`${here}/sign-in/second`);
  await page.click('#passkey');
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in/second');
  return new URL(page.url()).pathname;
}

const seesOthers = async (page: Page) =>
  (await page.goto(`${here}/for-staff`))?.url() === `${here}/for-staff`;

describe('a passkey in a real browser', () => {
  it('is made on its page, and lets in at the next sign-in, under the policy that forbids every other script', async () => {
    const { context, page, passkeys } = await withPasskey();
    expect(await seesOthers(page)).toBe(true);
    expect(await passkeys.all()).toMatchObject([{ rpId: 'localhost', signCount: 1 }]);
    await signInByEmail(context);
    expect(await seesOthers(page)).toBe(false);
    expect(await usePasskey(page)).toBe('/for-staff');
    expect(await seesOthers(page)).toBe(true);
    await context.close();
  });

  it('that was copied is found out by its counter, on a page that says what to do; the counter goes only up', async () => {
    const { context, page, passkeys } = await withPasskey();
    const copy = await passkeys.all();
    await signInByEmail(context);
    await usePasskey(page);
    const owners = await passkeys.all();
    await passkeys.replace(copy);
    await signInByEmail(context);
    expect(await usePasskey(page)).toBe('/sign-in/second/passkey');
    expect(await page.innerText('.govuk-error-summary')).toContain('Your passkey did not answer. Try again');
    expect(await seesOthers(page)).toBe(false);
    await passkeys.replace(owners);
    expect(await usePasskey(page)).toBe('/for-staff');
    expect(await seesOthers(page)).toBe(true);
    await context.close();
  });

  it('that signed what we asked on a page of somebody else does not let in', async () => {
    const { context, page } = await withPasskey();
    const thief = await staff.signIn();
    const host = new URL(here).host;
    const { body } = await thief.get('/sign-in/second', { host });
    phishing.page = PHISHING(/data-asked="[^"]*"/.exec(body)?.[0] ?? '');
    await page.goto(there);
    await page.click('#passkey');
    await page.waitForURL(`${there}/taken`);
    expect(JSON.parse(phishing.answer)).toMatchObject({ type: 'public-key' });
    const headers = { host, origin: here, 'sec-fetch-site': 'same-origin' };
    const sent = { answer: phishing.answer, _csrf: tokenIn(body) };
    expect((await thief.post('/sign-in/second/passkey', sent, headers)).statusCode).toBe(422);
    expect((await thief.get('/for-staff')).headers.location).toBe('/sign-in/second');
    await context.close();
  });

  it('is not needed without scripts: the page says so, and the code of the app lets in', async () => {
    const { app } = await staff.withApp();
    const context = await browser.newContext({ javaScriptEnabled: false });
    await signInByEmail(context);
    const page = await context.newPage();
    await page.goto(`${here}/sign-in/second`);
    await page.fill('#code', await app.code(1));
    await page.click('form[action="/sign-in/second"] button');
    expect(await seesOthers(page)).toBe(true);
    await context.close();
  });
});
