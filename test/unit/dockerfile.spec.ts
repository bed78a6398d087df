import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { stagesOf } from '../support/dockerfile.js';

const PROJECT = resolve(__dirname, '../..');
const stages = stagesOf(join(PROJECT, 'Dockerfile'));
const last = stages.at(-1);
const read = (file: string) => readFileSync(join(PROJECT, file), 'utf8');
const fromProject = stages.flatMap(({ copies }) => copies.filter(({ from }) => from === undefined));
const taken = [...new Set(fromProject.flatMap(({ sources }) => sources))];

it('takes only what there is, and what .dockerignore lets through', () => {
  const letThrough = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  expect(read('.dockerignore')).toMatch(/^\*$/m);
  expect(taken.filter((name) => !existsSync(join(PROJECT, name)))).toEqual([]);
  expect(taken.toSorted()).toEqual(letThrough.toSorted());
});

it('takes from other stages only what they have made', () => {
  const made: Readonly<Record<string, string>> = { node_modules: 'npm ci', dist: 'npm run build' };
  for (const { from, sources } of stages.flatMap(({ copies }) =>
    copies.filter((copy) => copy.from !== undefined),
  ))
    for (const source of sources) {
      const maker = stages.find(({ name }) => name === from);
      const [, folder = ''] = /^\/galaxies\/(\w+)$/.exec(source) ?? [];
      expect([
        source,
        maker?.says['WORKDIR'],
        maker?.runs.some((run) => run.startsWith(made[folder] ?? '?')),
      ]).toEqual([source, '/galaxies', true]);
    }
});

it('runs programs that a build makes, as somebody who is not root, in production', () => {
  const command: readonly string[] = JSON.parse(last?.says['CMD'] ?? '[]');
  const program = command.find((word) => word.startsWith('dist/')) ?? '';
  expect(existsSync(join(PROJECT, program.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true);
  expect([last?.says['USER'], last?.says['WORKDIR']]).toEqual(['node', '/galaxies']);
  expect(last?.says['ENV']).toContain('NODE_ENV=production');
});

it('listens where the health check of docker-compose.yml asks', () => {
  const [, port = ''] = /PORT=(\d+)/.exec(last?.says['ENV'] ?? '') ?? [];
  expect(last?.says['EXPOSE']).toBe(port);
  expect(last?.says['ENV']).toContain('HOST=0.0.0.0');
  expect(read('docker-compose.yml')).toContain(`http://127.0.0.1:${port}/health/ready`);
  expect(read('docker-compose.yml')).toContain(`127.0.0.1:3000:${port}`);
});

it('has one Node, of a release that package.json takes', () => {
  const { engines }: { engines: { node: string } } = JSON.parse(read('package.json'));
  const bases = [...new Set(stages.map(({ base }) => base))];
  expect(bases).toHaveLength(1);
  const [, major = ''] = /^node:(\d+)-/.exec(bases[0] ?? '') ?? [];
  expect(engines.node).toMatch(new RegExp(`^>=${major}\\.`));
});

describe('the health check of the worker', () => {
  interface Compose {
    readonly services: { readonly worker: { readonly healthcheck: { readonly test: readonly string[] } } };
  }
  const compose: Compose = parse(read('docker-compose.yml'), { merge: true });
  const [kind, command = ''] = compose.services.worker.healthcheck.test;
  /** The same check for a program of another name: on this machine a real worker may run. */
  const check = (name: string) =>
    spawnSync('sh', ['-c', command.replace('[w]orker.js', `[${name.charAt(0)}]${name.slice(1)}`)]).status;

  it('says no when no worker runs: neither the check itself nor the first process counts as one', () => {
    expect([kind, command.includes('[w]orker.js'), check('ploughman.js')]).toEqual(['CMD-SHELL', true, 1]);
  });

  it('says yes while one runs', async () => {
    const worker = spawn(process.execPath, ['-e', 'process.stdin.resume()', 'shepherd.js'], {
      stdio: 'pipe',
    });
    await once(worker, 'spawn');
    const status = check('shepherd.js');
    worker.stdin.end();
    await once(worker, 'exit');
    expect(status).toBe(0);
  });
});
