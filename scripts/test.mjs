import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
/** What is made while the tests run is no matter for these, but for the first. */
const CHECKS = [
  ['words', process.execPath, ['scripts/lint-words.mjs']],
  ['types and lint', process.execPath, ['scripts/types-and-lint.mjs']],
  ['imports', 'depcruise', ['src', 'migrations', '--config', '.dependency-cruiser.cjs']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
];

if (notice !== undefined) console.log(notice);
// Tests often wait for a database, so one check after another runs beside them and takes what they leave of the machine.
const results = [await check(CHECKS[0]), ...(await Promise.all([otherChecks(), jest()])).flat()];
const sum = (what) => results.reduce((total, result) => total + result[what], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;

async function otherChecks() {
  const done = [];
  for (const each of CHECKS.slice(1)) done.push(await check(each));
  return done;
}

/** What a check says is shown when it has ended, so that two do not talk at once. */
async function check([name, program, args]) {
  const started = performance.now();
  const child = spawn(inBin(program), args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(piece));
  const [status] = await once(child, 'close');
  process.stdout.write(Buffer.concat(said));
  console.log(
    `${status === 0 ? 'passed' : 'FAILED'}: ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
}

/** A suite that could not even be loaded counts as one failure, and so does jest itself when it fails without one. */
async function jest() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'galaxies-jest-'));
  const report = path.join(folder, 'report.json');
  try {
    // Standard output of jest is its report again, so only what it says to a person is shown.
    const child = spawn(inBin('jest'), ['--json', `--outputFile=${report}`, ...process.argv.slice(2)], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [status] = await once(child, 'close');
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

function inBin(program) {
  return path.resolve(ROOT, 'node_modules', '.bin', program);
}
