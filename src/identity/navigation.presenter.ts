import { type NavigationLink, t, type WordKey } from '../web/index.js';
import type { Role } from './role.js';

interface Entry {
  readonly href: string;
  readonly key: WordKey;
  /** Pages that belong to it and have another address. */
  readonly over?: readonly string[];
  /** Whom it is for; everybody who is signed in unless told. */
  readonly roles?: readonly Role[];
}

/** The links of the navigation, in their order. Few enough for each role that they stand in two lines of a telephone. */
const ENTRIES: readonly Entry[] = [
  { href: '/staff', key: 'frame.work-list', roles: ['staff'] },
  { href: '/staff/people', key: 'frame.people', roles: ['staff'] },
  { href: '/leader', key: 'leader.nav', roles: ['leader'] },
  { href: '/admin/roles', key: 'roles.title', roles: ['administrator'] },
  { href: '/admin/rules', key: 'rules.nav', roles: ['administrator'] },
  { href: '/admin/tokens', key: 'tokens.nav', roles: ['administrator'] },
  { href: '/admin/audit', key: 'audit.nav', roles: ['administrator'] },
  { href: '/activities', over: ['/dates'], key: 'places.title', roles: ['participant', 'leader'] },
  { href: '/me', key: 'me.nav', roles: ['participant'] },
  { href: '/account', key: 'account.title' },
  { href: '/help', key: 'frame.help' },
];

/** Where somebody with these roles may go. */
export function navigationFor(roles: readonly Role[]): readonly NavigationLink[] {
  const mine = ENTRIES.filter((entry) => entry.roles?.some((role) => roles.includes(role)) ?? true);
  return mine.map(({ href, key, over = [] }) => ({ href, over, text: t(key) }));
}
