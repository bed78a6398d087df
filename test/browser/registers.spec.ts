import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { openBrowser } from '../support/chromium.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { contextFor } from '../support/visitors-page.js';

let world: SignInWorld;
let registers: RegisterWorld;
let browser: Browser;
let url: string;
let cookie: string;
let leader: ParticipantId;
let others: readonly ParticipantId[];

beforeAll(async () => {
  world = await SignInWorld.open();
  registers = await RegisterWorld.over(world.book, world.scheme);
  const { visitor, person } = await world.signedInAs('leader', { name: 'Morag' });
  [leader, cookie] = [person, visitor.secret];
  others = await registers.people(11);
  await world.web.app.listen(0, '127.0.0.1');
  url = await world.web.app.getUrl();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await world.close();
});

/** A browser of the leader's, or of whoever has that cookie. */
function signedIn(javaScriptEnabled: boolean, value = cookie): Promise<BrowserContext> {
  return contextFor(browser, { url, way: { cookies: [{ name: 'galaxies', value }] }, javaScriptEnabled });
}

/** A list of twelve, the leader among them, who all said yes. */
function aRegister(): Promise<SessionId> {
  return registers.session({ leaders: [leader], yes: others });
}

interface Taken {
  readonly taps: number;
  readonly loads: number;
  readonly receipt: string;
}

/** Takes the register the quicker of the two ways, tap by tap: ticking who came, or filling in and taking away. */
async function take(page: Page, came: readonly ParticipantId[]): Promise<Taken> {
  await page.goto(`${url}/leader/dates/${await aRegister()}/register`);
  const missing = [leader, ...others].filter((each) => !came.includes(each));
  const isQuickerToFill = 1 + missing.length < came.length;
  const ticks = (isQuickerToFill ? missing : came).map((each) => `input[name=came][value="${each}"]`);
  let loads = 0;
  page.on('load', () => (loads += 1));
  if (isQuickerToFill) await tapAndLoad(page, 'button[value=fill]');
  for (const tick of ticks) await page.click(tick);
  await tapAndLoad(page, '.govuk-button[value=save]');
  page.removeAllListeners('load');
  if (!page.url().includes('/saved')) throw new Error(`Not saved: ${await page.innerText('main')}`);
  const taps = (isQuickerToFill ? 1 : 0) + ticks.length + 1;
  return { taps, loads, receipt: await page.innerText('main') };
}

async function tapAndLoad(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.click(selector)]);
}

describe.each([true, false])('a register of twelve who all said yes, scripts on: %s', (scripts) => {
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    context = await signedIn(scripts);
    page = await context.newPage();
  });

  afterAll(() => context.close());

  it('takes two taps and two pages when everybody came', async () => {
    const { taps, loads, receipt } = await take(page, [leader, ...others]);
    expect([taps, loads]).toEqual([2, 2]);
    expect(receipt).toContain('11 people get 1 galaxy each.');
    expect(receipt).toContain('Morag gets 2 for leading.');
    expect(receipt).toContain('13 galaxies added in all.');
  });

  it.each([1, 3, 5, 6, 7, 9])('takes seven taps and three pages at the most when %s came', async (count) => {
    const { taps, loads, receipt } = await take(page, others.slice(0, count));
    expect(taps).toBeLessThanOrEqual(7);
    expect(taps).toBe(Math.min(count, 1 + 12 - count) + 1);
    expect(loads).toBeLessThanOrEqual(3);
    expect(receipt).toContain(`${String(count)} ${count === 1 ? 'galaxy' : 'galaxies'} added in all.`);
  });
});

