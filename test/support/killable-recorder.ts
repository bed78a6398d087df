import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { ActorId, ParticipantId, SchemeId } from '../../src/shared/ids.js';
import { PATIENT_MS } from './test-database.js';
import { until } from './until.js';

export interface RecorderChoices {
  readonly databaseUrl: string;
  readonly scheme: SchemeId;
  readonly participant: ParticipantId;
  readonly recordedBy: ActorId;
}

/**
 * Records facts in a process of its own that can be killed. What a killed one did not acknowledge is sent again to the
 * next, under the same key, as a client would.
 */
export class KillableRecorder {
  /** Which entry each acknowledged fact became. */
  readonly acknowledged = new Map<string, string>();
  /** Called for each fact that is acknowledged, once. */
  onAcknowledged: () => void = () => undefined;
  private readonly waiting = new Set<string>();
  private child: ChildProcess | undefined;
  private ready = false;

  constructor(private readonly choices: RecorderChoices) {}

  get inFlight(): number {
    return this.waiting.size;
  }

  async start(): Promise<void> {
    const child = fork(join(__dirname, 'recorder.mjs'), {
      env: { ...process.env, RECORDER: JSON.stringify({ ...this.choices, waitMs: PATIENT_MS }) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child = child;
    this.ready = false;
    child.on('error', () => undefined);
    child.on('message', (message) => {
      this.hear(message);
    });
    await until(() => this.ready || hasEnded(child), 'the recorder starts');
    for (const fact of this.waiting) child.send(fact, () => undefined);
  }

  send(fact: string): void {
    this.waiting.add(fact);
    if (this.ready && this.child?.connected === true) this.child.send(fact, () => undefined);
  }

  /** Ends the process at once; nothing in it gets to finish. */
  async kill(): Promise<void> {
    const { child } = this;
    this.ready = false;
    if (child === undefined) return;
    child.kill('SIGKILL');
    await until(() => hasEnded(child), 'the recorder is gone');
  }

  private hear(message: unknown): void {
    if (typeof message !== 'object' || message === null) return;
    if ('ready' in message) this.ready = true;
    if (!('sourceKey' in message) || typeof message.sourceKey !== 'string') return;
    this.acknowledged.set(message.sourceKey, 'entryId' in message ? String(message.entryId) : '');
    // What a killed one had acknowledged, unheard, is acknowledged once more by the next.
    if (this.waiting.delete(message.sourceKey)) this.onAcknowledged();
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
