/** One row of what the ledger must reach. */
export interface Figure {
  readonly name: string;
  readonly work: string;
  readonly against: string;
  /** A ratio, or what `unit` says. */
  readonly value: number;
  readonly unit: '' | '×' | 's' | 'MB' | 'kB' | 'of all';
  /** Whether a good value is high or low. */
  readonly better: 'high' | 'low';
  readonly atLeast: number;
  readonly aim: number;
  /** What was measured, in absolute terms of this machine. */
  readonly seen: string;
}

export type Verdict = 'aim' | 'enough' | 'MISSED';

export function verdictOf({ value, better, atLeast, aim }: Figure): Verdict {
  const reaches = (bound: number): boolean => (better === 'high' ? value >= bound : value <= bound);
  return reaches(aim) ? 'aim' : reaches(atLeast) ? 'enough' : 'MISSED';
}

/** The figures as a table for a person. */
export function tableOf(figures: readonly Figure[]): string {
  const head = ['', 'work', 'against', 'is', 'at least', 'aim', 'verdict', 'seen'];
  const rows = figures.map((figure) => [
    figure.name,
    figure.work,
    figure.against,
    `${shown(figure.value)}${spaced(figure.unit)}`,
    `${figure.better === 'low' ? '≤ ' : ''}${String(figure.atLeast)}${spaced(figure.unit)}`,
    `${figure.better === 'low' ? '≤ ' : ''}${String(figure.aim)}${spaced(figure.unit)}`,
    verdictOf(figure),
    figure.seen,
  ]);
  const widths = head.map((word, n) => Math.max(word.length, ...rows.map((row) => row[n]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function spaced(unit: Figure['unit']): string {
  return unit === '' || unit === '×' ? unit : ` ${unit}`;
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
