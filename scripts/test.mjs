import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * `npm test`: every check and every test, and one last line that counts them all.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { notice } = createRequire(import.meta.url)('../test/support/outside-programs.cjs');
const CHECKS = [
  ['types', 'tsc', ['--noEmit']],
  ['lint', 'eslint', ['.']],
  ['words', process.execPath, ['scripts/lint-words.mjs']],
  ['imports', 'depcruise', ['src', 'migrations', '--config', '.dependency-cruiser.cjs']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
];

if (notice !== undefined) console.log(notice);
const results = [...CHECKS.map(check), jest()];
const sum = (what) => results.reduce((total, result) => total + result[what], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;

function check([name, program, args]) {
  const started = performance.now();
  const ok = run(program, args) === 0;
  console.log(
    `${ok ? 'passed' : 'FAILED'}: ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** A suite that could not even be loaded counts as one failure, and so does jest itself when it fails without one. */
function jest() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'galaxies-jest-'));
  const report = path.join(folder, 'report.json');
  try {
    const status = run('jest', ['--json', `--outputFile=${report}`, ...process.argv.slice(2)]);
    const found = JSON.parse(fs.readFileSync(report, 'utf8'));
    const failed = found.numFailedTests + found.numRuntimeErrorTestSuites;
    return { passed: found.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
  } catch (error) {
    console.log(`jest left no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Standard output of jest is its report again, so only what it says to a person is shown. */
function run(program, args) {
  const file = path.resolve(ROOT, 'node_modules', '.bin', program);
  const said = program === 'jest' ? 'ignore' : 'inherit';
  return spawnSync(file, args, { cwd: ROOT, stdio: ['ignore', said, 'inherit'] }).status;
}
