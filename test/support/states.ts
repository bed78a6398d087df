import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Route } from './web-app.js';

/** One page as one person sees it in one state. */
export interface State {
  readonly name: string;
  readonly route: string;
  readonly as: string;
  readonly status: number;
  readonly seed: string | undefined;
  /** How many scripts of ours the page runs. */
  readonly scripts: number;
}

interface Catalogue {
  readonly states: readonly (Omit<State, 'status' | 'seed' | 'scripts'> & Partial<State>)[];
  readonly 'come-to': readonly { readonly because: string; readonly routes: readonly string[] }[];
  readonly 'not-pages': readonly { readonly route: string; readonly because: string }[];
}

const FILE = join(__dirname, '../../ux/states.yml');

/** What programs ask for, and files: never pages. */
const FOR_PROGRAMS = /^\/(api\/(?!docs$)|health\/|metrics$|assets\/)|^[*]$/;

export function readStates(): readonly State[] {
  return catalogue().states.map((state) => ({ status: 200, seed: undefined, scripts: 0, ...state }));
}

/**
 * The states to visit: all of them, or for whoever works on a page those whose names begin with what STATES says, after the
 * first two, which make the schemes that the others stand in.
 */
export function wantedStates(): readonly State[] {
  const wanted = process.env['STATES'] ?? '';
  return readStates().filter(
    ({ name }, index) => index < 2 || wanted.split(',').some((each) => name.startsWith(each)),
  );
}

/** The pages of the service that no state shows. */
export function withoutState(routes: readonly Route[]): readonly string[] {
  const { states, 'not-pages': notPages } = catalogue();
  const known = new Set([...states, ...notPages].map(({ route }) => route));
  return pagesOf(routes).filter((url) => !known.has(url) && !known.has(asOneself(url)));
}

/** The states of routes that the service does not have. */
export function withoutRoute(routes: readonly Route[]): readonly string[] {
  const pages = new Set(pagesOf(routes));
  return readStates()
    .filter(({ route }) => !pages.has(route))
    .map(({ name, route }) => `${name}: ${route}`);
}

/** The pages that none of these addresses leads to, and that people do not come to in another way. */
export function withoutLink(addresses: readonly string[]): readonly string[] {
  const { states, 'come-to': comeTo } = catalogue();
  const others = new Set(comeTo.flatMap(({ routes }) => routes));
  const routes = new Set(states.map(({ route }) => route).filter((route) => !others.has(route)));
  return [...routes].filter((route) => {
    const isThere = new RegExp(`^${route.replace(/:[a-z]+/g, '[^/]+')}$`);
    return !addresses.some((address) => isThere.test(address));
  });
}

/** What staff open for somebody is the page that people open for themselves, under a strip that says so. */
function asOneself(url: string): string {
  return url.replace(/^\/staff\/people\/:person\/for\/:asked(?=\/)/, '');
}

function pagesOf(routes: readonly Route[]): readonly string[] {
  const gets = routes.filter(({ method, url }) => method === 'GET' && !FOR_PROGRAMS.test(url));
  return [...new Set(gets.map(({ url }) => url))];
}

function catalogue(): Catalogue {
  const read: Catalogue = parse(readFileSync(FILE, 'utf8'));
  return read;
}
