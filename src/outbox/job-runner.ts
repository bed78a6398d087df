import type { Log } from '../config/index.js';
import type { Tx, UnitOfWork } from '../database/index.js';
import { withCorrelationId } from '../shared/correlation.js';
import { failureCode } from './failure-code.js';
import type { DrivenJob, Effect, JobHandlers, JobPace } from './job-handler.js';
import { isJobName, isPayloadOf, type JobName } from './jobs.js';
import { number, rowsOf, text } from './rows.js';
import { SharedOrAlone } from './shared-or-alone.js';

/** How one drive of a job ended. `elsewhere`: done before, or being done by another worker at this moment. */
export type Outcome = 'done' | 'elsewhere' | 'parked';

interface OpenRow extends DrivenJob {
  readonly job: string;
  readonly payload: unknown;
  readonly correlationId: string;
  readonly attempts: number;
  readonly parked: boolean;
  /** It was begun before and its worker never said how it ended; nothing has been counted this time. */
  readonly suspect: boolean;
}

/** Runs jobs, each in the transaction that closes its row; their tries are counted where no crash can lose the count. */
export class JobRunner {
  private readonly company = new SharedOrAlone();

  constructor(
    private readonly work: UnitOfWork,
    private readonly handlers: JobHandlers,
    private readonly log: Log,
    private readonly pace: Pick<JobPace, 'mostAttempts' | 'lockMs'>,
  ) {}

  /**
   * Runs one job: however often it is driven, its effect is made once. When the handler throws, its code is
   * written down and thrown, and no more of it; a job that was begun too often is parked instead. A job whose last worker ended without a word may have
   * been its end, so it is begun again only when this process does nothing else: others must not die with it.
   */
  async run(driven: DrivenJob): Promise<Outcome> {
    const outcome = await this.company.shared(() => this.attempt(driven, 'in company'));
    if (outcome !== 'suspect') return outcome;
    const last = await this.company.alone(() => this.attempt(driven, 'alone'));
    return last === 'suspect' ? 'elsewhere' : last;
  }

  private async attempt(driven: DrivenJob, how: 'in company' | 'alone'): Promise<Outcome | 'suspect'> {
    const row = await this.begin(driven, how === 'alone');
    if (row === undefined) return 'elsewhere';
    if (row.suspect) return 'suspect';
    return withCorrelationId(row.correlationId, async () => {
      if (row.parked) return this.reportParked(row);
      try {
        return await this.finish(row);
      } catch (error) {
        return this.fail(row, error);
      }
    });
  }

  /** Counts the attempt and commits the count before the work begins: the work may end this process. */
  private async begin({ schemeId, outboxId }: DrivenJob, alone: boolean): Promise<OpenRow | undefined> {
    const { mostAttempts, lockMs } = this.pace;
    const [row] = await this.work.write(
      schemeId,
      async (tx) =>
        rowsOf(await tx.query<unknown>(BEGIN_ATTEMPT, [schemeId, outboxId, mostAttempts, lockMs, alone])),
      { keyed: true },
    );
    if (row === undefined) return undefined;
    return {
      schemeId,
      outboxId,
      job: text(row, 'job'),
      payload: Reflect.get(row, 'payload'),
      correlationId: text(row, 'correlation_id'),
      attempts: number(row, 'attempts'),
      parked: Reflect.get(row, 'parked_at') !== null,
      suspect: Reflect.get(row, 'suspect') === true,
    };
  }

  private async finish(row: OpenRow): Promise<Outcome> {
    const started = performance.now();
    const effect = await this.prepare(row);
    const outcome = await this.work.write(row.schemeId, (tx) => commitOnce(tx, row, effect), EFFECT);
    const tookMs = Math.round(performance.now() - started);
    this.log.info({ ...facts(row), outcome, tookMs }, 'job');
    return outcome;
  }

  private async prepare({ schemeId, outboxId, job, payload }: OpenRow): Promise<Effect> {
    if (!isJobName(job)) throw new UnknownJob(`This release has no job called ${job}.`);
    return dispatch(this.handlers, job, { schemeId, outboxId }, payload);
  }

