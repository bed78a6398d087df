import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { STANDING } from '../src/accounts/accounts.sql.js';
import { Bare } from './bare.js';
import type { Figure } from './figure.js';
import { type Answered, HttpLine, type Sent } from './http-line.js';
import { HttpPeople, type Visitor } from './http-people.js';
import { HttpService } from './http-service.js';
import { type Comparison, sideBySide, type Work } from './measure.js';
import { CALLERS, type RegisterBook } from './registers.js';
import { counted, filledBook, perSecond, type Run } from './run.js';

/** Some 25 lines for each person. */
const FEW = 60_000;
/** As many lines as the page of a balance has, and one that tells whether there are more. */
const LINES = 21;
/** Whose pages are asked for by turns. */
const VISITORS = 400;

/**
 * j: the real service by HTTP, with everything that guards a request, against the bare database.
 *
 * Both sides have eight callers, each of whom waits for an answer before asking again, a connection for each, and the same book,
 * by turns. The service is a process of its own with a pool of its own. What asks it is the bench, by the least of HTTP that
 * will do; the bare pool is in the bench, so what asking costs is counted on both sides, and speaks against the service.
 *
 * The bare balance is the very statement that the service asks, prepared alike, and sets the scheme by itself as there. The
 * bare register is `ledger_record` alone, in one statement that sets the scheme: no session, version, lines nor note.
 */
export async function serviceByHttp(run: Run): Promise<Figure[]> {
  const small = await filledBook(FEW);
  try {
    return [...(await both(run, small, FEW)), ...(await both(run, await run.largeBook(), run.large))];
  } finally {
    await small.close();
  }
}

async function both(run: Run, registers: RegisterBook, stored: number): Promise<Figure[]> {
  const people = await HttpPeople.of(registers);
  const service = await HttpService.start(run.place, registers.book.database.appUrl);
  try {
    const balance = await balanceByHttp(run, { registers, people, service });
    const register = await registerByHttp(run, { registers, people, service });
    return [
      {
        name: 'http-register',
        work: `PUT a register of 12 by HTTP, whole service in one process, ${counted(stored)} transfers stored`,
        against: 'ledger_record of 12 by the bare pg pool (one SELECT that also sets the scheme)',
        ...{ value: register.ratio, unit: '', better: 'high', atLeast: 0.35, aim: 0.6 },
        seen: perSecond(register.work, register.against),
      },
      {
        name: 'http-balance',
        work: `GET a balance with its last 20 lines by HTTP, ${counted(stored)} transfers stored`,
        against: 'the same query by the bare pg pool',
        ...{ value: balance.ratio, unit: '', better: 'high', atLeast: 0.4, aim: 0.7 },
        seen: perSecond(balance.work, balance.against),
      },
    ];
  } finally {
    await service.stop();
  }
}

interface Asked {
  readonly registers: RegisterBook;
  readonly people: HttpPeople;
  readonly service: HttpService;
}

/** Each caller is a leader who saves the first register of one session after the other, as a script on a page of ours does. */
async function registerByHttp(run: Run, { registers, people, service }: Asked): Promise<Comparison> {
  const leaders = await people.leaders(CALLERS);
  const lines = leaders.map((leader) => lineOf(service, leader));
  const pace = run.paceOfService();
  const waiting = await people.waiting(leaders, pace);
  const bare = new Bare(registers);
  const save: Work = async (caller) => {
    const session = waiting[caller]?.pop();
    if (session === undefined) throw new Error('There are too few sessions.');
    const ticks = registers.nextGroup(caller).map((personId) => ({ personId, part: 'attended' }));
    const answer = await expectOk(lines[caller], {
      method: 'PUT',
      path: `/api/v1/sessions/${session}/register`,
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'if-match': '"0"' },
      body: JSON.stringify({ outcome: 'came', lines: ticks }),
    });
    if (!answer.body.includes(`"galaxiesAdded":${String(ticks.length)}`))
      throw new Error(`Not everybody was given a galaxy: ${answer.body}`);
  };
  try {
    return await sideBySide(save, (caller) => bare.record(caller), pace);
  } finally {
    for (const line of lines) line.close();
    await bare.close();
  }
}

/** People look at their own balance: each caller asks for that of one person after the other, each by their own sign-in. */
async function balanceByHttp(run: Run, { registers, people, service }: Asked): Promise<Comparison> {
  const { book, scheme, groups } = registers;
  const visitors = await people.signedIn(groups.flat().slice(0, VISITORS));
  const lines = Array.from({ length: CALLERS }, () => new HttpLine(service.address, {}));
  const pool = new Pool({
    connectionString: book.database.appUrl,
    max: CALLERS,
    options: '-c jit=off',
  });
  let turn = 0;
  const next = (): Visitor => {
    const visitor = visitors[turn++ % VISITORS];
    if (visitor === undefined) throw new Error('There is nobody.');
    return visitor;
  };
  const look: Work = (caller) => {
    const { person, cookie } = next();
    return expectOk(lines[caller], {
      method: 'GET',
      path: `/api/v1/accounts/${person}`,
      headers: { cookie: `galaxies=${cookie}` },
    });
  };
  try {
    return await sideBySide(
      look,
      () => pool.query({ ...STANDING, values: [scheme, next().person, null, LINES, null] }),
      run.paceOfService(),
    );
  } finally {
    for (const line of lines) line.close();
    await pool.end();
  }
}

function lineOf({ address }: HttpService, { cookie, formToken }: Visitor): HttpLine {
  return new HttpLine(address, {
    cookie: `galaxies=${cookie}`,
    'x-csrf-token': formToken,
    'sec-fetch-site': 'same-origin',
  });
}

async function expectOk(line: HttpLine | undefined, sent: Sent): Promise<Answered> {
  const answer = await line?.ask(sent);
  if (answer?.status !== 200) throw new Error(`The service has answered ${JSON.stringify(answer)}.`);
  return answer;
}
