/** Lets any number of works go on together, or one alone. Whoever wants to be alone goes before those that come later. */
export class SharedOrAlone {
  private readonly sharing = new Set<Promise<unknown>>();
  private gate: Promise<unknown> = Promise.resolve();

  async shared<T>(work: () => Promise<T>): Promise<T> {
    for (let seen; seen !== this.gate;) {
      seen = this.gate;
      await seen;
    }
    const working = work();
    const ended: Promise<unknown> = working.catch(() => undefined).finally(() => this.sharing.delete(ended));
    this.sharing.add(ended);
    return working;
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    const before = this.gate;
    const working = before.then(() => Promise.all(this.sharing)).then(work);
    this.gate = working.catch(() => undefined);
    return working;
  }
}
