import { type Acting, ASKED_HOW, type AskedHow } from '../audit/index.js';

/** Where staff do for somebody what that person would do on the same page without it. */
export const FOR_SOMEBODY = '/staff/people/:person/for/:asked';

/** True where the page that is asked for is one of somebody else, opened for them. */
export function isForSomebody({
  routeOptions,
}: {
  readonly routeOptions: { readonly url?: string | undefined };
}): boolean {
  return routeOptions.url?.startsWith(`${FOR_SOMEBODY}/`) === true;
}

/** The address of a page that people open for themselves: theirs, or where staff do it for them. */
export function pathFor(acting: Acting, path: string): string {
  return baseOf(acting) + path;
}

/** What stands before the address of each such page; nothing for somebody who sees to their own affairs. */
export function baseOf({ personId, asked }: Acting): string {
  if (asked === undefined) return '';
  return FOR_SOMEBODY.replace(':person', personId).replace(':asked', asked);
}

export function readAsked(text: string): AskedHow | undefined {
  return ASKED_HOW.find((how) => how === text);
}
