import type { PersonId } from '../shared/ids.js';

/** Somebody on a list that leaders see. */
export interface Named {
  readonly id: PersonId;
  readonly likedName: string;
  readonly surname?: string | undefined;
}

/**
 * What leaders call each person of one list: the name they like, and the first letter of their surname only when two of
 * the list have that name. The whole surname is never in it, also when somebody typed it as part of the name they like.
 * Give all the people of the list at once, for the letter depends on the others.
 */
export function namesForLeaders(people: readonly Named[]): ReadonlyMap<PersonId, string> {
  const firstNames = new Map(people.map((person) => [person.id, firstNameOf(person)]));
  const howMany = new Map<string, number>();
  for (const name of firstNames.values()) howMany.set(sound(name), (howMany.get(sound(name)) ?? 0) + 1);
  return new Map(
    people.map(({ id, surname }) => {
      const name = firstNames.get(id) ?? '';
      return [id, (howMany.get(sound(name)) ?? 0) > 1 ? withInitial(name, surname) : name];
    }),
  );
}

function firstNameOf({ likedName, surname = '' }: Named): string {
  const words = likedName.split(/\s+/);
  const ending = surname.trim().split(/\s+/);
  const isWhole = words.length > ending.length && sound(words.slice(-ending.length)) === sound(ending);
  return isWhole ? words.slice(0, -ending.length).join(' ') : likedName;
}

function withInitial(name: string, surname = ''): string {
  const [initial] = surname.trim().normalize('NFC');
  return initial === undefined ? name : `${name} ${initial.toLocaleUpperCase('en-GB')}`;
}

/** Two names are one when they differ only in capitals or accents: people who read a list aloud hear no difference. */
function sound(name: string | readonly string[]): string {
  return [name].flat().join(' ').normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en-GB');
}
