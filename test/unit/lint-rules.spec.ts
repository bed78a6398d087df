import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { plantTree, PROJECT } from '../support/planted-tree.js';

interface Case {
  readonly refuses: string;
  readonly rule: string;
  readonly file: string;
  readonly code: string;
}

const syntax = 'no-restricted-syntax';
const assertion = '@typescript-eslint/consistent-type-assertions';
const imports = '@typescript-eslint/no-restricted-imports';

const REFUSED: readonly Case[] = [
  {
    refuses: 'the time of the machine',
    rule: syntax,
    file: 'src/a/now.ts',
    code: 'export const now = new Date();',
  },
  {
    refuses: 'the time in milliseconds',
    rule: syntax,
    file: 'src/a/ms.ts',
    code: 'export const now = Date.now();',
  },
  { refuses: 'the time as text', rule: syntax, file: 'src/a/text.ts', code: 'export const now = Date();' },
  {
    refuses: 'the time in a migration',
    rule: syntax,
    file: 'migrations/1.ts',
    code: 'export const now = new Date();',
  },
  {
    refuses: 'a setting read outside src/config',
    rule: syntax,
    file: 'src/a/setting.ts',
    code: "export const port = process.env['PORT'];",
  },
  {
    refuses: 'a setting read by another way',
    rule: syntax,
    file: 'src/a/taken-apart.ts',
    code: 'const { env } = process;\nexport { env };',
  },
  {
    refuses: 'a setting read by an import',
    rule: syntax,
    file: 'src/a/imported.ts',
    code: "import { env } from 'node:process';\nexport const all = env;",
  },
  {
    refuses: 'a setting read by a test itself',
    rule: syntax,
    file: 'test/unit/setting.spec.ts',
    code: "export const port = process.env['PORT'];",
  },
  {
    refuses: 'a type assertion',
    rule: assertion,
    file: 'src/a/assertion.ts',
    code: 'export const count = (text: unknown): number => text as number;',
  },
  {
    refuses: 'a type assertion in a test',
    rule: assertion,
    file: 'test/unit/assertion.spec.ts',
    code: 'export const count = (text: unknown): number => text as number;',
  },
  {
    refuses: 'an object dressed up as a brand, even where brands are made',
    rule: assertion,
    file: 'src/shared/ids.ts',
    code: 'export interface Name { first: string }\nexport const name = {} as Name;',
  },
  {
    refuses: 'a non-null assertion',
    rule: '@typescript-eslint/no-non-null-assertion',
    file: 'src/a/non-null.ts',
    code: 'export const first = (list: string[]): string => list[0]!;',
  },
  {
    refuses: 'a field promised for later outside entities, requests and settings',
    rule: syntax,
    file: 'src/a/field.service.ts',
    code: 'export class Fields {\n  readonly name!: string;\n}',
  },
  {
    refuses: 'any',
    rule: '@typescript-eslint/no-explicit-any',
    file: 'src/a/any.ts',
    code: 'export type Thing = any;',
  },
  { refuses: 'an enum', rule: syntax, file: 'src/a/enum.ts', code: "export enum Kind {\n  One = 'one',\n}" },
  {
    refuses: 'a default export',
    rule: syntax,
    file: 'src/a/default.ts',
    code: 'export default class Thing {\n  a = 1;\n}',
  },
  {
    refuses: 'a word that the glossary replaces',
    rule: 'id-denylist',
    file: 'src/a/word.ts',
    code: 'export const walletId = 1;',
  },
  {
    refuses: 'five parameters, of a constructor too',
    rule: 'max-params',
    file: 'src/a/many.service.ts',
    code: 'export class Many {\n  constructor(readonly a: 1, readonly b: 1, readonly c: 1, readonly d: 1, readonly e: 1) {}\n}',
  },
  {
    refuses: 'a function of more than 40 lines',
    rule: 'max-lines-per-function',
    file: 'src/a/long.ts',
    code: `export function long(n: number): number {\n${'  n += 1;\n'.repeat(40)}  return n;\n}`,
  },
  {
    refuses: 'a file of more than 250 lines',
    rule: 'max-lines',
    file: 'src/a/tall.ts',
    code: Array.from({ length: 251 }, (_, n) => `export const n${String(n)} = 1;`).join('\n'),
  },
  {
    refuses: 'a function of nine paths',
    rule: 'complexity',
    file: 'src/a/maze.ts',
    code: `export function maze(n: number): number {\n${Array.from({ length: 8 }, (_, n) => `  if (n === ${String(n)}) return n;\n`).join('')}  return n;\n}`,
  },
  {
    refuses: 'a promise that nobody waits for',
    rule: '@typescript-eslint/no-floating-promises',
    file: 'src/a/floating.ts',
    code: 'export function go(work: () => Promise<void>): void {\n  work();\n}',
  },
  {
    refuses: 'a choice that forgets one of its cases',
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    file: 'src/a/choice.ts',
    code: "export function say(answer: 'yes' | 'no'): void {\n  switch (answer) {\n    case 'yes':\n  }\n}",
  },
  {
    refuses: 'a status thrown by a service',
    rule: imports,
    file: 'src/a/status.service.ts',
    code: "import { NotFoundException } from '@nestjs/common';\nexport const refuse = () => new NotFoundException();",
  },
  {
    refuses: 'a relation between entities',
    rule: imports,
    file: 'src/a/relation.entity.ts',
    code: "import { ManyToOne } from 'typeorm';\nexport const relation = ManyToOne;",
  },
  {
    refuses: 'a skipped test',
    rule: syntax,
    file: 'test/unit/skipped.spec.ts',
    code: "it.skip('runs', () => undefined);",
  },
  {
    refuses: 'a sleep in a test',
    rule: syntax,
    file: 'test/unit/sleep.spec.ts',
    code: "it('waits', async () => {\n  await new Promise((done) => setTimeout(done, 5));\n});",
  },
  {
    refuses: 'a mock of our own class',
    rule: syntax,
    file: 'test/unit/mock.spec.ts',
    code: "jest.mock('../../src/shared/clock.js');",
  },
];

