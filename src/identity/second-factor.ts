import type { Role } from './role.js';

/** Roles that see the affairs of others: they count only where a second factor was given. */
const NEED_ONE: readonly Role[] = ['staff', 'administrator', 'supervisor'];

/** True of roles that see the affairs of others; with one of them nobody stays signed in for long. */
export function seesOthers(roles: readonly string[]): boolean {
  return NEED_ONE.some((role) => roles.includes(role));
}

/** True of somebody who is asked for a second factor when they sign in, also where they have not given it yet. */
export function needsSecondFactor({ roles, waitingRoles }: Counting): boolean {
  return seesOthers([...roles, ...waitingRoles]);
}

/** The roles that count now, and those that wait for a second factor. */
export interface Counting {
  readonly roles: readonly Role[];
  readonly waitingRoles: readonly Role[];
}

export function countingRoles(given: readonly Role[], hasSecondFactor: boolean): Counting {
  if (hasSecondFactor) return { roles: given, waitingRoles: [] };
  return {
    roles: given.filter((role) => !seesOthers([role])),
    waitingRoles: given.filter((role) => seesOthers([role])),
  };
}