describe('a list on paper', () => {
  /** Pages of A4 that a session's list takes, and what is drawn on them. */
  async function printed(people: readonly ParticipantId[], leaders: readonly ParticipantId[]) {
    const session = await registers.session({ leaders, yes: people });
    const context = await signedIn(false);
    const page = await context.newPage();
    await page.goto(`${url}/leader/dates/${session}/roster`);
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    await page.emulateMedia({ media: 'print' });
    const seen = (selector: string): Promise<number> => page.locator(`${selector}:visible`).count();
    const drawn = {
      pages: pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length,
      rows: await seen('.gx-roster tbody tr'),
      boxes: await seen('.gx-roster tbody .gx-square'),
      help: await seen('.gx-help'),
      code: /Code R-\d{4}-\d{4}-\d{2}/.test(await page.innerText('main')),
    };
    await context.close();
    return drawn;
  }

  it.each([
    ['the usual six', 6, 1],
    ['a day walk of twelve, its leader among them', 11, 1],
    ['a day walk of twelve with two leaders besides', 12, 2],
  ])(
    'is one side of A4 for %s, with its code, three boxes in a row and three empty rows',
    async (_, count, led) => {
      const people = await registers.people(count);
      const leaders = [leader, ...(await registers.people(1))].slice(0, led);
      const rows = count + led + 3;
      expect(await printed(people, leaders)).toEqual({
        pages: 1,
        rows,
        boxes: rows * 3,
        help: 0,
        code: true,
      });
    },
  );
});

describe('with the keyboard alone', () => {
  let page: Page;
  let pressed: number;

  async function open(cookie: string, path: string): Promise<void> {
    const context = await signedIn(false, cookie);
    page = await context.newPage();
    pressed = 0;
    await page.goto(url + path);
  }

  afterEach(() => page.context().close());

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
    pressed += keys.length;
  }

  /** What was typed has no letter that is more than one key. */
  async function type(text: string): Promise<void> {
    await press(...text.split('').map((key) => (key === ' ' ? 'Space' : key)));
  }

  /** Goes past the frame to what is on the page, as whoever uses a keyboard does. */
  async function pastTheFrame(): Promise<void> {
    await press('Tab', 'Enter', 'Tab');
  }

  async function pressAndLoad(key: string): Promise<void> {
    await Promise.all([page.waitForEvent('load'), press(key)]);
  }

  const isFocused = async (selector: string): Promise<boolean> =>
    (await page.locator(`${selector}:focus`).count()) > 0;

  it('a register of twelve takes twenty-three keys when three who said yes are not ticked', async () => {
    const session = await aRegister();
    await open(cookie, `/leader/dates/${session}/register`);
    await pastTheFrame();
    expect(await isFocused('button[value=fill]')).toBe(true);
    await pressAndLoad('Enter');
    await pastTheFrame();
    for (let row = 1; row <= 12; row++) await press('Tab', ...(row > 9 ? ['Space'] : []));
    expect(await isFocused('.gx-rows li:last-child input[name=came]')).toBe(true);
    await pressAndLoad('Enter');
    expect(await page.innerText('main')).toMatch(/\d+ galaxies added in all\./);
    expect(pressed).toBe(23);
  });

  it.each([
    ['1-8 11', 9],
    ['1-12', 12],
  ])('a paper list of twelve takes thirty at the most, its code, %s and saving', async (rows, came) => {
    const session = await aRegister();
    const code = await registers.printed(session, [leader, ...others]);
    const { visitor } = await world.signedInAs('staff', { name: 'Ailsa' });
    await open(visitor.secret, '/staff/registers/type-up');
    await pastTheFrame();
    await type(code.replaceAll('-', '').toLowerCase());
    await press('Tab');
    const before = pressed;
    await type(rows);
    expect(await page.inputValue('#rows')).toBe(rows);
    expect(pressed - before).toBeLessThanOrEqual(16);
    await pressAndLoad('Enter');
    expect(await page.locator('main ol li').count()).toBe(came);
    await pastTheFrame();
    await pressAndLoad('Enter');
    expect(page.url()).toContain(`/leader/dates/${session}/register/saved`);
    expect(await page.innerText('main')).toContain(` galaxies added in all.`);
    expect(pressed).toBeLessThanOrEqual(30);
  });
});
