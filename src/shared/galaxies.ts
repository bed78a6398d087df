import { DomainError } from './domain-error.js';

declare const brand: unique symbol;

/** A whole number of galaxies, 1 to 1,000,000: what one transfer may carry. One galaxy is the smallest amount. */
export type Galaxies = number & { readonly [brand]: 'Galaxies' };

export const MOST_GALAXIES = 1_000_000;

/**
 * The one way to make an amount. Refuses nought, negatives, fractions, NaN, infinities and anything above
 * 1,000,000 with `bad-amount`. It takes numbers only: text is read by `parseGalaxies`.
 */
export function galaxies(amount: number): Galaxies {
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 1 || amount > MOST_GALAXIES)
    throw badAmount();
  return amount as Galaxies;
}

/** Reads an amount written as plain ASCII digits: no sign, point, exponent, spaces or other scripts' digits. */
export function parseGalaxies(text: string): Galaxies {
  if (!/^[1-9][0-9]{0,6}$/.test(text)) throw badAmount();
  return galaxies(Number(text));
}

/** The refusal of every amount that is not one. */
export function badAmount(): DomainError {
  return new DomainError(
    'bad-amount',
    'invalid',
    'Use a whole number of galaxies from 1 to 1,000,000, in the digits 0 to 9.',
  );
}
