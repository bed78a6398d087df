import { inGroups, unbroken } from '../../src/web/telephone.js';

it.each([
  ['+447700900982', '07700 900 982'],
  ['+441382496000', '01382 496 000'],
])('a telephone number of this country is said in groups: %s is %s', (kept, said) => {
  expect(inGroups(kept)).toBe(said);
});

it('a number that is to be called is not broken into two lines', () => {
  expect(unbroken('0800 83 85 87')).toBe('0800\u00a083\u00a085\u00a087');
});

it.each(['+33123456789', '+44123', ''])('any other is said as it is kept: %s', (kept) => {
  expect(inGroups(kept)).toBe(kept);
});
