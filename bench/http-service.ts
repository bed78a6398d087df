import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Place } from './run.js';

const START_MS = 60_000;
/** As the image starts it. */
const AS_IN_PRODUCTION = ['--enable-source-maps', '--max-semi-space-size=64'];

type Settings = Readonly<Record<string, string>>;

/** The web service in one process of its own, as it runs in production, with its log in a file. */
export class HttpService {
  private constructor(
    readonly address: string,
    private readonly process: ChildProcess,
  ) {}

  static start(place: Place, databaseUrl: string, more: Settings = {}): Promise<HttpService> {
    return HttpService.of(place, { ...settings(databaseUrl), ...more }, ['src/main.js']);
  }

  /** A bare Fastify that answers with one text of that many letters. */
  static bare(place: Place, length: number): Promise<HttpService> {
    return HttpService.of(place, {}, ['bench/bare-fastify.js', String(length)]);
  }

  private static async of(
    { root, dataDir }: Place,
    env: Settings,
    [program, ...args]: readonly [string, ...string[]],
  ): Promise<HttpService> {
    const log = path.join(dataDir, `${path.basename(program)}-${String(Date.now())}.log`);
    const descriptor = fs.openSync(log, 'w');
    const service = spawn(
      process.execPath,
      [...AS_IN_PRODUCTION, ...profiling(), path.join(root, 'dist', program), ...args],
      {
        cwd: dataDir,
        env: { PATH: process.env['PATH'], ...env },
        stdio: ['ignore', descriptor, 'inherit'],
      },
    );
    fs.closeSync(descriptor);
    const address = await addressIn(log, service);
    return new HttpService(address, service);
  }

  async stop(): Promise<void> {
    this.process.kill('SIGTERM');
    if (this.process.exitCode === null) await once(this.process, 'exit');
  }
}

/** For whoever looks for what takes the time: `BENCH_PROFILE=folder` leaves a profile of each service there. */
function profiling(): readonly string[] {
  const folder = process.env['BENCH_PROFILE'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

/** What the service needs to know to run as in production. */
export function settings(databaseUrl: string): Settings {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    NODE_ENV: 'production',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    SEAL_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

async function addressIn(log: string, service: ChildProcess): Promise<string> {
  const end = Date.now() + START_MS;
  while (Date.now() < end && service.exitCode === null) {
    await wait(50);
    const address = /"url":"(http:[^"]+)"/.exec(fs.readFileSync(log, 'utf8'))?.[1];
    if (address !== undefined) return address;
  }
  service.kill('SIGKILL');
  throw new Error(`The service did not start: ${fs.readFileSync(log, 'utf8').slice(0, 2_000)}`);
}
