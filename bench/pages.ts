import autocannon from 'autocannon';
import type { Figure } from './figure.js';
import { HttpPeople } from './http-people.js';
import { HttpService } from './http-service.js';
import { median } from './measure.js';
import { counted, filledBook, type Run } from './run.js';

const STORED = 60_000;
const CONNECTIONS = 50;
/** A round that is shorter says nothing of pages that queue. */
const LEAST_S = 2;

interface Page {
  readonly name: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly atLeast: number;
  readonly aim: number;
}

/** k: how long people wait for a page, 95 times of 100, with 50 at once; and how much comes over the line. */
export async function pagesAgainstBare(run: Run): Promise<Figure[]> {
  const registers = await filledBook(STORED);
  const people = await HttpPeople.of(registers);
  const [visitor] = await people.signedIn([registers.somebody()]);
  const service = await HttpService.start(run.place, registers.book.database.appUrl);
  try {
    const cookie = { cookie: `galaxies=${visitor?.cookie ?? ''}` };
    const pages: readonly Page[] = [
      { name: 'sign-in page', path: '/sign-in', headers: {}, atLeast: 10, aim: 5 },
      { name: 'account page', path: '/account', headers: cookie, atLeast: 20, aim: 10 },
      { name: 'page of galaxies', path: '/me', headers: cookie, atLeast: 40, aim: 20 },
    ];
    const figures: Figure[] = [];
    for (const page of pages) figures.push(await slowest(run, service, page), await weight(service, page));
    return figures;
  } finally {
    await service.stop();
    await registers.close();
  }
}

async function slowest(run: Run, { address }: HttpService, page: Page): Promise<Figure> {
  const { bytes } = await sizeOf(address, page.path, page.headers);
  const bare = await HttpService.bare(run.place, bytes);
  const { roundMs, rounds } = run.pace();
  const seen: { ours: number; theirs: number }[] = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      const ours = await p95(`${address}${page.path}`, page.headers, roundMs);
      const theirs = await p95(`${bare.address}/`, {}, roundMs);
      // The first round warms both up.
      if (round > 0) seen.push({ ours, theirs });
    }
  } finally {
    await bare.stop();
  }
  return {
    name: 'page-p95',
    work: `p95 of the ${page.name}, ${String(CONNECTIONS)} connections, ${counted(STORED)} transfers stored`,
    against: 'a bare Fastify route that sends as many bytes',
    ...{ value: median(seen.map(({ ours, theirs }) => ours / theirs)), unit: '×', better: 'low' },
    ...{ atLeast: page.atLeast, aim: page.aim },
    seen: `${median(seen.map(({ ours }) => ours)).toFixed(1)} ms against ${median(seen.map(({ theirs }) => theirs)).toFixed(1)} ms`,
  };
}

/** The wait that 95 of 100 answers stay below, in milliseconds. Every answer must be a good one. */
async function p95(url: string, headers: Readonly<Record<string, string>>, ms: number): Promise<number> {
  const waits: number[] = [];
  const { non2xx, errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const given = {
      url,
      headers,
      connections: CONNECTIONS,
      duration: Math.max(LEAST_S, Math.round(ms / 1_000)),
    };
    const firing = autocannon(given, (error: Error | null, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
    firing.on('response', (_client, _status, _bytes, wait) => {
      waits.push(wait);
    });
  });
  if (waits.length === 0) throw new Error(`${url} was never answered.`);
  if (non2xx + errors > 0) throw new Error(`${url}: ${String(non2xx + errors)} answers were not good.`);
  waits.sort((one, other) => one - other);
  return waits[Math.floor(waits.length * 0.95)] ?? Number.NaN;
}

async function weight({ address }: HttpService, { name, path, headers }: Page): Promise<Figure> {
  const page = await sizeOf(address, path, headers);
  const files = new Set(
    [...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js))"/g)].map(([, file]) => file ?? ''),
  );
  let bytes = page.sent;
  for (const file of files) bytes += (await sizeOf(address, file, {})).sent;
  return {
    name: 'page-weight',
    work: `what a first visit to the ${name} brings over the line`,
    against: '',
    ...{ value: bytes / 1_024, unit: 'kB', better: 'low', atLeast: 20, aim: 14 },
    seen: `page ${String(page.sent)} bytes, ${String(files.size)} files beside it`,
  };
}

interface Size {
  readonly text: string;
  /** As it is, and as it was sent. */
  readonly bytes: number;
  readonly sent: number;
}

async function sizeOf(
  address: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Size> {
  const response = await fetch(address + path, { headers: { ...headers, 'accept-encoding': 'br' } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} was answered with ${String(response.status)}.`);
  const bytes = Buffer.byteLength(text);
  return { text, bytes, sent: Number(response.headers.get('content-length') ?? bytes) };
}
