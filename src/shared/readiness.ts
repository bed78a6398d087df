/** What a check may tell beside up or down. */
export type ReadinessDetails = Readonly<Record<string, unknown>>;

/** Something this process needs before it can serve people. */
export interface ReadinessCheck {
  /** One word, the same everywhere: `database`, `jobs`. */
  readonly name: string;
  /**
   * Resolves when it is there, with what else may be told to anyone (counts and states, nothing more); rejects when it
   * is not. How long it may take is the asker's business.
   */
  check(): Promise<ReadinessDetails>;
}

/** Whether this process should be sent work: every check passes, and nobody has asked it to stop. */
export class Readiness {
  readonly #checks: ReadinessCheck[] = [];
  #stopping = false;

  get checks(): readonly ReadinessCheck[] {
    return this.#checks;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  /** Adds a check. A name is added once. */
  add(check: ReadinessCheck): void {
    if (this.#checks.some(({ name }) => name === check.name)) {
      throw new Error(`The readiness check "${check.name}" is added twice.`);
    }
    this.#checks.push(check);
  }

  /** From now on the answer is no, whatever the checks say, so that no more work is sent here. */
  stop(): void {
    this.#stopping = true;
  }
}
