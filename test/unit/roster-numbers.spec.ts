import { readCode, readRows } from '../../src/attendance/roster-numbers.js';

it.each([
  ['1-8 11', [1, 2, 3, 4, 5, 6, 7, 8, 11]],
  ['1 – 3, 5', [1, 2, 3, 5]],
  ['3 3 1-3', [1, 2, 3]],
  ['', []],
])('reads the numbers %p', (typed, rows) => {
  expect(readRows(typed, 12)).toEqual(rows);
});

it.each(['0', '13', '1-13', '5-2', '1-', 'all', '1.5', '-3', '1e1'])(
  'does not read %p from a list of 12',
  (typed) => {
    expect(readRows(typed, 12)).toBeUndefined();
  },
);

it.each(['R-2026-0614-02', 'r 2026 0614 02', 'r2026061402'])('reads the code %p', (typed) => {
  expect(readCode(typed)).toBe('R-2026-0614-02');
});

it.each(['', 'R-2026-614-02', 'X-2026-0614-02', '2026-0614-02'])('does not read the code %p', (typed) => {
  expect(readCode(typed)).toBeUndefined();
});
