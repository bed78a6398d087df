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
import { stagesOf } from '../support/dockerfile.js';

const PROJECT = resolve(__dirname, '../..');
/** What the image is built from, and what `npm start` reads beside it: a build that needs more fails here. */
const NEEDED = [
  ...(stagesOf(join(PROJECT, 'Dockerfile'))[0]?.copies.flatMap(({ sources }) => sources) ?? []),
  '.swcrc',
];

describe('the build of npm start', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'galaxies-build-'));
    for (const name of NEEDED) cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
    symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
    run('node_modules/@nestjs/cli/bin/nest.js', 'build');
  }, 600_000);

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

  it('leaves nothing out that a bare nest build needs to be served: the files for browsers are made when asked for', () => {
    expect(built().filter((file) => file.endsWith('.css'))).toEqual([]);
    run('-e', "require('./dist/src/web/site-files.js').siteFolder()");
    expect(built().filter((file) => file.endsWith('.css'))).toHaveLength(1);
  });

  it('makes every program that the image and docker-compose.yml run', () => {
    const compose = readFileSync(join(PROJECT, 'docker-compose.yml'), 'utf8');
    const programs = `${compose} ${readFileSync(join(PROJECT, 'Dockerfile'), 'utf8')}`.match(
      /dist\/src\/\w+\.js/g,
    );
    expect([...new Set(programs)].toSorted()).toEqual([
      'dist/src/cli.js',
      'dist/src/main.js',
      'dist/src/worker.js',
    ]);
    for (const program of programs ?? []) run('--check', program);
    run('dist/src/cli.js', '--help');
  });

  it('lays dist/ out as npm run build does', () => {
    run('scripts/assets.mjs');
    const theirs = built();
    rmSync(join(folder, 'dist'), { recursive: true });
    run('scripts/build.mjs');
    expect(built()).toEqual(theirs);
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
