import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pastAgainstNow } from './as-at.js';
import { threeOfSixtyFour } from './contention.js';
import { serviceAgainstEntities } from './entities.js';
import { type Figure, tableOf, verdictOf } from './figure.js';
import { serviceByHttp } from './http.js';
import { largeAgainstSmall, provingAll } from './growth.js';
import { memoryOfStart } from './memory.js';
import { pagesAgainstBare } from './pages.js';
import { recordAgainstInsert, serviceAgainstBare } from './recording.js';
import { type Measurement, type Place, Run } from './run.js';
import { sealingAgainstNot } from './sealing.js';
import { takingAgainstBare } from './taking.js';
import { timingTellsNothing } from './timing.js';

const MEASUREMENTS: Readonly<Record<string, Measurement>> = {
  record: recordAgainstInsert,
  service: serviceAgainstBare,
  entities: serviceAgainstEntities,
  sealer: sealingAgainstNot,
  contention: threeOfSixtyFour,
  'as-at': pastAgainstNow,
  growth: largeAgainstSmall,
  register: takingAgainstBare,
  http: serviceByHttp,
  pages: pagesAgainstBare,
  timing: timingTellsNothing,
  prove: provingAll,
  memory: memoryOfStart,
};

/** Measures, prints a table, leaves the same as JSON in bench/out, and says whether everything reached its least. */
export async function main(words: readonly string[], place: Place): Promise<boolean> {
  const { values } = parseArgs({
    args: [...words],
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
  });
  const run = new Run(place, values.quick);
  try {
    const figures = await measured(run, values.only ?? Object.keys(MEASUREMENTS));
    console.log(`\n${tableOf(figures)}\n`);
    keep(figures, place);
    return figures.every((figure) => verdictOf(figure) !== 'MISSED');
  } finally {
    await run.close();
  }
}

async function measured(run: Run, names: readonly string[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of names) {
    const measure = MEASUREMENTS[name];
    if (measure === undefined)
      throw new Error(`There is no figure ${name}. There are: ${Object.keys(MEASUREMENTS).join(', ')}.`);
    const started = performance.now();
    const found = await measure(run);
    figures.push(...found);
    const took = ((performance.now() - started) / 1_000).toFixed(0);
    console.log(
      `${name}: ${found.map((figure) => `${figure.value.toFixed(2)} ${figure.seen}`).join('; ')} (${took} s)`,
    );
  }
  return figures;
}

function keep(figures: readonly Figure[], { root }: Place): void {
  const out = path.join(root, 'bench', 'out');
  fs.mkdirSync(out, { recursive: true });
  const machine = { node: process.version, cpus: os.cpus().map(({ model }) => model) };
  const rows = figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) }));
  fs.writeFileSync(
    path.join(out, 'figures.json'),
    `${JSON.stringify({ machine, figures: rows }, null, 2)}\n`,
  );
}
