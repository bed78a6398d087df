import { MemoryCounts } from '../../src/identity/memory-counts.js';

describe('what one process counts', () => {
  it('begins anew when its time is over, and says how long that takes', () => {
    const counts = new MemoryCounts();
    expect(counts.take('a', 60, 0)).toEqual({ taken: 1, secondsLeft: 60 });
    expect(counts.take('a', 60, 30_500)).toEqual({ taken: 2, secondsLeft: 30 });
    expect(counts.take('a', 60, 59_999)).toEqual({ taken: 3, secondsLeft: 1 });
    expect(counts.take('a', 60, 60_000)).toEqual({ taken: 1, secondsLeft: 60 });
  });

  it('is each subject’s own', () => {
    const counts = new MemoryCounts();
    counts.take('a', 60, 0);
    expect(counts.take('b', 60, 0).taken).toBe(1);
  });

  it('has room for 10,000 and forgets the oldest of more, so that strangers cannot fill the memory', () => {
    const counts = new MemoryCounts();
    for (let subject = 0; subject < 10_001; subject++) counts.take(String(subject), 60, subject / 1_000);
    expect(counts.take('10000', 60, 11).taken).toBe(2);
    expect(counts.take('0', 60, 11).taken).toBe(1);
  });
});
