import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROLES } from '../../src/identity/index.js';
import type { RoutePolicy } from '../../src/identity/route-policies.service.js';
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
  readonly alike: readonly {
    readonly because: string;
    readonly as: readonly string[];
    readonly routes: readonly string[];
  }[];
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

/** The pages with a role that may open them, where neither a state shows it nor another role's stands for it. */
export function withoutRole(policies: readonly RoutePolicy[]): readonly string[] {
  const shown = new Set([...readStates().map(inRole), ...alike()]);
  return opened(policies).filter((each) => !shown.has(each));
}

/** What is called alike and has a state of its own, or is no page that the role may open. */
export function needlesslyAlike(policies: readonly RoutePolicy[]): readonly string[] {
  const states = new Set(readStates().map(inRole));
  const pages = new Set(opened(policies));
  return alike().filter((each) => states.has(each) || !pages.has(each));
}

/** Every page for every role that may open it. */
function opened(policies: readonly RoutePolicy[]): readonly string[] {
  const notPages = new Set(catalogue()['not-pages'].map(({ route }) => route));
  const pages = policies.filter(
    ({ isLookedAt, path }) =>
      isLookedAt && !FOR_PROGRAMS.test(path) && !notPages.has(path) && asOneself(path) === path,
  );
  return pages.flatMap(({ path, allowed = [] }) =>
    allowed.flatMap((who) => (who === 'signed-in' ? ROLES : [who])).map((as) => inRole({ route: path, as })),
  );
}

function alike(): readonly string[] {
  return catalogue().alike.flatMap(({ as: roles, routes }) =>
    routes.flatMap((route) => roles.map((as) => inRole({ route, as }))),
  );
}

function inRole({ route, as }: Pick<State, 'route' | 'as'>): string {
  return `${route} as ${as}`;
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
