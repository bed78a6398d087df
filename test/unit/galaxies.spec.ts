import fc from 'fast-check';
import { DomainError } from '../../src/shared/domain-error.js';
import { galaxies, MOST_GALAXIES, parseGalaxies } from '../../src/shared/galaxies.js';

/** What came of making an amount: the amount, or the code of the refusal. */
function outcome(make: () => number): number | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

describe('an amount of galaxies', () => {
  it('is any whole number from 1 to 1,000,000, and is read back from its own digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MOST_GALAXIES }), (whole) => {
        expect(galaxies(whole)).toBe(whole);
        expect(parseGalaxies(String(whole))).toBe(whole);
      }),
    );
  });

  it('is no other number', () => {
    const other = fc
      .oneof(fc.double(), fc.integer(), fc.maxSafeInteger(), fc.double({ min: 0, max: 3 }))
      .filter((number) => !(Number.isInteger(number) && number >= 1 && number <= MOST_GALAXIES));
    fc.assert(fc.property(other, (number) => outcome(() => galaxies(number)) === 'bad-amount'));
  });

  it('is written in plain digits and in no other way', () => {
    const almost = fc.stringMatching(/^[-+ ]?[0-9_,. ]{0,9}(e[0-9])?[ \n]?$/);
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), almost);
    fc.assert(
      fc.property(text, (written) => {
        const plain = Number(written);
        const canonical =
          String(plain) === written && Number.isInteger(plain) && plain >= 1 && plain <= MOST_GALAXIES;
        expect(outcome(() => parseGalaxies(written))).toBe(canonical ? plain : 'bad-amount');
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([0, -0, -1, 0.5, 1.5, Number.NaN, Infinity, -Infinity, 1_000_001, 2 ** 53 + 1, Number.MIN_VALUE])(
    'is never %p',
    (number) => {
      expect(outcome(() => galaxies(number))).toBe('bad-amount');
    },
  );

  it.each([
    ...[
      '',
      ' ',
      '0',
      '-1',
      '+1',
      '01',
      '1.0',
      '0.5',
      '1e3',
      '1E3',
      '0x10',
      '1_000',
      '1,000',
      ' 1',
      '1 ',
      '1\n',
    ],
    ...['٣', '१', '１', '①', 'NaN', 'Infinity', 'true', 'one', '1000001', '9007199254740993', '1\u0000', '½'],
  ])('is never written %j', (written) => {
    expect(outcome(() => parseGalaxies(written))).toBe('bad-amount');
  });
});
