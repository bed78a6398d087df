const { accessSync, constants } = require('node:fs');
const { delimiter, join } = require('node:path');

/**
 * Programs that a machine may lack. Suites that need one are named for it, such as `jobs.redis.spec.ts`, and are
 * left out where it is missing.
 */
const PROGRAMS = [
  { program: 'redis-server', suites: 'redis' },
  { program: 'hledger', suites: 'hledger' },
  { program: 'python3', suites: 'python' },
];

const missing = PROGRAMS.filter(({ program }) => !isOnPath(program));

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => canRun(join(folder, program)));
}

function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

module.exports = {
  /** Patterns of the suites that cannot run here. */
  leftOut: missing.map(({ suites }) => `\\.${suites}\\.spec\\.ts$`),
  /** One line that says so and how to change it; undefined when nothing is left out. */
  notice:
    missing.length === 0
      ? undefined
      : `Left out here: the suites *.{${missing.map(({ suites }) => suites).join(',')}}.spec.ts. ` +
        `To run them too: apt-get install ${missing.map(({ program }) => program).join(' ')}`,
};
