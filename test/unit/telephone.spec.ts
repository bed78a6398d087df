import { inGroups } from '../../src/web/telephone.js';

it.each([
  ['+447700900982', '07700 900 982'],
  ['+441382496000', '01382 496 000'],
])('a telephone number of this country is said in groups: %s is %s', (kept, said) => {
  expect(inGroups(kept)).toBe(said);
});

it.each(['+33123456789', '+44123', ''])('any other is said as it is kept: %s', (kept) => {
  expect(inGroups(kept)).toBe(kept);
});
