import type { Page } from 'playwright-core';
import type { Role } from '../../../src/identity/index.js';
import { SignIns } from '../../../src/identity/sign-ins.service.js';
import { type Scheme, SchemesQueries } from '../../../src/schemes/index.js';
import { newId, type ParticipantId } from '../../../src/shared/ids.js';
import type { Book } from '../book.js';
import { signInSomebody, type Somebody } from '../signed-in.js';
import type { WebApp } from '../web-app.js';

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

/** Presses the button of the page's own form. */
export async function press(page: Page): Promise<void> {
  await page.click('main button[type=submit]');
  await page.waitForLoadState('load');
}

/** As if the page had been opened before there was a register: that field of it says so. */
export async function asBefore(page: Page, field: string): Promise<void> {
  await page.evaluate(`document.querySelector('[name=${field}]').value = '0'`);
}

export async function orbitOf(web: WebApp): Promise<Scheme> {
  return web.app.get(SchemesQueries, { strict: false }).bySlug('orbit');
}

/** The cookie of somebody who has signed in, and has said or not said whose device it is. */
export async function signedIn(
  { book, web }: World,
  hasSaid: boolean,
): Promise<{ name: string; value: string }> {
  const { id: scheme } = await orbitOf(web);
  const signIns = web.app.get(SignIns, { strict: false });
  const arrival = { channel: 'email', network: '127.0.0.0/24' } as const;
  const ref = `p-${newId<ParticipantId>().slice(0, 8)}`;
  const { cookie } = await book.work.write(scheme, async (tx) => {
    const person = await book.participants.join(tx, scheme, ref, { likedName: 'Jo', contact: 'none' });
    return signIns.start(tx, scheme, person, arrival);
  });
  const actor = await signIns.actor('orbit', cookie);
  if (actor === undefined) throw new Error('Nobody is signed in.');
  const value = hasSaid ? (await signIns.answerDevice(actor, true)).cookie : cookie;
  return { name: 'galaxies', value };
}

/** The way of somebody new who has the role, with their second factor given: spread it into a way of your own. */
export async function signedInAs(
  { book, web }: World,
  role: Role,
  somebody: Somebody = {},
): Promise<Way & { readonly person: ParticipantId }> {
  const { id: scheme } = await orbitOf(web);
  const { person, cookie } = await signInSomebody({ book, web, scheme }, role, somebody);
  return { person, cookies: [{ name: 'galaxies', value: cookie }] };
}
