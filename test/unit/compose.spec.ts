import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { settingNames } from '../../src/config/index.js';

const PROJECT = resolve(__dirname, '../..');
const FILE = join(PROJECT, 'docker-compose.yml');
const text = readFileSync(FILE, 'utf8');

interface Service {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly healthcheck?: unknown;
  readonly secrets?: readonly string[];
}

const { services, secrets }: { services: Record<string, Service>; secrets: Record<string, unknown> } = parse(
  text,
  {
    merge: true,
  },
);
const ours = Object.entries(services).filter(([name]) => ['migrate', 'web', 'worker'].includes(name));

describe('docker-compose.yml', () => {
  it('is accepted by dclint', () => {
    expect(dclint(text)).toEqual({ status: 0, said: '' });
  });

  it.each([
    ['healthcheck:', 'healthchek:'],
    ['condition: service_healthy', 'condition: service_helthy'],
    ['volumes:', 'volums:'],
  ])('would be refused with %s written as %s', (right, wrong) => {
    expect(text).toContain(right);
    expect(dclint(text.replace(right, wrong)).status).toBe(1);
  });

  it('tells PostgreSQL to keep people out of its log, as the launcher does', () => {
    const launcher = readFileSync(join(PROJECT, 'scripts/postgres/server.mjs'), 'utf8');
    const [, list = ''] = /const PRIVATE = \[(.*?)\]/s.exec(launcher) ?? [];
    const settings = [...list.matchAll(/'([a-z_]+=\w+)'/g)].map(([, setting]) => setting);
    expect(settings).toHaveLength(4);
    expect(services['postgres']?.command).toEqual(expect.arrayContaining(settings));
  });

  it('has every part of the arrangement, and a health check for each that goes on running', () => {
    expect(Object.keys(services).sort()).toEqual(['mail', 'migrate', 'postgres', 'redis', 'web', 'worker']);
    const checked = Object.keys(services).filter((name) => services[name]?.healthcheck !== undefined);
    expect(checked.sort()).toEqual(['mail', 'postgres', 'redis', 'web', 'worker']);
  });

  it.each(ours)('gives %s settings that exist, and every secret that they name', (_, service) => {
    const names = Object.keys(service.environment ?? {}).map((name) => name.replace(/_FILE$/, ''));
    expect(names.filter((name) => !settingNames().includes(name))).toEqual([]);
    const named = Object.values(service.environment ?? {}).filter((value) =>
      value?.startsWith('/run/secrets/'),
    );
    const given = (service.secrets ?? []).filter((name) => name in secrets);
    expect(given.map((name) => `/run/secrets/${name}`).sort()).toEqual(named.sort());
  });

  it('hands every setting on, but those that the image or npm start decides', () => {
    const given = ours.flatMap(([, service]) => Object.keys(service.environment ?? {}));
    const names = new Set(given.map((name) => name.replace(/_FILE$/, '')));
    expect(settingNames().filter((name) => !names.has(name))).toEqual(['HOST', 'PORT', 'GALAXIES_DATA']);
  });

  it('runs programs that the build makes', () => {
    const wanted = ours.flatMap(([, { command = [] }]) => command.filter((word) => word.startsWith('dist/')));
    const sources = wanted.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
    expect(sources.filter((file) => !existsSync(join(PROJECT, file)))).toEqual([]);
  });

  it('tells nobody a password', () => {
    expect(text).not.toMatch(/password['"]?: ['"]?(?!\/run\/secrets\/|\n)\S|:\/\/[^/\s]+:[^/\s]+@/i);
  });
});

function dclint(content: string): { status: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'galaxies-compose-'));
  try {
    const file = join(folder, 'docker-compose.yml');
    writeFileSync(file, content);
    const program = join(PROJECT, 'node_modules', '.bin', 'dclint');
    const { status, stdout } = spawnSync(program, ['-q', file], { cwd: folder, encoding: 'utf8' });
    return { status, said: stdout.trim() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
