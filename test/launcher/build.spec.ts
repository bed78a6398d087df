import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');
const NEEDED = [
  'package.json',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
  '.swcrc',
  'scripts',
  'src',
  'migrations',
];

describe('the build of npm start', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'galaxies-build-'));
    for (const name of NEEDED) cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
    symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(program: string, ...args: readonly string[]): void {
    const ran = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
  }

  function built(): string[] {
    const entries = readdirSync(join(folder, 'dist'), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
    return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length)).sort();
  }

  it('lays dist/ out as npm run build does', () => {
    run('scripts/build.mjs');
    const ours = built();
    run('node_modules/@nestjs/cli/bin/nest.js', 'build');
    run('scripts/assets.mjs');
    expect(ours).toEqual(built());
  });

  it('leaves nothing out that a bare nest build needs to be served: the files for browsers are made when asked for', () => {
    run('node_modules/@nestjs/cli/bin/nest.js', 'build');
    expect(built().filter((file) => file.endsWith('.css'))).toEqual([]);
    run('-e', "require('./dist/src/web/site-files.js').siteFolder()");
    expect(built().filter((file) => file.endsWith('.css'))).toHaveLength(1);
  });

  it('compiles what has changed and removes what is gone', () => {
    run('scripts/build.mjs');
    const output = join(folder, 'dist/src/extra.js');
    const source = join(folder, 'src/extra.ts');
    writeFileSync(source, 'export const answer: number = 1;\n');
    run('scripts/build.mjs');
    expect(readFileSync(output, 'utf8')).toContain('= 1');
    writeFileSync(source, 'export const answer: number = 2;\n');
    utimesSync(source, 1, 1);
    run('scripts/build.mjs');
    expect(readFileSync(output, 'utf8')).toContain('= 2');
    rmSync(source);
    run('scripts/build.mjs');
    expect(built()).not.toContain('/dist/src/extra.js');
  });
});
