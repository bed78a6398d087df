import { timesToday } from '../../src/cli/example-dates.js';

describe('the example’s date of today', () => {
  const moments = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')).flatMap((hour) => [
    `${hour}:00`,
    `${hour}:58`,
  ]);

  it.each(moments)('at %s is not over yet, and is at an hour when people are about', (now) => {
    const { from, to } = timesToday(now);
    expect([to > now, from >= '09:00', from <= '21:00', from < to, to <= '23:59']).toEqual(
      Array(5).fill(true),
    );
    expect(Number(to.slice(0, 2)) - Number(from.slice(0, 2))).toBe(2);
  });
});
