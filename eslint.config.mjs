import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/*
 * The house rules that a machine can check. CONTRIBUTING.md explains them; test/unit/lint-rules.spec.ts plants a
 * violation of each rule that we wrote ourselves and expects it to be refused.
 */

const SOURCE = ['src/**/*.ts', 'migrations/**/*.ts'];
const TESTS = ['test/**/*.ts', 'bench/**/*.ts'];
const SCRIPTS = ['**/*.mjs', '**/*.cjs', '**/*.js'];

/** The only files that may write `as`: each turns a checked plain value into one of our branded types. */
const BRAND_CONSTRUCTORS = [
  ...['src/shared/ids.ts', 'src/shared/galaxies.ts', 'src/shared/calendar.ts'],
  'src/database/unit-of-work.ts',
];

/** Besides src/config and scripts/, the only files that may read the process environment: what starts the tests. */
const READERS_OF_SETTINGS = ['test/**/support/**/*.ts', 'test/launcher/**/*.ts', 'bench/**/*.ts'];

/** Classes whose fields are filled by TypeORM or class-transformer, so that `field!: Type` is the truth. */
const FILLED_FROM_OUTSIDE = ['**/*.entity.ts', '**/*.dto.ts', 'src/config/**/*.ts'];

/** Adds the plural, the identifier and the class name of a word, so that `wallets`, `walletId` and `Wallet` go with it. */
const formsOf = (word) => [word, `${word}s`, `${word}Id`, word[0].toUpperCase() + word.slice(1)];

/**
 * Words of the right-hand column of docs/glossary.md. Left out are those that libraries and the language use for
 * things of their own: user, client, subject, token, event, class, transaction, line, lock, block, order, delete, date.
 */
const OTHER_WORDS = [
  ...['tenant', 'org', 'wallet', 'coin', 'booking', 'payment', 'refund', 'purchase', 'tariff', 'patient'],
  ...['reward', 'movement', 'correction', 'undo'],
].flatMap(formsOf);

const refuse = (selector, message) => ({ selector, message });

const ENUM = refuse('TSEnumDeclaration', 'No enums: write a const array and the union of its members.');

const DEFAULT_EXPORTS = refuse(
  'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"], TSExportAssignment',
  'No default exports: a thing has one name, the same everywhere.',
);

const DEFINITE = refuse(
  'PropertyDefinition[definite=true], VariableDeclarator[definite=true]',
  'Only the fields of entities, requests and settings may promise to be filled later (`!`).',
);

const CLOCK = refuse(
  [
    'NewExpression[callee.name="Date"][arguments.length=0]',
    'CallExpression[callee.name="Date"]',
    'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    'MemberExpression[object.name="Temporal"][property.name="Now"]',
  ].join(', '),
  'Ask the Clock of src/shared/clock.ts what time it is, so that a test can decide.',
);

const SETTINGS = refuse(
  [
    'MemberExpression[object.name="process"][property.name="env"]',
    'MemberExpression[object.name="process"][property.value="env"]',
    'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
    'ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name="env"]',
  ].join(', '),
  'Settings are read once, in src/config: ask for the Environment.',
);

const SKIPPED_TESTS = refuse(
  [
    'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(skip|only|todo)$/]',
    'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
  ].join(', '),
  'No skipped tests: a test runs, or it is not there.',
);

const MOCKS = refuse(
  'CallExpression[callee.object.name="jest"][callee.property.name=/^(mock|doMock)$/][arguments.0.value=/^[.]/]',
  'Our own classes are never mocked: build the real thing on a real database.',
);

const SLEEPS = refuse(
  'AwaitExpression > NewExpression[callee.name="Promise"] CallExpression[callee.name="setTimeout"]',
  'No sleeps in a test: wait on a condition with a limit.',
);

/** ESLint keeps only the last `no-restricted-syntax` that matches a file, so each list is written out whole. */
const restrict = (...rules) => ({ 'no-restricted-syntax': ['error', ENUM, ...rules] });

const sizes = {
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', { max: 4 }],
  complexity: ['error', { max: 8 }],
};

const words = { 'id-denylist': ['error', ...OTHER_WORDS] };

const NO_HTTP = {
  regex: '^@nestjs/common$',
  importNamePattern: '(Exception|HttpStatus|^(Req|Res|Request|Response|Headers|HttpCode))$',
  message: 'Services and queries know no HTTP: throw a DomainError, the edge gives it a status.',
};

const NO_RELATIONS = {
  regex: '^typeorm$',
  importNamePattern: '^(OneToOne|OneToMany|ManyToOne|ManyToMany|JoinColumn|JoinTable|RelationId|Tree.*)$',
  message: 'Entities hold identifiers, not relations: no lazy loading, no cascades.',
};

export default defineConfig(
  globalIgnores([
    'test/support/api-client/schema.d.ts',
    'dist/',
    'node_modules/',
    '.data/',
    'coverage/',
    'bench/out/',
    'ux/',
    'examples/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...sizes,
      ...words,
      'no-console': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Nest describes options, requests and answers by classes, and means any object of that shape.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // We have no enums (ENUM above refuses them). This rule asks for the type of everything, a fifth of what all rules take.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // A Nest module is a class with nothing in it but its decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
    },
  },
  { files: SOURCE, rules: restrict(DEFAULT_EXPORTS, DEFINITE, CLOCK, SETTINGS) },
  { files: FILLED_FROM_OUTSIDE, rules: restrict(DEFAULT_EXPORTS, CLOCK, SETTINGS) },
  { files: ['src/shared/clock.ts'], rules: restrict(DEFAULT_EXPORTS, DEFINITE, SETTINGS) },
  { files: ['src/config/**/*.ts'], rules: restrict(DEFAULT_EXPORTS, CLOCK) },
  { files: TESTS, rules: restrict(DEFAULT_EXPORTS, DEFINITE, SETTINGS, SKIPPED_TESTS, MOCKS, SLEEPS) },
  {
    files: TESTS,
    ignores: ['**/*.spec.ts'],
    rules: restrict(DEFAULT_EXPORTS, DEFINITE, SETTINGS, SKIPPED_TESTS, MOCKS),
  },
  {
    files: READERS_OF_SETTINGS,
    rules: restrict(DEFAULT_EXPORTS, DEFINITE, SKIPPED_TESTS, MOCKS),
  },
  {
    files: BRAND_CONSTRUCTORS,
    rules: {
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      // `newId<SchemeId>()`: the caller says which brand it wants.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: ['**/*.service.ts', '**/*.queries.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [NO_HTTP] }] },
  },
  {
    files: ['**/*.entity.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [NO_RELATIONS] }] },
  },
  // A migration is one SQL text; its length is that of the tables and functions it makes.
  { files: ['migrations/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  // The command line speaks to a person on a terminal.
  { files: ['src/cli.ts', 'src/cli/**/*.ts', ...TESTS], rules: { 'no-console': 'off' } },
  {
    files: TESTS,
    rules: {
      // A describe block is a table of contents, not a function.
      'max-lines-per-function': 'off',
      // Answers of other programs and the matchers of jest are `any` by their libraries' own types.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // A test hands in what has the right shape, and makes empty classes to hang things on.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    files: SCRIPTS,
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'Buffer', 'URL', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']
          .concat([
            'setImmediate',
            'fetch',
            'AbortController',
            'AbortSignal',
            'performance',
            'structuredClone',
          ])
          .map((name) => [name, 'readonly']),
      ),
    },
    rules: { ...sizes, ...words },
  },
  {
    files: ['**/*.cjs', '**/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
  },
  prettier,
);
