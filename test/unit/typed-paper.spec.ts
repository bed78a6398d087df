import { type PaperTyped, readTyped } from '../../src/attendance/typed-paper.js';

const NOTHING: PaperTyped = {
  roster_code: '',
  rows: '',
  helped_rows: '',
  led_rows: '',
  extra_names: '',
  head_count_extra: '',
  out: '',
  back: '',
};

/** What is read from a list of so many people. */
function read(people: number, typed: Partial<PaperTyped>) {
  const answer = readTyped({ ...NOTHING, ...typed }, people);
  return 'faults' in answer ? answer.faults : answer.numbers;
}

it.each([3, 8, 12, 247, 250])(
  'every number of a list of %p people can be typed, one by one or as a run',
  (people) => {
    const all = Array.from({ length: people }, (_, index) => index + 1);
    expect(read(people, { rows: all.join(', ') })).toMatchObject({ rows: all, names: [] });
    expect(read(people, { rows: `1-${String(people)}` })).toMatchObject({ rows: all, names: [] });
    expect(read(people, { rows: String(people + 4) })).toEqual(['rows']);
  },
);

it.each([
  ['each the next number that was typed', '1-8 10 11', 'Ann\nBen', [10, 11]],
  ['the first empty row when that is the one', '1-9', 'Ann', [9]],
  ['no number when none was typed', '1-8', 'Ann\nBen', [undefined, undefined]],
  ['their number also when another has none', '1-8 10', 'Ann\nBen', [undefined, 10]],
])('names from the empty rows have %s', (_, rows, extra_names, found) => {
  expect(read(8, { rows, extra_names })).toMatchObject({
    rows: [1, 2, 3, 4, 5, 6, 7, 8],
    names: [...extra_names.split('\n')].map((name, index) => ({ name, row: found[index], part: 'attended' })),
  });
});

it('whoever is written into an empty row has helped or led where that is ticked', () => {
  const typed = { rows: '1 9-11', helped_rows: '2 10', led_rows: '11', extra_names: 'Ann, Ben, Cat' };
  expect(read(8, typed)).toMatchObject({
    rows: [1],
    helped: [2],
    led: [],
    names: [
      { name: 'Ann', row: 9, part: 'attended' },
      { name: 'Ben', row: 10, part: 'contributed' },
      { name: 'Cat', row: 11, part: 'led' },
    ],
  });
});

it.each([
  ['1-8 11', ''],
  ['1-11', 'Ann\nBen'],
  ['11', 'Ann\nBen'],
])('the numbers %p of 8 people want a name for each empty row, and %p is too few', (rows, extra_names) => {
  expect(read(8, { rows, extra_names })).toEqual(['empty_rows']);
});

it.each([
  ['who helped', { helped_rows: '2' }, { rows: [], helped: [2] }],
  ['who led', { led_rows: '1' }, { rows: [], led: [1] }],
  ['how many came without a name', { head_count_extra: '8' }, { rows: [], headCountExtra: 8 }],
])('a paper may say no more than %s', (_, typed, found) => {
  expect(read(8, typed)).toMatchObject(found);
});

it.each([{}, { head_count_extra: '0' }, { out: '8', back: '8' }])('a paper with %j says nothing', (typed) => {
  expect(read(8, typed)).toEqual(['rows']);
});
