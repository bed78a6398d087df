import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Redis } from 'ioredis';
import { parse } from 'yaml';

interface Compose {
  readonly services: { readonly redis: { readonly command: readonly [string, ...string[]] } };
}

it('Redis as docker-compose.yml starts it never throws a job away and keeps what it was given', async () => {
  const file = resolve(__dirname, '../../docker-compose.yml');
  const compose: Compose = parse(readFileSync(file, 'utf8'), { merge: true });
  const [program, ...args] = compose.services.redis.command;
  const folder = mkdtempSync(join(tmpdir(), 'galaxies-compose-redis-'));
  const port = await freePort();
  const here = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const server = spawn(program, [...args, ...here], { stdio: 'ignore' });
  const redis = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 50, maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  try {
    expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await redis.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
  } finally {
    redis.disconnect();
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}
