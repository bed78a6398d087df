import { faultTests } from './support/fault-tests.js';

describe('32 mixed faults without Redis', () => {
  faultTests({
    store: 'postgresql',
    kinds: [
      (run) => run.killService(),
      (run) => run.emptyQueueTables(),
      (run) => run.cutSessions(),
      (run) => run.killService(),
    ],
  });
});
