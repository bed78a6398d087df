import type { ReadinessCheck } from '../shared/readiness.js';
import type { JobStore } from './job-store.js';
import type { OutboxQueries } from './outbox.queries.js';

/**
 * Says where jobs are kept, whether that answers, and how much waits. It does not fail when Redis is away: people are
 * served all the same, and what was promised meanwhile is done once Redis is back.
 */
export class JobsReadiness implements ReadinessCheck {
  readonly name = 'jobs';

  constructor(
    private readonly store: JobStore,
    private readonly queries: OutboxQueries,
  ) {}

  async check() {
    const [state, backlog] = await Promise.all([this.store.state(), this.queries.backlog()]);
    return { store: this.store.kind, state, ...backlog };
  }
}