const ALLOWED: Readonly<Record<string, string>> = {
  'src/shared/clock.ts': 'export const now = (): Date => new Date();',
  'src/config/environment.ts':
    "export const port = process.env['PORT'];\nexport class Settings {\n  readonly port!: number;\n}",
  'test/support/settings.ts': "export const port = process.env['PORT'];",
  'scripts/start.mjs': 'process.stdout.write(`${process.env.PORT} ${new Date().toISOString()}\\n`);',
  'src/shared/galaxies.ts':
    'export type Galaxies = number & { brand: 1 };\nexport const galaxies = (n: number) => n as Galaxies;',
  'src/a/moment.ts': "export const first = new Date('2009-10-11T00:00:00Z');",
  'src/a/constant.ts': "export const KINDS = ['one', 'two'] as const;",
  'src/a/a.entity.ts': 'export class AEntity {\n  readonly id!: string;\n}',
  'src/a/a.dto.ts': 'export class Ask {\n  readonly id!: string;\n}',
  'src/a/a.module.ts': "import { Module } from '@nestjs/common';\n\n@Module({})\nexport class AModule {}",
  'src/a/a.service.ts':
    "import { Injectable } from '@nestjs/common';\n\n@Injectable()\nexport class A {\n  readonly a = 1;\n}",
  'jest.config.cjs': 'module.exports = { testTimeout: 5_000 };',
  'any.config.mjs': 'export default {};',
};

describe('what the linter refuses', () => {
  const tree = plantTree({
    ...Object.fromEntries(REFUSED.map(({ file, code }) => [file, `${code}\n`])),
    ...ALLOWED,
  });
  let refusals: ReadonlyMap<string, readonly string[]>;

  beforeAll(() => {
    refusals = lint(tree.folder);
  });

  afterAll(() => {
    tree.remove();
  });

  it.each(REFUSED)('refuses $refuses', ({ file, rule }) => {
    expect(new Set(refusals.get(file))).toEqual(new Set([rule]));
  });

  it.each(Object.keys(ALLOWED))('allows what belongs in %s', (file) => {
    expect(refusals.get(file)).toEqual([]);
  });
});

interface FileResult {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

/** Runs ESLint as `npm run lint` does and tells which rules each file broke. */
function lint(folder: string): ReadonlyMap<string, readonly string[]> {
  const command = [`${PROJECT}/node_modules/eslint/bin/eslint.js`, '.', '--format', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  if (!stdout.startsWith('[')) throw new Error(`ESLint did not answer: ${stderr}`);
  const results: readonly FileResult[] = JSON.parse(stdout);
  return new Map(
    results.map(({ filePath, messages }) => [
      relative(folder, filePath),
      messages.map(({ ruleId, message }) => ruleId ?? message),
    ]),
  );
}
