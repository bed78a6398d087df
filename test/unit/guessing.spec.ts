import { secondsToWait, waitAfter } from '../../src/identity/guessing.js';

describe('after wrong codes', () => {
  it('nobody waits for the first two, then twice as long each time, and never more than five minutes', () => {
    expect(Array.from({ length: 13 }, (_, wrong) => waitAfter(wrong))).toEqual([
      ...[0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300],
    ]);
  });

  it('no five minutes hold more than ten of them, however patient the guesser', () => {
    const moments: number[] = [];
    for (let wrong = 0, at = 0; wrong < 40; wrong++) {
      at += waitAfter(wrong);
      moments.push(at);
    }
    const most = moments.map((from) => moments.filter((at) => at >= from && at < from + 300).length);
    expect(Math.max(...most)).toBeLessThanOrEqual(10);
  });

  it('a wait is told in whole seconds, is over in its time, and is none where nothing was wrong', () => {
    expect([
      secondsToWait({ wrong: 4, since: 0.2 }),
      secondsToWait({ wrong: 4, since: 3.9 }),
      secondsToWait({ wrong: 4, since: 4 }),
      secondsToWait({ wrong: 0, since: null }),
    ]).toEqual([4, 1, 0, 0]);
  });
});
