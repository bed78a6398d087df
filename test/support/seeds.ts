import type { Page } from 'playwright-core';
import { SignIns } from '../../src/identity/sign-ins.service.js';
import { DevMessages } from '../../src/messages/dev-messages.service.js';
import { type Scheme, SchemesQueries } from '../../src/schemes/index.js';
import { newId, type ParticipantId } from '../../src/shared/ids.js';
import type { Book } from './book.js';
import type { WebApp } from './web-app.js';

/** What a seed may work with: a database of its own, the service over it, and its address. */
export interface World {
  readonly book: Book;
  readonly web: WebApp;
  readonly url: string;
}

/** How to come to the state: the address where the route has places to fill, the sign-in, and what to do there. */
export interface Way {
  readonly path?: string;
  readonly cookies?: readonly { readonly name: string; readonly value: string }[];
  /** Done once the page is open; what the page has become is what is looked at. */
  readonly afterwards?: (page: Page) => Promise<unknown>;
}

/** Makes a state. They are sown in the order of ux/states.yml, each once, into one database. */
export type Seed = (world: World) => Promise<Way>;

const words = { one: 'galaxy', many: 'galaxies' };

export const seeds: Readonly<Record<string, Seed>> = {
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
  'dev-message': async ({ web }) => {
    const { id: schemeId } = await orbitOf(web);
    const body = `Galaxies: your code is 123456. Or open http://127.0.0.1:3000${A_LINK} Works for 30 minutes.`;
    await web.app
      .get(DevMessages, { strict: false })
      .send({ schemeId, channel: 'email', address: 'jo@example.org', subject: '', body });
    return {};
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

const A_LINK = `/sign-in/l/${'A'.repeat(43)}`;

/** Presses the button of the page's own form. */
async function press(page: Page): Promise<void> {
  await page.click('main button[type=submit]');
  await page.waitForLoadState('load');
}

async function orbitOf(web: WebApp): Promise<Scheme> {
  return web.app.get(SchemesQueries, { strict: false }).bySlug('orbit');
}

/** The cookie of somebody who has signed in, and has said or not said whose device it is. */
async function signedIn({ book, web }: World, hasSaid: boolean): Promise<{ name: string; value: string }> {
  const { id: scheme } = await orbitOf(web);
  const signIns = web.app.get(SignIns, { strict: false });
  const arrival = { channel: 'email', network: '127.0.0.0/24' } as const;
  const ref = `p-${newId<ParticipantId>().slice(0, 8)}`;
  const { cookie } = await book.work.write(scheme, async (tx) => {
    const person = await book.participants.join(tx, scheme, ref, { likedName: 'Jo', contact: 'none' });
    return signIns.start(tx, scheme, person, arrival);
  });
  const actor = await signIns.actor(scheme, cookie);
  if (actor === undefined) throw new Error('Nobody is signed in.');
  const value = hasSaid ? (await signIns.answerDevice(actor, true)).cookie : cookie;
  return { name: 'galaxies', value };
}
