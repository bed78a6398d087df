import type { Role } from './role.js';

/** Where the day of each role begins; of several roles, the one that others wait for comes first. */
const HOMES: readonly (readonly [Role, string])[] = [
  ['staff', '/staff'],
  ['leader', '/leader'],
  ['administrator', '/admin/roles'],
  ['participant', '/me'],
];

/** The page that somebody with these roles sees first. */
export function homeFor(roles: readonly Role[]): string {
  return HOMES.find(([role]) => roles.includes(role))?.[1] ?? '/account';
}
