import { type Command, COMMANDS } from './facts.js';

/** Every way that each command can end. A run that does not reach all of them has not tried enough. */
const OUTCOMES: Readonly<Record<Command, readonly string[]>> = {
  award: ['kept', 'unknown-account'],
  correct: ['kept', 'made-up', 'already-reversed'],
  reverse: [
    ...['kept', 'made-up', 'already-reversed', 'not-reversible', 'hold-in-part'],
    ...['not-enough-galaxies', 'unknown-transfer'],
  ],
  hold: ['kept', 'not-enough-galaxies'],
  settle: ['kept', 'hold-closed', 'unknown-hold'],
  release: ['kept', 'hold-closed', 'unknown-hold'],
  give: ['kept', 'not-enough-galaxies'],
  donate: ['kept', 'not-enough-galaxies'],
  draw: ['kept', 'not-enough-galaxies'],
  fund: ['kept'],
  seal: ['sealed', 'nothing-new'],
  repeat: ['repeated'],
  rekey: ['source-key-used'],
  'look-back': ['as-recorded', 'as-occurred'],
};

export const ALL_OUTCOMES = [...new Set(COMMANDS)].flatMap((command) =>
  OUTCOMES[command].map((outcome) => `${command}: ${outcome}`),
);

/** Counts what was tried: how each command ended, and after what. */
export class Coverage {
  commands = 0;
  readonly outcomes = new Map<string, number>();
  private readonly pairs = new Set<string>();

  /** Takes down that a command ended so, and what had ended before it in the same run. */
  add(ended: string, before: string | undefined): void {
    this.commands++;
    this.outcomes.set(ended, (this.outcomes.get(ended) ?? 0) + 1);
    if (before !== undefined) this.pairs.add(`${before} > ${ended}`);
  }

  /** True once every ending has been reached. */
  get isWhole(): boolean {
    return this.outcomes.size === ALL_OUTCOMES.length;
  }

  get summary(): string {
    const possible = ALL_OUTCOMES.length ** 2;
    return `${this.commands} commands, ${this.outcomes.size} of ${ALL_OUTCOMES.length} endings, ${this.pairs.size} of ${possible} pairs of an ending and the one before.`;
  }
}
