import { LATEST_SCHEMA_VERSION } from 'bullmq';

it('a BullMQ that wants new tables needs a migration that makes them, as 0021-job-store did', () => {
  expect(LATEST_SCHEMA_VERSION).toBe(11);
});
