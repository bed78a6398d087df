import type { Page } from 'playwright-core';
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
};
