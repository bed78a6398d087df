import { createHash } from 'node:crypto';
import http from 'node:http';
import type { Figure } from './figure.js';
import { HttpPeople } from './http-people.js';
import { HttpService } from './http-service.js';
import { median } from './measure.js';
import { RegisterBook } from './registers.js';
import type { Run } from './run.js';
import { Strangers, type Stranger } from './strangers.js';

/** How many of each: the design asks for 2,000 at least, and fewer say nothing about a hundredth. */
const FULL = 6_000;
const QUICK = 2_000;
const WARM_UP = 300;

/** Two things to ask for, of which nobody may learn which it was from how long the answer took. */
interface Pair {
  readonly what: string;
  readonly status: number;
  readonly one: (n: number) => Asked;
  readonly other: (n: number) => Asked;
}

interface Asked {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
}

/**
 * l: whether the time of an answer tells what it may not: 0.5 is a guess, 1 is certainty. The figure is how far from a
 * guess the area under the curve (AUC) is, over thousands of pairs in a mixed order on one connection.
 */
export async function timingTellsNothing(run: Run): Promise<Figure[]> {
  const size = run.size(FULL, QUICK);
  const registers = await RegisterBook.open();
  await registers.fill(1_200);
  const people = await HttpPeople.of(registers);
  const [visitor] = await people.signedIn([registers.somebody()]);
  const strangers = await Strangers.of(registers, 2 * (size + WARM_UP));
  const cookie = { cookie: `galaxies=${visitor?.cookie ?? ''}` };
  const entries = await strangers.entriesWithout(visitor?.person ?? '');
  const service = await HttpService.start(run.place, registers.book.database.appUrl, PROXIED);
  const pairs: readonly Pair[] = [
    {
      ...{ what: 'asking for a code: an address that somebody has, and one that nobody has', status: 303 },
      one: (n) => asking(strangers.at(n), strangers.known(n)),
      other: (n) => asking(strangers.at(n), strangers.unknown(n)),
    },
    {
      ...{ what: 'a wrong code for an address that somebody has, and for one that nobody has', status: 422 },
      one: (n) => guessing(strangers.at(2 * n)),
      other: (n) => guessing(strangers.at(2 * n + 1)),
    },
    {
      ...{ what: 'the line of somebody else, and one that is not there', status: 404 },
      one: (n) => ({ path: `/me/entries/${entries[n % entries.length] ?? ''}`, headers: cookie }),
      other: (n) => ({ path: `/me/entries/${absentId(n)}`, headers: cookie }),
    },
  ];
  try {
    const figures: Figure[] = [];
    for (const [index, pair] of pairs.entries()) {
      if (index === 1) await strangers.askedAll();
      figures.push(await compare(service, pair, size));
    }
    return figures;
  } finally {
    await service.stop();
    await registers.close();
  }
}

/** Each stranger comes from a network of their own, as a proxy tells. */
const PROXIED = { TRUSTED_PROXIES: '127.0.0.1' };

async function compare({ address }: HttpService, pair: Pair, size: number): Promise<Figure> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ones: number[] = [];
  const others: number[] = [];
  for (let n = 0; n < size + WARM_UP; n++) {
    // Which of the two goes first changes without a pattern that something else could have too.
    const turns = Math.random() < 0.5 ? [pair.one, pair.other] : [pair.other, pair.one];
    for (const turn of turns) {
      const took = await timed(agent, address, turn(n), pair.status);
      if (n >= WARM_UP) (turn === pair.one ? ones : others).push(took);
    }
  }
  agent.destroy();
  const [one, other] = [median(ones), median(others)];
  const area = areaUnderCurve(ones, others);
  return {
    name: 'timing',
    work: pair.what,
    against: 'a guess (AUC 0.50)',
    ...{ value: Math.abs(area - 0.5), unit: '', better: 'low', atLeast: 0.02, aim: 0.01 },
    seen: `AUC ${area.toFixed(3)}, ratio ${(one / other).toFixed(3)}: ${one.toFixed(2)} ms against ${other.toFixed(2)} ms, ${String(size)} of each`,
  };
}

/** Milliseconds from sending to the end of the answer, which must have that status. */
function timed(agent: http.Agent, address: string, asked: Asked, status: number): Promise<number> {
  const body = asked.form === undefined ? '' : new URLSearchParams(asked.form).toString();
  const method = asked.form === undefined ? 'GET' : 'POST';
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const headers = { accept: 'text/html', ...asked.headers, 'content-length': Buffer.byteLength(body) };
    const request = http.request(address + asked.path, { agent, method, headers }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === status) resolve(performance.now() - started);
        else reject(new Error(`${asked.path} was answered with ${String(response.statusCode)}.`));
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** How often one of the first took longer than one of the others; what is equal is as good as even. */
function areaUnderCurve(ones: readonly number[], others: readonly number[]): number {
  const sorted = others.toSorted((a, b) => a - b);
  const below = ones.map((took) => (firstFrom(sorted, took, false) + firstFrom(sorted, took, true)) / 2);
  return below.reduce((sum, each) => sum + each, 0) / (ones.length * others.length);
}

/** How many of the sorted numbers are less than that one; with `andEqual`, or equal to it. */
function firstFrom(sorted: readonly number[], number: number, andEqual: boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const there = sorted[middle] ?? Number.NaN;
    if (there < number || (andEqual && there === number)) from = middle + 1;
    else to = middle;
  }
  return from;
}

function asking(stranger: Stranger, email: string): Asked {
  return form('/sign-in/email', stranger, { address: email });
}

function guessing(stranger: Stranger): Asked {
  return form('/sign-in/code', stranger, { code: '000000' });
}

function form(
  path: string,
  { cookie, formToken, ip }: Stranger,
  fields: Readonly<Record<string, string>>,
): Asked {
  const headers = {
    cookie: `galaxies=${cookie}`,
    'x-forwarded-for': ip,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
  };
  return { path, headers, form: { ...fields, _csrf: formToken } };
}

/** The same for the same number, and nobody's. */
function absentId(n: number): string {
  const hex = createHash('sha256')
    .update(`absent ${String(n)}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
