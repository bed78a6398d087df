import { faultTests } from './support/fault-tests.js';

describe('32 mixed faults on Redis', () => {
  faultTests({
    store: 'redis',
    kinds: [
      (run) => run.killService(),
      (run) => run.killRedis(),
      (run) => run.flushRedis(),
      (run) => run.cutSessions(),
    ],
  });
});
