import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { JobPace } from '../../../../src/outbox/index.js';
import type { SchemeId } from '../../../../src/shared/ids.js';
import { until } from '../../../support/until.js';

/** How the promises are kept: as the service does it, or in one of two weaker orders. */
export type Design = 'ours' | 'effect-not-keyed' | 'closed-at-enqueue';

export interface ServiceChoices {
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
  readonly scheme: SchemeId;
  readonly pace: JobPace;
  /** How long it waits for a connection or a lock; as long as the running service unless told. */
  readonly waitMs?: number;
  readonly design?: Design;
  /** How wrong the clock of this process is. */
  readonly skewMs?: number;
  /** The command whose job kills its worker. */
  readonly deadly?: string;
}

/**
 * The service in a process of its own. Commands are sent again until they are acknowledged, as a client with a retry
 * would, so that a command that was acknowledged must have its effect and one that was not may be sent twice.
 */
export class KillableService {
  readonly acknowledged = new Set<string>();
  private readonly waiting = new Set<string>();
  private child: ChildProcess | undefined;
  private ready = false;

  constructor(private readonly choices: ServiceChoices) {}

  get inFlight(): number {
    return this.waiting.size;
  }

  get alive(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  async start(): Promise<void> {
    const told = { design: 'ours', skewMs: 0, logLevel: 'silent', ...this.choices };
    const child = fork(join(__dirname, 'service.mjs'), {
      env: { ...process.env, JOBS_TEST_SERVICE: JSON.stringify(told) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child = child;
    this.ready = false;
    child.on('error', () => undefined);
    child.on('message', (message) => {
      this.hear(message);
    });
    await until(() => this.isReady() || !this.alive, 'the service starts');
    if (!this.isReady()) throw new Error('The service ended before it was ready.');
  }

  isReady(): boolean {
    return this.ready;
  }

  send(command: string): void {
    this.waiting.add(command);
    this.post(command);
  }

  /** Ends the process at once; nothing in it gets to finish. */
  async kill(): Promise<void> {
    this.child?.kill('SIGKILL');
    await until(() => !this.alive, 'the service is gone');
  }

  private hear(message: unknown): void {
    const { ready, acknowledged, refused } = wordsOf(message);
    if (ready) this.beReady();
    if (refused !== undefined) this.post(refused);
    if (acknowledged === undefined) return;
    this.acknowledged.add(acknowledged);
    this.waiting.delete(acknowledged);
  }

  private beReady(): void {
    this.ready = true;
    for (const command of this.waiting) this.post(command);
  }

  /** A process that is gone or not yet there hears nothing; what waits is sent when the next one is ready. */
  private post(command: string): void {
    if (this.ready && this.child?.connected === true) this.child.send(command, () => undefined);
  }
}

interface Words {
  readonly ready: boolean;
  readonly acknowledged: string | undefined;
  readonly refused: string | undefined;
}

function wordsOf(message: unknown): Words {
  const said = typeof message === 'object' && message !== null ? message : {};
  const word = (name: string): string | undefined => {
    const value: unknown = Reflect.get(said, name);
    return typeof value === 'string' ? value : undefined;
  };
  return { ready: 'ready' in said, acknowledged: word('acknowledged'), refused: word('refused') };
}
