import type { FastifyRequest } from 'fastify';

/** One link of the navigation. `text` is a sentence of the catalogue already. */
export interface NavigationLink {
  readonly href: string;
  /** Where else the pages begin that belong to it. */
  readonly over?: readonly string[];
  readonly text: string;
}

/** One way to reach those who run the scheme. `href` is empty where there is nothing to press. */
export interface WayToHelp {
  readonly href: string;
  readonly text: string;
}

/** What somebody typed into the fields of a form, by their names. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** When a page is left alone for so long that whoever is signed in will be signed out. */
export interface FrameTime {
  /** Says how long that is; empty where the page itself says so. */
  readonly text: string;
  /** Seconds until the page gives way to the warning; only a page without a form does, so that nothing typed is lost. */
  readonly warnAfter: number;
  readonly warnAt: string;
}

/** What stands around a page and depends on who looks at it. */
export interface Frame {
  readonly serviceName: string;
  /** Three or four links; the one whose address begins the page's own is marked. */
  readonly navigation: readonly NavigationLink[];
  /** Whether "Sign out" is offered, and whether the page may be kept by the browser. */
  readonly signedIn: boolean;
  /** Goes into every form as a hidden field; empty where there is no sign-in. */
  readonly csrfToken: string;
  /** The person somebody is acting for, by the name they like; empty when they act for themselves. */
  readonly actingFor: string;
  /** Where whoever is acting for somebody goes when they are done; empty when they act for themselves. */
  readonly actingHome: string;
  /** Stands before each address of a page that people open for themselves and staff for them: `base + '/account'`. */
  readonly base: string;
  /** What they had typed here when their sign-in ended; none when nothing was kept. */
  readonly typed: Typed | undefined;
  /** None where nobody is signed in, or for days. */
  readonly time: FrameTime | undefined;
  /** The same on every page; empty when the settings name no way. */
  readonly help: readonly WayToHelp[];
  /** The number to call, where a sentence names it; empty when the settings name none. */
  readonly phone: string;
}

/** The link that a page belongs to: of several whose address begins the page's own, the longest. */
export function nearestLink(links: readonly NavigationLink[], path: string): string {
  const above = links
    .flatMap(({ href, over = [] }) => [href, ...over].map((begins) => ({ href, begins })))
    .filter(({ begins }) => begins !== '/' && `${path}/`.startsWith(`${begins}/`));
  const none = { href: '', begins: '' };
  return above.reduce((near, link) => (link.begins.length > near.begins.length ? link : near), none).href;
}

/** Says what it knows about the frame of one request. A later source has the last word. */
export type FrameSource = (request: FastifyRequest) => Partial<Frame>;
