const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');

/**
 * The suites that take longest. First come those that mostly wait for servers and processes to start and stop, because
 * the checks run beside them.
 */
const FIRST = [
  'launcher/start',
  'integration/jobs/faults.redis',
  'integration/jobs/faults',
  'integration/ledger/model',
  'browser/states',
  'integration/cli/commands',
  'browser/injections',
  'integration/ledger/races',
  'launcher/postgres',
  'launcher/build',
  'http/numbers-add-up',
  'integration/season/numbers.hledger',
  'integration/cli/import-large',
  'integration/cli/import',
  'integration/cli/command-help',
  'integration/season/season',
  'integration/ledger/tampering.python',
  'integration/ledger/lost-connections',
  'integration/ledger/export',
  'integration/ledger/crashes',
  'launcher/galaxies',
  'launcher/postgres-kills',
].map((name) => path.join(ROOT, 'test', `${name}.spec.ts`));

/** Begins with what takes longest, so that no worker is left alone with it at the end; then what is larger comes sooner. */
module.exports = class LongestFirst {
  sort(tests) {
    const gone = FIRST.filter((file) => !fs.existsSync(file));
    if (gone.length > 0)
      throw new Error(`test/support/longest-first.cjs names suites that are gone: ${gone.join()}`);
    const place = ({ path: file }) => (FIRST.includes(file) ? FIRST.indexOf(file) : FIRST.length);
    const size = ({ path: file }) => fs.statSync(file).size;
    return tests.toSorted((one, other) => place(one) - place(other) || size(other) - size(one));
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
};
