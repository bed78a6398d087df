import { randomUUID } from 'node:crypto';
import { RegisterTaking } from '../src/attendance/register-taking.service.js';
import { loadEnvironment } from '../src/config/index.js';
import type { Actor } from '../src/identity/index.js';
import { createWeb } from '../src/main.js';
import { type ActorId, newId, parseId, type SignInId } from '../src/shared/ids.js';
import { Bare } from './bare.js';
import type { Figure } from './figure.js';
import { HttpPeople, type Visitor } from './http-people.js';
import { settings } from './http-service.js';
import { sideBySide, type Work } from './measure.js';
import { CALLERS } from './registers.js';
import { counted, filledBook, perSecond, type Run } from './run.js';

const STORED = 60_000;
const COUNTS = { headCountExtra: 0, countedOut: undefined, countedBack: undefined };
const LIST = {
  ...COUNTS,
  outcome: 'came',
  note: undefined,
  basedOn: 0,
  source: 'api',
  askStaff: true,
} as const;

/**
 * i: a register saved by the class that the API and the pages call, in this process, by callers who are known already. What
 * the same is by HTTP can only be less: the difference is what HTTP, the sign-in and the checks of what was sent cost.
 */
export async function takingAgainstBare(run: Run): Promise<Figure[]> {
  const registers = await filledBook(STORED);
  const { book, scheme } = registers;
  const people = await HttpPeople.of(registers);
  const leaders = await people.leaders(CALLERS);
  const pace = run.paceOfService();
  const waiting = await people.waiting(leaders, pace);
  const app = await createWeb(loadEnvironment(settings(book.database.appUrl), run.place.dataDir));
  const bare = new Bare(registers);
  try {
    await app.init();
    const taking = app.get(RegisterTaking, { strict: false });
    const actors = leaders.map((leader) => actorOf(scheme, leader));
    const take: Work = async (caller) => {
      const [actor, sessionId] = [actors[caller], waiting[caller]?.pop()];
      if (actor === undefined || sessionId === undefined) throw new Error('There are too few sessions.');
      const ticks = registers.nextGroup(caller).map((personId) => ({ personId, part: 'attended' }) as const);
      const saved = await taking.take(actor, { ...LIST, ticks, sessionId, key: randomUUID() });
      if (saved.kind !== 'saved') throw new Error('The register was not saved.');
    };
    const { ratio, work, against } = await sideBySide(take, (caller) => bare.record(caller), pace);
    return [
      {
        name: 'register',
        work: `a register of 12 saved by RegisterTaking, without HTTP or sign-in, ${counted(STORED)} transfers stored`,
        against: 'ledger_record of 12 by the bare pg pool (one SELECT that also sets the scheme)',
        ...{ value: ratio, unit: '', better: 'high', atLeast: 0.35, aim: 0.6 },
        seen: perSecond(work, against),
      },
    ];
  } finally {
    await bare.close();
    await app.close();
    await registers.close();
  }
}

function actorOf(schemeId: Actor['schemeId'], { person }: Visitor): Actor {
  return {
    ...{ schemeId, personId: person, actorId: parseId<ActorId>(person), roles: ['leader'], waitingRoles: [] },
    ...{ hasSecondFactor: false, signInId: newId<SignInId>(), channel: 'api' },
    ...{ likedName: 'Sam', isNewDevice: false },
  };
}
