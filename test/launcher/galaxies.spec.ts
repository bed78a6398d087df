import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOwnService } from '../support/own-service.js';
import type { OwnService } from '../support/own-service.js';
import { serverHasGone } from '../support/own-postgres.js';

describe('npx galaxies', () => {
  let dataDir: string;

  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'galaxies-command-'));
  });

  afterAll(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  function galaxies(...args: readonly string[]): OwnService {
    return startOwnService({ GALAXIES_DATA: dataDir }, [process.execPath, 'scripts/galaxies.mjs', ...args]);
  }

  it('explains itself without starting a database', async () => {
    const command = galaxies('--help');
    expect(await command.ended()).toBe(0);
    expect(command.said()).toContain('Usage: galaxies');
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });

  it('ends with 2 when it was not understood, without starting a database', async () => {
    expect(await galaxies('dance').ended()).toBe(2);
    expect(await galaxies('export', '--format', 'csv').ended()).toBe(2);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });

  it('brings its own database, writes nothing but its answer to standard output, and stops it again', async () => {
    const seed = galaxies('seed');
    expect([await seed.ended(), seed.said()]).toEqual([0, expect.stringContaining('Recorded')]);
    const balances = galaxies('balances', '--format', 'csv');
    expect(await balances.ended()).toBe(0);
    expect(balances.said()).toMatch(/^person_ref,available,held\r?\n/);
    await serverHasGone(dataDir, 0);
  });

  it('works on the database of a service that is running', async () => {
    const service = startOwnService({ GALAXIES_DATA: dataDir, PORT: '0', LOG_LEVEL: 'error' });
    await service.url();
    const command = galaxies('prove');
    expect(await command.ended()).toBe(0);
    expect((await fetch(`${await service.url()}/health/ready`)).status).toBe(200);
    expect(await service.end('SIGTERM')).toBe(0);
  });
});
