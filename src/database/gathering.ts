/** Something that waits to be done, and what it has for itself meanwhile. */
export interface Waiting {
  readonly takes: readonly string[];
}

/**
 * Gathers what waits, so that it is done together: as much as has come when there is room for it, and nothing beside what
 * takes the same. What came first goes first.
 */
export class Gathering<Item extends Waiting> {
  private waiting: readonly Item[] = [];
  private readonly taken = new Set<string>();
  private underWay = 0;
  private isCalled = false;

  /**
   * `serve` sees to several at once, and never fails: what becomes of one is told to whoever waits for that one. It is over when
   * there is room for others, and says of each item when that needs nothing for itself any more, which may be later.
   */
  constructor(
    private readonly serve: (items: readonly Item[], leave: (item: Item) => void) => Promise<void>,
    /** How many times it serves at the same time, and how many items at most. */
    private readonly limits: { readonly atOnce: number; readonly most: number },
  ) {}

  join(item: Item): void {
    this.waiting = [...this.waiting, item];
    this.call();
  }

  /** Whoever else comes in this turn is there as well. */
  private call(): void {
    if (this.isCalled) return;
    this.isCalled = true;
    setImmediate(() => {
      this.isCalled = false;
      while (this.underWay < this.limits.atOnce && this.begin());
    });
  }

  /** True when there was something to begin. */
  private begin(): boolean {
    const items = this.next();
    if (items.length === 0) return false;
    this.waiting = this.waiting.filter((item) => !items.includes(item));
    for (const { takes } of items) for (const name of takes) this.taken.add(name);
    this.underWay++;
    void this.serve(items, (item) => this.leave(item)).then(() => {
      this.underWay--;
      this.call();
    });
    return true;
  }

  private leave({ takes }: Item): void {
    for (const name of takes) this.taken.delete(name);
    this.call();
  }

  /** An even share of what waits. Nothing goes before another that takes the same. */
  private next(): readonly Item[] {
    const { atOnce, most } = this.limits;
    const share = Math.min(most, Math.ceil(this.waiting.length / (atOnce - this.underWay)));
    const before = new Set(this.taken);
    const free = this.waiting.filter(({ takes }) => {
      const isFree = !takes.some((name) => before.has(name));
      for (const name of takes) before.add(name);
      return isFree;
    });
    return free.slice(0, share);
  }
}
