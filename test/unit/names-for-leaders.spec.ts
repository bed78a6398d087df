import fc from 'fast-check';
import { namesForLeaders } from '../../src/participants/index.js';
import { newId, type ParticipantId } from '../../src/shared/ids.js';

/** The names of a list of people, written `Jo` or `Jo|Bloggs`. */
function names(...people: readonly string[]): readonly string[] {
  const list = people.map((each) => {
    const [likedName = '', surname] = each.split('|');
    return { id: newId<ParticipantId>(), likedName, surname };
  });
  const shown = namesForLeaders(list);
  return list.map(({ id }) => shown.get(id) ?? 'nobody');
}

it('leaders see first names, and no letter more while they differ', () => {
  expect(names('Aisha|Khan', 'Ben|Burns', 'Jo')).toEqual(['Aisha', 'Ben', 'Jo']);
});

it('when two have one name, each is shown with the first letter of their surname', () => {
  expect(names('Jo|Bloggs', 'Sam|Carr', 'Jo|Kerr')).toEqual(['Jo B', 'Sam', 'Jo K']);
});

it('somebody without a surname has no letter, also when another has their name', () => {
  expect(names('Jo', 'Jo|Kerr', 'Jo|  ')).toEqual(['Jo', 'Jo K', 'Jo']);
});

it('two names that sound alike are one name', () => {
  expect(names('Zoë|Baird', 'ZOE|élan')).toEqual(['Zoë B', 'ZOE É']);
});

it('a surname that was typed as part of the name is taken off', () => {
  expect(names('Jo Bloggs|Bloggs', 'Mary Ann|Ross', 'Ross|Ross')).toEqual(['Jo', 'Mary Ann', 'Ross']);
  expect(names('Élodie O’Neill|o’neill', 'Elodie|Smith')).toEqual(['Élodie O', 'Elodie S']);
});

it('no more than one letter of a surname is ever shown', () => {
  const somebody = fc.record({
    id: fc.uuid().map(() => newId<ParticipantId>()),
    likedName: fc.constantFrom('Jo', 'Sam', 'jo', 'Aisha'),
    surname: fc.option(fc.string({ minLength: 1, maxLength: 12 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(somebody, { maxLength: 12 }), (people) => {
      const shown = namesForLeaders(people);
      for (const { id, likedName } of people) {
        const rest = (shown.get(id) ?? 'nobody').slice(likedName.length).trim();
        expect(Array.from(rest).length).toBeLessThanOrEqual(2);
      }
      expect(shown.size).toBe(people.length);
    }),
  );
});

it('a list of nobody has no names', () => {
  expect(namesForLeaders([]).size).toBe(0);
});
