import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type Backlog, OutboxQueries } from '../outbox/index.js';

/** One answered request. `route` is the pattern, never the address: an id would make a series of its own. */
export interface Answered {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** What this process counts, for Prometheus. */
@Injectable()
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by method, route pattern and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.#registry],
  });

  constructor(private readonly outbox: OutboxQueries) {
    collectDefaultMetrics({ register: this.#registry });
    this.watchJobs('galaxies_jobs_open', 'Jobs that were promised and are not done yet.', 'open');
    this.watchJobs('galaxies_jobs_parked', 'Jobs that were given up and wait for a person.', 'parked');
    this.watchJobs(
      'galaxies_jobs_oldest_seconds',
      'How long the oldest open job has waited.',
      'oldestOpenSeconds',
    );
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  record({ method, route, status, seconds }: Answered): void {
    this.#requests.observe({ method, route, status }, seconds);
  }

  print(): Promise<string> {
    return this.#registry.metrics();
  }

  /** The figure is asked of the database when the metrics are read; while that is away there is no figure. */
  private watchJobs(name: string, help: string, figure: keyof Backlog): void {
    const { outbox } = this;
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      async collect() {
        this.set(
          await outbox.backlog().then(
            (backlog) => backlog[figure],
            () => Number.NaN,
          ),
        );
      },
    });
  }
}