  private async fail(row: OpenRow, error: unknown): Promise<Outcome> {
    const last = row.attempts >= this.pace.mostAttempts;
    await this.work.write(
      row.schemeId,
      (tx) => tx.query(NOTE_FAILURE, [row.schemeId, row.outboxId, failureCode(error), last]),
      { keyed: true },
    );
    if (last) return this.reportParked({ ...row, parked: true });
    this.log.warn({ ...facts(row), code: failureCode(error) }, 'A job did not succeed and is tried again.');
    // The queue keeps the words of what it is thrown, and a refusal of a mail server names whom it refused.
    throw new JobFailure(failureCode(error));
  }

  private reportParked(row: OpenRow): Outcome {
    this.log.error(
      facts(row),
      'A job was parked after too many attempts; docs/operations.md says what to do.',
    );
    return 'parked';
  }
}

/** Gives a job to its own handler, with a payload that has been looked at. */
function dispatch<Job extends JobName>(
  handlers: Pick<JobHandlers, Job>,
  job: Job,
  driven: DrivenJob,
  payload: unknown,
): Promise<Effect> {
  if (!isPayloadOf(job, payload)) throw new UnknownJob(`The job ${job} lacks an id.`);
  return handlers[job]({ ...driven, payload });
}

/** What the queue may know of a failure: its code. */
class JobFailure extends Error {}

/** A job that this release cannot run, for example one promised by a newer one. */
class UnknownJob extends Error {
  readonly code = 'unknown-job';
}

/** Closing first takes the row's lock: of two workers with one job, the second waits and then finds nothing open. */
async function commitOnce(tx: Tx, { schemeId, outboxId }: OpenRow, effect: Effect): Promise<Outcome> {
  const [closed] = rowsOf(await tx.query<unknown>(CLOSE, [schemeId, outboxId]));
  if (closed === undefined) return 'elsewhere';
  await effect(tx);
  return 'done';
}

/** An effect may be the sealing of a whole import. */
const EFFECT = { keyed: true, statementTimeoutMs: 60_000 } as const;

const facts = ({ job, schemeId, outboxId, correlationId, attempts }: OpenRow) => ({
  job,
  schemeId,
  outboxId,
  correlationId,
  attempts,
});

/**
 * A row that another worker holds is left alone and its attempt not counted. So is one whose last attempt began within
 * the lease: it is still at work, or its worker died and the next drive will find the lease over.
 */
const BEGIN_ATTEMPT = `
  WITH open AS MATERIALIZED (
    SELECT *, attempts > 0 AND last_error_code IS NULL AND NOT $5::boolean AS suspect FROM outbox
    WHERE scheme_id = $1 AND id = $2 AND done_at IS NULL AND parked_at IS NULL
      AND NOT (attempts >= $3::integer AND attempted_at > clock_timestamp() - $4 * interval '1 ms')
    FOR UPDATE SKIP LOCKED
  ), begun AS (
    UPDATE outbox o SET
      attempts = least(o.attempts + 1, $3::integer),
      attempted_at = clock_timestamp(),
      parked_at = CASE WHEN o.attempts >= $3::integer THEN clock_timestamp() END,
      last_error_code = CASE WHEN o.attempts >= $3::integer THEN 'worker-died' END
    FROM open WHERE o.scheme_id = $1 AND o.id = open.id AND NOT open.suspect
    RETURNING o.job, o.payload, o.correlation_id, o.attempts, o.parked_at
  )
  SELECT *, false AS suspect FROM begun
  UNION ALL SELECT job, payload, correlation_id, attempts, parked_at, true FROM open WHERE suspect`;

/** The period of a scheduled job is closed together with its row. */
const CLOSE = `
  WITH closed AS (
    UPDATE outbox SET done_at = clock_timestamp()
    WHERE scheme_id = $1 AND id = $2 AND done_at IS NULL AND parked_at IS NULL
    RETURNING scheme_id, job, payload ->> 'period' AS period
  ), period_closed AS (
    UPDATE run r SET done_at = clock_timestamp() FROM closed c
    WHERE r.scheme_id = c.scheme_id AND r.job = c.job AND r.period = c.period AND r.done_at IS NULL
  )
  SELECT 1 AS closed FROM closed`;

const NOTE_FAILURE = `
  UPDATE outbox SET last_error_code = $3, parked_at = CASE WHEN $4::boolean THEN clock_timestamp() END
  WHERE scheme_id = $1 AND id = $2 AND done_at IS NULL AND parked_at IS NULL`;
