const { leftOut } = require('./test/support/outside-programs.cjs');

/** ESM-only packages, which Node loads by itself and jest must translate. */
const TRANSLATED = ['temporal-polyfill', 'temporal-utils', '@noble/hashes', '@scure/base'];

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.(ts|js|mjs)$': '@swc/jest' },
  transformIgnorePatterns: [`/node_modules/(?!(?:.+/node_modules/)?(${TRANSLATED.join('|')})/)`],
  testPathIgnorePatterns: ['/node_modules/', ...leftOut],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

const withDatabase = {
  ...shared,
  testEnvironment: '<rootDir>/test/support/one-context.cjs',
  runtime: '<rootDir>/test/support/loaded-once.cjs',
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

module.exports = {
  maxWorkers: 2,
  // A worker that has opened many apps is slow; a new one begins in a second.
  workerIdleMemoryLimit: '700MB',
  testTimeout: 120_000,
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.spec.ts'] },
    {
      ...withDatabase,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/{integration,http,launcher,browser}/**/*.spec.ts'],
    },
  ],
};
