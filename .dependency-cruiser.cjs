/*
 * What may import what. The rules are numbered as in CONTRIBUTING.md; test/unit/import-rules.spec.ts plants a
 * violation of each and expects exactly that rule to refuse it. Run with `npm run imports`.
 */

/** Rooms of src/ that are not features: they serve every feature and know none. */
const ROOMS = 'shared|config|database|outbox|web|cli';

/** Any file of a feature folder. */
const FEATURE = `^src/(?!(?:${ROOMS})/)[^/]+/`;

/** Where the parts are put together: main, worker, cli, configure-app, every Nest module, and the data source. */
const COMPOSITION_ROOTS = ['^src/[^/]+\\.ts$', '\\.module\\.ts$', '^src/database/data-source\\.ts$'];

/** A role is the suffix before `.ts`: `redemptions.service.ts` is a service, `redemption.ts` has no role. */
const WITH_A_ROLE = '^src/.+\\.[a-z-]+\\.ts$';
const WITHOUT_A_ROLE = '^src/.+/(?!index\\.ts$)[^/.]+\\.ts$';

/** Packages in node_modules, whichever way they were reached. */
const packages = (...names) => `(^|/)node_modules/(${names.join('|')})/`;

const HTTP = [
  packages('fastify', '@fastify', 'express', '@nestjs/platform-fastify', '@nestjs/platform-express'),
  '^(node:)?https?$',
];
const FRAMEWORKS = packages(
  '@nestjs',
  'typeorm',
  'pg',
  'bullmq',
  'ioredis',
  'fastify',
  '@fastify',
  'express',
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: '01-no-cycles',
      comment:
        'Two files that import each other are one file in two halves, and which half loads first is luck. ' +
        'Move what both need to a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: '02-shared-imports-nothing-of-ours',
      comment:
        'src/shared is the bottom of the house: galaxies, ids, the calendar. It rests on nothing of ours.',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^(src|migrations|test)/', pathNot: '^src/shared/' },
    },
    {
      name: '02-rooms-know-no-feature',
      comment:
        'config, database and outbox serve every feature alike. One that knew a feature could not serve the next. ' +
        'Let the feature hand over what the room needs (a job handler, a constraint and its error).',
      severity: 'error',
      from: { path: '^src/(config|database|outbox)/', pathNot: COMPOSITION_ROOTS },
      to: { path: [FEATURE, '^src/(web|cli)/'] },
    },
    {
      name: '03-ledger-knows-no-feature',
      comment:
        'The ledger is a small book that knows nobody: accounts, entries, transfers, seals. Features ask it to ' +
        'record; it never asks them anything.',
      severity: 'error',
      from: { path: '^src/ledger/' },
      to: { path: [FEATURE, '^src/(web|cli)/'], pathNot: '^src/ledger/' },
    },
    {
      name: '04-features-meet-at-the-index',
      comment:
        "A folder's index.ts is its face: what it promises to the others. Import from there, so that the rest of the " +
        'folder stays free to change.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: COMPOSITION_ROOTS },
      to: { path: `${FEATURE}(?!index\\.ts$)`, pathNot: '^src/$1/' },
    },
    {
      name: '04-nobody-imports-their-own-index',
      comment:
        'Inside a folder, import the file itself. Going out by the front door and in again makes cycles.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/$1/index\\.ts$' },
    },
    {
      name: '05-no-role-means-pure',
      comment:
        'A file with no role in its name (redemption.ts) holds rules: values in, values out. It knows no framework, ' +
        'no database, and no file that has a role. Give the file a role, or pass in the value it needs.',
      severity: 'error',
      from: { path: WITHOUT_A_ROLE, pathNot: '^src/(config|database|outbox|web|cli)/' },
      to: { path: [FRAMEWORKS, WITH_A_ROLE, '^src/(config|database|outbox|web|cli)/'] },
    },
    {
      name: '06-edges-touch-no-database',
      comment:
        'Controllers, pages and processors translate: they read a request or a job and call a service or a query. ' +
        'Entities, TypeORM and the unit of work are the business of those.',
      severity: 'error',
      from: { path: '\\.(controller|pages|processor)\\.ts$' },
      to: { path: ['\\.entity\\.ts$', packages('typeorm', '@nestjs/typeorm', 'pg'), '^src/database/'] },
    },
    {
      name: '07-services-know-no-http',
      comment:
        'A service is called by a page, a job and a command alike, so it knows no request, no status and nothing of ' +
        'web/. Throw a DomainError; the edge translates it.',
      severity: 'error',
      from: { path: '\\.(service|queries)\\.ts$', pathNot: '^src/web/' },
      to: { path: [...HTTP, '^src/web/', '\\.(controller|pages|presenter)\\.ts$'] },
    },
    {
      name: '08-typeorm-stays-in-the-database-room',
      comment:
        'Values of TypeORM appear in src/database and in entities only; elsewhere a transaction is a Tx, made by the ' +
        'unit of work. `import type` is allowed, for a type cannot open a transaction.',
      severity: 'error',
      from: {
        path: '^(src|migrations)/',
        pathNot: ['^src/database/', '\\.entity\\.ts$', ...COMPOSITION_ROOTS],
      },
      to: { path: packages('typeorm', '@nestjs/typeorm'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: '09-entities-hold-identifiers',
      comment:
        'An entity names another by its id, never by holding it: no relations, no lazy loading, no cascades. ESLint ' +
        'refuses the relation decorators themselves.',
      severity: 'error',
      from: { path: '\\.entity\\.ts$' },
      to: { path: '\\.entity\\.ts$' },
    },
    {
      name: '10-source-never-imports-tests',
      comment: 'What runs for people must not lean on what runs for us.',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: '11-migrations-stand-alone',
      comment:
        'A migration is a fact of the past. Were it to import the code of today, it would do something else tomorrow.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/' },
    },
    {
      name: '12-what-runs-is-installed',
      comment:
        'The service is installed without devDependencies. A package it needs at run time belongs in dependencies.',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: '13-every-import-exists',
      comment: 'An import that cannot be found would escape every other rule.',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    // Type-only imports count too: they are knowledge, even if nothing is left of them at run time.
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'types', 'default'],
      mainFields: ['main', 'types'],
    },
  },
};
