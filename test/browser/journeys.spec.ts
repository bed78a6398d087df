import type { Browser, BrowserContext } from 'playwright-core';
import type { ParticipantId } from '../../src/shared/ids.js';
import { openBrowser } from '../support/chromium.js';
import { Keys } from '../support/keys.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';
import { contextFor } from '../support/visitors-page.js';

let world: SignInWorld;
let registers: RegisterWorld;
let browser: Browser;
let url: string;
let staff: Visitor;
let morag: { visitor: Visitor; person: ParticipantId };
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  world = await SignInWorld.open();
  registers = await RegisterWorld.over(world.book, world.scheme);
  ({ visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' }));
  morag = await world.signedInAs('leader', { name: 'Morag' });
  await world.web.app.listen(0, '127.0.0.1');
  url = await world.web.app.getUrl();
  browser = await openBrowser();
});

afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await world.close();
});

/** Somebody with a keyboard, in a browser that runs no scripts; signed in where a secret is given. */
async function keysOf(value?: string): Promise<Keys> {
  const way = value === undefined ? {} : { cookies: [{ name: 'galaxies', value }] };
  const context = await contextFor(browser, { url, way, javaScriptEnabled: false });
  contexts.push(context);
  return new Keys(await context.newPage());
}

async function cardOf(person: ParticipantId): Promise<string> {
  const { body } = await staff.send(`/staff/people/${person}/card`, {});
  return /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}/.exec(body)?.[0] ?? '';
}

it('somebody signs in, sees why they have what they have, asks, and reads the answer: no scripts, keys alone', async () => {
  const sam = await registers.person('Sam');
  const session = await registers.session({ leaders: [morag.person], yes: [sam] });
  await registers.save(session, registers.doer(morag.person), { came: [sam] });
  const keys = await keysOf();

  await keys.open(`${url}/sign-in`);
  await keys.choose('Send me a text', 2);
  await keys.press('Continue');
  await keys.type('What is on your card?', await cardOf(sam));
  await keys.press('Sign in');
  await keys.choose('Yes, keep me signed in', 1);
  await keys.press('Continue');

  await keys.press('Galaxies');
  expect(await keys.says()).toContain('1\ngalaxy to use');
  await keys.press('Hill walk');
  expect(await keys.says()).toContain('Taking part gave 1 on that day.');
  await keys.press('This does not look right');
  await keys.type('What does not look right?', 'I led it.');
  await keys.press('Send');
  expect(await keys.says()).toContain('Nothing bad happens because you told us.');

  const ailsa = await keysOf(staff.secret);
  await ailsa.open(`${url}/staff`);
  await ailsa.press('1 question about a line to answer');
  await ailsa.press('Answer Sam by');
  expect(await ailsa.says()).toContain('I led it.');
  await ailsa.type('Your answer', 'You did. Thank you.');
  await ailsa.press('Save the answer');
  expect(await ailsa.says()).toContain('The answer is saved. Sam can read it beside the line.');

  await keys.press('Go back to your galaxies');
  await keys.press('Hill walk');
  expect(await keys.says()).toContain('You did. Thank you.');
});

it('a leader opens the register, fills it in and saves it: no scripts, keys alone, and two presses once it is open', async () => {
  const people = await registers.people(3);
  await registers.session({ leaders: [morag.person], yes: people });
  const keys = await keysOf(morag.visitor.secret);
  await keys.open(`${url}/leader`);
  await keys.press('Open register');
  await keys.press('Tick the 4 people who said yes or lead');
  await keys.press('Save register');
  expect(await keys.says()).toContain('5 galaxies added in all.');
});
