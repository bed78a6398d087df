import { Presets, SingleBar } from 'cli-progress';

/** Shows how far long work has come, on standard error, so that standard output stays what was asked for. */
export interface Progress {
  /** How much is done, of how much. */
  at(done: number, of: number): void;
  stop(): void;
}

/** A bar on a terminal; otherwise a line at most every two seconds. Short work shows nothing. */
export function progressOf(what: string): Progress {
  return process.stderr.isTTY ? barOf(what) : linesOf(what);
}

const EVERY_MS = 2_000;

function linesOf(what: string): Progress {
  let last = performance.now();
  return {
    at(done, of) {
      if (performance.now() - last < EVERY_MS) return;
      last = performance.now();
      process.stderr.write(`${what}: ${done.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}\n`);
    },
    stop: () => undefined,
  };
}

function barOf(what: string): Progress {
  const bar = new SingleBar(
    {
      format: `${what} {bar} {percentage}% | {value} of {total}`,
      clearOnComplete: true,
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  let isShown = false;
  return {
    at(done, of) {
      if (isShown) bar.setTotal(of);
      else bar.start(of, done);
      isShown = true;
      bar.update(done);
    },
    stop() {
      if (isShown) bar.stop();
    },
  };
}
