import { KeptForms } from '../../../src/identity/kept-forms.service.js';
import { hashOf, newSecret } from '../../../src/identity/secret.js';
import { SignInCodes } from '../../../src/identity/sign-in-codes.service.js';
import { DevMessages } from '../../../src/messages/dev-messages.service.js';
import { orbitOf, press, type Seed, signedIn } from './world.js';

const words = { one: 'galaxy', many: 'galaxies' };

/** The seconds are others each time; what is compared is the rest of the page. */
const SAME_WAIT = `
  for (const each of document.querySelectorAll('[href="#code"], #code-error')) {
    each.lastChild.textContent = each.lastChild.textContent.replace(/[0-9]+/, '32');
  }`;

export const signInSeeds: Readonly<Record<string, Seed>> = {
  'two-schemes': async ({ book }) => {
    for (const [slug, name] of [
      ['orbit', 'Orbit'],
      ['far', 'A scheme with a very long name, as the committee of a very small island might choose'],
    ] as const) {
      await book.schemes.found({ slug, name, timeZone: 'Europe/London', words });
    }
    return {};
  },
  'sign-in-wrong': () => Promise.resolve({ afterwards: press }),
  'sign-in-text': () => Promise.resolve({ path: '/sign-in/text' }),
  'sign-in-text-wrong': () => Promise.resolve({ path: '/sign-in/text', afterwards: press }),
  'sign-in-email': () => Promise.resolve({ path: '/sign-in/email' }),
  'sign-in-card': () => Promise.resolve({ path: '/sign-in/card' }),
  'sign-in-link': () => Promise.resolve({ path: A_LINK }),
  'sign-in-link-used': () => Promise.resolve({ path: A_LINK, afterwards: press }),
  'sign-in-code-wait': async ({ book, web }) => {
    const [{ id: scheme }, cookie] = [await orbitOf(web), newSecret()];
    const visit = { scheme, cookie, device: '', network: '192.0.2.0/24' };
    await web.app.get(SignInCodes, { strict: false }).ask(visit, 'email', 'nobody@example.org');
    await book.ownerSource.query(
      `UPDATE sign_in_code SET tries_left = 3, tried_at = clock_timestamp() + interval '1 hour' WHERE visitor_hash = $1`,
      [hashOf(cookie)],
    );
    return {
      cookies: [{ name: 'galaxies', value: cookie }],
      afterwards: async (page) => {
        await page.fill('#code', '123 456');
        await press(page);
        await page.evaluate(SAME_WAIT);
      },
    };
  },
  'dev-message': async ({ web }) => {
    const { id: schemeId } = await orbitOf(web);
    const body = `Galaxies: your code is 123456. Or open http://127.0.0.1:3000${A_LINK} Works for 30 minutes.`;
    await web.app
      .get(DevMessages, { strict: false })
      .send({ schemeId, channel: 'email', address: 'jo@example.org', subject: '', body, reference: 'r-1' });
    return {};
  },
  away: () => Promise.resolve({ cookies: [{ name: 'galaxies-kept', value: newSecret() }] }),
  'nearly-out': nearlyOut("seen_at = seen_at - interval '58 minutes'"),
  'nearly-out-anyway': nearlyOut("ends_at = clock_timestamp() + interval '50 minutes'"),
  'put-back': async (world) => {
    const cookie = await signedIn(world, true);
    const { id: scheme } = await orbitOf(world.web);
    const place = { scheme, key: newSecret(), page: '/account/name' };
    const forms = world.web.app.get(KeptForms, { strict: false });
    await forms.keep(place, cookie.value, { liked_name: ['Jo-Anne'] });
    return { cookies: [cookie, { name: 'galaxies-kept', value: place.key }] };
  },
  'new-device': async (world) => ({ cookies: [await signedIn(world, false)] }),
  'new-device-wrong': async (world) => ({ cookies: [await signedIn(world, false)], afterwards: press }),
  participant: async (world) => ({ cookies: [await signedIn(world, true)] }),
  'participant-emptied': async (world) => ({
    cookies: [await signedIn(world, true)],
    afterwards: async (page) => {
      await page.fill('#liked_name', '');
      await press(page);
    },
  }),
  'participant-unreachable': async (world) => ({
    cookies: [await signedIn(world, true)],
    afterwards: async (page) => {
      await page.check('input[value=text]');
      await page.fill('#phone', '0131 496');
      await page.fill('#email', 'jo at example');
      await press(page);
    },
  }),
};

/** Somebody on a shared device who has been away for a while. */
function nearlyOut(change: string): Seed {
  return async (world) => {
    const cookie = await signedIn(world, false);
    await world.book.ownerSource.query(`UPDATE web_sign_in SET ${change} WHERE token_hash = $1`, [
      hashOf(cookie.value),
    ]);
    return { cookies: [cookie] };
  };
}

const A_LINK = `/sign-in/l/${'A'.repeat(43)}`;
