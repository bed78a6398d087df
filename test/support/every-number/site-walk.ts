import type { Route } from '../web-app.js';

/** A page as one person was shown it. */
export interface SeenPage {
  /** As the service knows it, such as `/me/entries/:id`. */
  readonly route: string;
  readonly url: string;
  readonly body: string;
}

/** How many pages of one route are opened. */
const MOST_OF_A_ROUTE = 4;
/** No walk is longer. */
const MOST_PAGES = 400;

/** Opens what can be reached by links from these pages, some of each route, as one person. */
export async function walk(
  starts: readonly string[],
  routes: readonly Route[],
  open: (url: string) => Promise<string>,
): Promise<readonly SeenPage[]> {
  const known = readable(routes);
  const waiting = [...starts];
  const seen = new Map<string, SeenPage>();
  const opened = new Map<string, number>();
  while (waiting.length > 0 && seen.size < MOST_PAGES) {
    const url = waiting.shift() ?? '';
    const route = routeOf(url, known);
    if (route === '' || seen.has(url) || isEnough(opened, route)) continue;
    const body = await open(url);
    seen.set(url, { route, url, body });
    waiting.push(...linksIn(body));
  }
  return [...seen.values()];
}

/** The pages of the service: what answers a GET and is not for programs. */
export function pagesOf(routes: readonly Route[]): readonly string[] {
  const gets = routes.filter(({ method, url }) => method === 'GET' && !FOR_PROGRAMS.test(url));
  return [...new Set(gets.map(({ url }) => url))];
}

const FOR_PROGRAMS = /^\/(api\/|health\/|metrics$|assets\/)|^[*]$|\/json$/;

interface Readable {
  readonly route: string;
  readonly pattern: RegExp;
}

/** What is named by a word comes before what is named by an id. */
function readable(routes: readonly Route[]): readonly Readable[] {
  return pagesOf(routes)
    .toSorted((one, other) => ids(one) - ids(other))
    .map((route) => ({ route, pattern: new RegExp(`^${route.replace(/:\w+/g, '[^/?]+')}(?:[?].*)?$`) }));
}

const ids = (route: string): number => route.split(':').length;

/** Which page an address leads to; none of ours when it is empty. */
function routeOf(url: string, known: readonly Readable[]): string {
  return known.find(({ pattern }) => pattern.test(url))?.route ?? '';
}

/** Counts a page of that route, unless there were enough of them. */
function isEnough(opened: Map<string, number>, route: string): boolean {
  const often = opened.get(route) ?? 0;
  opened.set(route, often + 1);
  return often >= MOST_OF_A_ROUTE;
}

function linksIn(body: string): readonly string[] {
  return [...body.matchAll(/<a [^>]*href="(\/[^"#]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  );
}
