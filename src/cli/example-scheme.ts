import type { Role } from '../identity/index.js';
import { type IsoDate, type IsoInstant, parseIsoDate, parseIsoInstant } from '../shared/calendar.js';
import { type Galaxies, galaxies } from '../shared/galaxies.js';

/** A scheme that lives in nobody's town: its people are made up, and everything that happens is written here. */
export const EXAMPLE = {
  slug: 'example',
  name: 'Example',
  timeZone: 'Europe/London',
  words: { one: 'galaxy', many: 'galaxies' },
} as const;

export const EXAMPLE_PEOPLE = ['p001', 'p002', 'p003', 'p004', 'p005', 'p006', 'p007', 'p008'] as const;
export type Ref = (typeof EXAMPLE_PEOPLE)[number];

/** What they like to be called. Each can sign in as that name at example.org, which reaches nobody. */
export const EXAMPLE_NAMES: Readonly<Record<Ref, string>> = {
  p001: 'Ailsa',
  p002: 'Callum',
  p003: 'Eilidh',
  p004: 'Fraser',
  p005: 'Isla',
  p006: 'Morag',
  p007: 'Rory',
  p008: 'Sam',
};

/** The roles of some. In development they have an app whose secret everybody knows. */
export const EXAMPLE_ROLES: readonly (readonly [Ref, Role])[] = [
  ['p005', 'leader'],
  ['p006', 'staff'],
  ['p007', 'administrator'],
  ['p002', 'administrator'],
  ['p004', 'supervisor'],
];

interface When {
  readonly key: string;
  readonly on: IsoDate;
  readonly at: IsoInstant;
}

/** Something that happened in the example. Its key is its source key. */
export type Happening = When &
  (
    | {
        readonly what: 'earned';
        readonly kind: 'register' | 'contribution' | 'thanks';
        readonly lines: readonly Line[];
      }
    | { readonly what: 'opened'; readonly lines: readonly Line[] }
    | { readonly what: 'held'; readonly by: Ref; readonly amount: Galaxies }
    | {
        readonly what: 'settled' | 'released';
        readonly hold: string;
        readonly by: Ref;
        readonly amount: Galaxies;
      }
    | { readonly what: 'given to the pot'; readonly by: Ref; readonly amount: Galaxies }
    | { readonly what: 'turned round'; readonly of: string; readonly line: number; readonly reason: string }
  );

export interface Line {
  readonly who: Ref;
  readonly amount: Galaxies;
}

/**
 * Seven weeks of spring: registers on Tuesdays and Thursdays, help and thanks between them, things asked for that
 * happened or did not, a gift, and a register put right after the galaxies had been used.
 */
export function exampleHappenings(): readonly Happening[] {
  return [
    { ...when('opening', '2026-03-01', '09:00Z'), what: 'opened', lines: lines('p001 4, p002 6') },
    register('garden', '2026-03-03', 'p001 2, p003 1, p004 1, p005 1'),
    register('walk', '2026-03-05', 'p002 2, p004 1, p006 1'),
    register('garden', '2026-03-10', 'p001 2, p003 1, p004 1, p007 1'),
    earned('contribution', 'contribution/soup', '2026-03-11', 'p005 1'),
    held('redemption/r1', '2026-03-11', 'p004', 3),
    register('walk', '2026-03-12', 'p002 2, p005 1, p006 1, p008 1'),
    settled('redemption/r1', '2026-03-16', 'p004', 3),
    register('garden', '2026-03-17', 'p001 2, p003 1, p007 1'),
    {
      ...when('register/walk/2026-03-05/2', '2026-03-05', '10:00Z', '2026-03-18'),
      what: 'turned round',
      of: 'register/walk/2026-03-05',
      line: 1,
      reason: 'The walk of 5 March was put right: this line belonged to another day.',
    },
    earned('thanks', 'thanks/t1', '2026-03-19', 'p008 1'),
    register('walk', '2026-03-19', 'p002 2, p006 1, p008 1'),
    held('redemption/r2', '2026-03-20', 'p002', 4),
    register('garden', '2026-03-24', 'p001 2, p003 1, p004 1, p005 1, p007 1'),
    settled('redemption/r2', '2026-03-27', 'p002', 4),
    { ...when('gift/g1', '2026-03-28', '11:00Z'), what: 'given to the pot', by: 'p001', amount: galaxies(3) },
    register('garden', '2026-03-31', 'p003 2, p004 1, p006 1, p008 1'),
    held('redemption/r3', '2026-04-01', 'p003', 4),
    register('walk', '2026-04-02', 'p002 2, p006 1, p007 1'),
    released('redemption/r3', '2026-04-08', 'p003', 4),
    register('garden', '2026-04-14', 'p001 2, p003 1, p005 1'),
    earned('contribution', 'contribution/posters', '2026-04-15', 'p006 1, p007 1'),
    register('walk', '2026-04-16', 'p002 2, p004 1, p008 1'),
    held('redemption/r4', '2026-04-16', 'p001', 5),
    held('redemption/r5', '2026-04-17', 'p006', 3),
  ];
}

function when(key: string, day: string, time: string, recordedOn = day): When {
  return { key, on: parseIsoDate(day), at: parseIsoInstant(`${recordedOn}T${time}`) };
}

function register(activity: string, day: string, who: string): Happening {
  return {
    ...when(`register/${activity}/${day}`, day, '15:30Z'),
    what: 'earned',
    kind: 'register',
    lines: lines(who),
  };
}

function earned(kind: 'contribution' | 'thanks', key: string, day: string, who: string): Happening {
  return { ...when(key, day, '11:00Z'), what: 'earned', kind, lines: lines(who) };
}

function held(redemption: string, day: string, by: Ref, amount: number): Happening {
  return { ...when(`${redemption}/hold`, day, '17:00Z'), what: 'held', by, amount: galaxies(amount) };
}

function settled(redemption: string, day: string, by: Ref, amount: number): Happening {
  const hold = `${redemption}/hold`;
  return {
    ...when(`${redemption}/settle`, day, '17:30Z'),
    what: 'settled',
    hold,
    by,
    amount: galaxies(amount),
  };
}

function released(redemption: string, day: string, by: Ref, amount: number): Happening {
  const hold = `${redemption}/hold`;
  return {
    ...when(`${redemption}/release`, day, '17:30Z'),
    what: 'released',
    hold,
    by,
    amount: galaxies(amount),
  };
}

/** Reads `p001 2, p003 1`. */
function lines(text: string): readonly Line[] {
  return text.split(', ').map((line) => {
    const [ref, amount] = line.split(' ');
    const who = EXAMPLE_PEOPLE.find((person) => person === ref);
    if (who === undefined) throw new Error(`The example has nobody called ${ref ?? ''}.`);
    return { who, amount: galaxies(Number(amount)) };
  });
}
