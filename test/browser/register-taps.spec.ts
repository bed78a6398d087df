import type { Browser, Page } from 'playwright-core';
import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { openBrowser } from '../support/chromium.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { contextFor } from '../support/visit.js';

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

/** A list of twelve, the leader among them, who all said yes. */
async function aRegister(): Promise<SessionId> {
  return registers.session({ leaders: [leader], yes: others });
}

/** A thumb that counts, and how often a page was opened. */
class Thumb {
  taps = 0;
  loads = 0;

  constructor(private readonly page: Page) {
    page.on('load', () => (this.loads += 1));
  }

  async tap(selector: string): Promise<void> {
    this.taps += 1;
    await this.page.click(selector);
    await this.page.waitForLoadState('load');
  }
}

interface Taken {
  readonly taps: number;
  readonly loads: number;
  readonly receipt: string;
}

/** Takes the register the quicker of the two ways: ticking who came, or filling in and taking away. */
async function take(came: readonly ParticipantId[], javaScriptEnabled: boolean): Promise<Taken> {
  const session = await aRegister();
  const way = { cookies: [{ name: 'galaxies', value: cookie }] };
  const context = await contextFor(browser, { url, way, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(`${url}/leader/dates/${session}/register`);
  const thumb = new Thumb(page);
  const missing = [leader, ...others].filter((each) => !came.includes(each));
  const isQuickerToFill = 1 + missing.length < came.length;
  if (isQuickerToFill) await thumb.tap('button[value=fill]');
  for (const each of isQuickerToFill ? missing : came) await thumb.tap(`input[name=came][value="${each}"]`);
  await thumb.tap('.govuk-button[value=save]');
  await page.waitForURL(/\/saved/);
  const receipt = await page.innerText('main');
  await context.close();
  return { taps: thumb.taps, loads: thumb.loads, receipt };
}

describe.each([true, false])('a register of twelve who all said yes, scripts on: %s', (scripts) => {
  it('takes two taps and two pages when everybody came', async () => {
    const { taps, loads, receipt } = await take([leader, ...others], scripts);
    expect([taps, loads]).toEqual([2, 2]);
    expect(receipt).toContain('11 people get 1 galaxy each.');
    expect(receipt).toContain('Morag gets 2 for leading.');
    expect(receipt).toContain('13 galaxies added in all.');
  });

  it.each([1, 3, 5, 6, 7, 9])('takes seven taps and three pages at the most when %s came', async (count) => {
    const { taps, loads, receipt } = await take(others.slice(0, count), scripts);
    expect(taps).toBeLessThanOrEqual(7);
    expect(taps).toBe(Math.min(count, 1 + 12 - count) + 1);
    expect(loads).toBeLessThanOrEqual(3);
    expect(receipt).toContain(`${String(count)} ${count === 1 ? 'galaxy' : 'galaxies'} added in all.`);
  });
});
