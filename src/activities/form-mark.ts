import { createHash } from 'node:crypto';

/**
 * The reference of what a form makes: the same form with the same on it makes one thing, however often it is sent. Nothing
 * for a form without a key.
 */
export function refOfForm(first: 'a' | 'd', typed: { readonly key: string }): string | undefined {
  return typed.key === '' ? undefined : `${first}-${markOf(typed)}`;
}

/** A short mark of what a page shows, the same for as long as that stays as it is. */
export function markOf(shown: object): string {
  const content = Object.entries(shown).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 24);
}
