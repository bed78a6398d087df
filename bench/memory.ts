import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { Client } from 'pg';
import type { Figure } from './figure.js';
import { counted, filledBook, type Place, type Run } from './run.js';

const STORED = 100_000;
const PAGES = [
  '/',
  '/health/live',
  '/health/ready',
  '/metrics',
  '/api/docs',
  '/api/openapi.json',
  '/api/v1/schemes',
];

/** i: the most memory that the process of `npm start`, web and worker together, has ever had. */
export async function memoryOfStart(run: Run): Promise<Figure[]> {
  await takePlaceOfTheServices(run.place);
  const service = spawn(process.execPath, [path.join(run.place.root, 'scripts', 'start.mjs')], {
    cwd: run.place.root,
    env: { PATH: process.env['PATH'], GALAXIES_DATA: run.place.dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await addressOf(service);
    const answers = await askPages(address);
    return [
      {
        name: 'memory',
        work: `peak memory of npm start's process, ${counted(STORED)} transfers stored`,
        against: '',
        ...{ value: peakMegabytes(service), unit: 'MB', better: 'low', atLeast: 250, aim: 200 },
        seen: `after ${String(answers)} pages`,
      },
    ];
  } finally {
    service.kill('SIGTERM');
    await once(service, 'exit');
  }
}

/** Puts a filled book where `npm start` keeps its own. */
async function takePlaceOfTheServices({ superUrl }: Place): Promise<void> {
  const registers = await filledBook(STORED);
  const { name } = registers.book.database;
  await registers.book.source.destroy();
  await registers.book.ownerSource.destroy();
  const client = new Client({ connectionString: superUrl });
  await client.connect();
  try {
    await client.query('DROP DATABASE galaxies');
    await client.query(`ALTER DATABASE ${name} RENAME TO galaxies`);
  } finally {
    await client.end();
  }
}

async function addressOf(service: ChildProcess): Promise<string> {
  if (service.stdout === null) throw new Error('The service says nothing.');
  for await (const line of readline.createInterface({ input: service.stdout })) {
    const address = /ready: open (\S+)/.exec(line)?.[1];
    if (address !== undefined) return address.replace(/\/$/, '');
  }
  throw new Error('The service did not start.');
}

async function askPages(address: string): Promise<number> {
  let answered = 0;
  for (let round = 0; round < 20; round++) {
    for (const page of PAGES) {
      const response = await fetch(address + page);
      await response.arrayBuffer();
      if (response.ok) answered++;
    }
  }
  return answered;
}

function peakMegabytes({ pid }: ChildProcess): number {
  const status = fs.readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
  return Number(kilobytes) / 1_024;
}
