/** What people may be. One person may be several at once. */
export const ROLES = ['participant', 'leader', 'staff', 'administrator', 'supervisor'] as const;

export type Role = (typeof ROLES)[number];

/**
 * Who a route is for: everybody, whoever is signed in (also where a role of theirs still waits for its second factor),
 * or those who have one of these roles now.
 */
export type Allowed = 'anyone' | 'signed-in' | Role;
