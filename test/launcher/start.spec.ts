import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyData, serverHasGone } from '../support/own-postgres.js';
import { startOwnService } from '../support/own-service.js';
import type { OwnService } from '../support/own-service.js';
import { createEmptyDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';
import { tokenIn } from '../support/visitor.js';

const STACK = /\bat .*:\d+:\d+/;

describe('npm start', () => {
  /** What a first start of two at the same time has made, and said, and what could be seen then. */
  let made: {
    readonly dataDir: string;
    readonly said: string;
    readonly schemes: unknown;
    readonly ready: readonly boolean[];
  };
  let dataDir: string;
  let services: OwnService[];
  let listening: Server[];

  beforeAll(async () => {
    const first = mkdtempSync(join(tmpdir(), 'galaxies-start-first-'));
    const settings = { GALAXIES_DATA: first, LOG_LEVEL: 'error', PORT: '0' };
    const [one, other] = [startOwnService(settings), startOwnService(settings)];
    const ready = await Promise.all([isReady(one), isReady(other)]);
    const schemes = await schemesOf(one);
    await one.end('SIGTERM');
    made = {
      dataDir: first,
      schemes,
      said: one.said() + other.said(),
      ready: [...ready, await isReady(other)],
    };
    await other.end('SIGTERM');
    await serverHasGone(first, 0);
  }, 600_000);

  afterAll(() => rmSync(made.dataDir, { recursive: true, force: true }));

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'galaxies-start-'));
    services = [];
    listening = [];
  });

  afterEach(async () => {
    for (const server of listening) server.close();
    await Promise.all(services.map((service) => service.end('SIGTERM')));
    rmSync(dataDir, { recursive: true, force: true });
  });

  function start(
    settings: Readonly<Record<string, string>> = { PORT: '0' },
    command?: [string, ...string[]],
  ): OwnService {
    const service = startOwnService({ GALAXIES_DATA: dataDir, LOG_LEVEL: 'error', ...settings }, command);
    services.push(service);
    return service;
  }

  const bringMadeData = () => copyData(made.dataDir, dataDir);

  async function schemesOf(service: OwnService): Promise<unknown> {
    return (await fetch(`${await service.url()}/api/v1/schemes`)).json();
  }

  async function isReady(service: OwnService): Promise<boolean> {
    const answer = await fetch(`${await service.url()}/health/ready`);
    return answer.status === 200;
  }

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'is ready at the address it prints, and %s stops all of it',
    async (signal) => {
      bringMadeData();
      const service = start();
      expect(await isReady(service)).toBe(true);
      expect(service.said().match(/http:/g)).toHaveLength(1);
      expect(await service.end(signal)).toBe(0);
      await serverHasGone(dataDir, 0);
    },
  );

  it('names the address that is open in the links of its messages, also where any free port was asked for', async () => {
    bringMadeData();
    const service = start();
    const url = await service.url();
    expect(await linkSentBy(url, 'p020@example.org')).toBe(new URL(url).origin);
  });

  it('has an example scheme to look at on the first start, and makes it once', async () => {
    expect(JSON.stringify(made.schemes)).toContain('"slug"');
    expect(made.said.match(/Making the example/g)).toHaveLength(1);
    expect(made.said).toContain('Sign in by email as one of these');
    bringMadeData();
    const second = start();
    expect(await schemesOf(second)).toEqual(made.schemes);
    expect(second.said()).not.toContain('Making the example');
  });

  it('stops in good order while it makes the example, and completes it at the next start', async () => {
    bringMadeData();
    writeFileSync(join(dataDir, 'example-unfinished'), '');
    const first = start();
    await until(() => first.said().includes('Making the example'), 'the example is being made');
    expect([await first.end('SIGINT'), first.said()]).toEqual([
      0,
      'Making the example, a season of a scheme. This happens once.\n',
    ]);
    await serverHasGone(dataDir, 0);
    const next = start();
    expect(await schemesOf(next)).toEqual(made.schemes);
    expect(next.said()).toContain('Making the example');
    expect(existsSync(join(dataDir, 'example-unfinished'))).toBe(false);
  });

  it('takes a signal that comes from the terminal and from npm for one', async () => {
    bringMadeData();
    const service = start();
    expect(await isReady(service)).toBe(true);
    service.process.kill('SIGINT');
    service.process.kill('SIGTERM');
    expect(await service.ended()).toBe(0);
    await serverHasGone(dataDir, 0);
  });

  it('stops in good order when npm itself is told to stop', async () => {
    bringMadeData();
    const service = start({ PORT: '0' }, ['npm', 'start']);
    expect(await isReady(service)).toBe(true);
    expect(await service.end('SIGTERM')).toBe(0);
    await serverHasGone(dataDir);
  });

  it('leaves nothing running when it is killed, and starts again', async () => {
    bringMadeData();
    const killed = start();
    await killed.url();
    await killed.end('SIGKILL');
    await serverHasGone(dataDir);
    expect(await isReady(start())).toBe(true);
  });

  it('shares its data with a second one at the same time, also on their first start, and when that ends', () => {
    expect(made.ready).toEqual([true, true, true]);
  });

  it('takes another port and says so when 3000 is taken and nobody asked for one', async () => {
    bringMadeData();
    listening.push(...(await occupy(3000)));
    const service = start({});
    expect(await isReady(service)).toBe(true);
    expect(service.said()).toMatch(/Port 3000 is taken, so this is port \d+\. Set PORT to choose one\./);
  });

  it('does not take another port than the one it was asked for', async () => {
    bringMadeData();
    const taken = createServer().listen(0, '127.0.0.1');
    listening.push(taken);
    await once(taken, 'listening');
    const service = start({ PORT: String(portOf(taken)) });
    expect(await service.ended()).toBe(1);
    expect(service.said()).toContain('Stop it, or set PORT to another number.');
    expect(service.said()).not.toMatch(STACK);
    await serverHasGone(dataDir, 0);
  });

  it('uses the database that DATABASE_URL names, and brings none of its own', async () => {
    const database = await createEmptyDatabase();
    const service = start({ PORT: '0', DATABASE_URL: database.ownerUrl });
    expect(await isReady(service)).toBe(true);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    await service.end('SIGTERM');
    await database.drop();
  });

  it('says what is wrong with a setting before it starts anything', async () => {
    const service = start({ PORT: 'many' });
    expect(await service.ended()).toBe(1);
    expect(service.said()).toContain('PORT is "many"');
    expect(service.said()).not.toMatch(STACK);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });

  it.each([
    ['postgres/PG_VERSION', /^The data folder \S+ is damaged: it has no PG_VERSION\. Put a backup .*\n$/],
    ['seal-key.pem', /^The seal key \S+ is damaged\. Put a backup .*\n$/],
  ])('says in one sentence what to do about a damaged %s', async (file, sentence) => {
    bringMadeData();
    writeFileSync(join(dataDir, file), '');
    const service = start();
    expect(await service.ended()).toBe(1);
    expect(service.said()).toMatch(sentence);
    await serverHasGone(dataDir, 0);
  });

  it('says in one sentence when the data cannot be kept where it was told', async () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    const service = start({ PORT: '0', GALAXIES_DATA: file });
    expect(await service.ended()).toBe(1);
    expect(service.said()).toBe(
      `The data cannot be kept in ${file} (EEXIST): set GALAXIES_DATA to a folder of yours.\n`,
    );
  });

  it('says what the login needs when the database of DATABASE_URL refuses it', async () => {
    const database = await createEmptyDatabase();
    const service = start({ PORT: '0', DATABASE_URL: database.appUrl });
    expect(await service.ended()).toBe(1);
    expect(service.said()).toContain('"Two logins"');
    await database.drop();
  });
});

/** Asks for a link to sign in with, and says which address it names. */
async function linkSentBy(url: string, address: string): Promise<string> {
  const form = await fetch(`${url}/sign-in/email`);
  const body = new URLSearchParams({ address, _csrf: tokenIn(await form.text()) });
  const cookie = form.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
  const headers = { cookie, origin: new URL(url).origin, 'sec-fetch-site': 'same-origin' };
  await fetch(`${url}/sign-in/email`, { method: 'POST', body, headers, redirect: 'manual' });
  const find = async () =>
    /http:\/\/[^/\s]+(?=\/sign-in\/l\/)/.exec(await (await fetch(`${url}/dev/messages`)).text());
  return (await until(async () => (await find()) ?? undefined, 'the link to sign in'))[0];
}

/** Takes the port, unless somebody else has it already. */
async function occupy(port: number): Promise<Server[]> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return [server];
  } catch {
    return [];
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}
