export {
  type DrivenJob,
  type Effect,
  type JobHandler,
  type JobHandlers,
  type JobPace,
  PRODUCTION_PACE,
} from './job-handler.js';
export { JobMachine } from './job-machine.js';
export { JobRunner, type Outcome } from './job-runner.js';
export type { JobStore, StoreState } from './job-store.js';
export { isJobName, type JobName, type JobPayload, JOBS, type Schedule, SCHEDULES } from './jobs.js';
export { JobsModule } from './jobs.module.js';
export { JobsReadiness } from './jobs-readiness.js';
export { openJobStore } from './open-job-store.js';
export { OutboxQueries, type Backlog } from './outbox.queries.js';
export { OutboxService } from './outbox.service.js';
export { ParkedJobs, type ParkedJob } from './parked-jobs.service.js';
export { Runs } from './runs.service.js';
export type { HandlersFactory } from './jobs.module.js';
