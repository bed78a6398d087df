import { ActivitiesQueries, Places, Sessions, SessionsQueries } from '../activities/index.js';
import { type Environment, loadEnvironment } from '../config/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';
import { AppCodes, EXAMPLE_APP_SECRET } from '../identity/index.js';
import { Seals } from '../ledger/index.js';
import { type KnownPerson, ParticipantsQueries } from '../participants/index.js';
import { type Scheme, SchemesQueries } from '../schemes/index.js';
import { parseIsoInstant } from '../shared/calendar.js';
import { Clock } from '../shared/clock.js';
import type { ActivityId, PersonId } from '../shared/ids.js';
import { daysLater, momentOf, wallClockOf } from '../shared/wall-clock.js';
import { COMING_DATES, type ComingDate, timesToday } from './example-dates.js';
import { importFolder, type Imported } from './import/import-folder.js';
import { type Session, withSession } from './session.js';
import { Stopped } from './stopped.js';

/**
 * Brings the season of a folder in, adds a few dates around today and seals it all. Broken off, it can be done again: what is
 * there stays.
 */
export async function seedSeason(
  folder: string,
  environment: Environment = loadEnvironment(),
): Promise<Imported> {
  return withSession(
    'owner',
    async (session) => {
      const imported = await importFolder(session, folder, false);
      const all = await session.get(SchemesQueries).all();
      const scheme = all.find(({ slug }) => slug === imported.scheme.slug);
      if (scheme === undefined) throw new Stopped('The scheme of the season is not there.');
      const work = session.get(UnitOfWork);
      await work.write(scheme.id, (tx) => addDates(session, tx, scheme), { keyed: true });
      if (environment.NODE_ENV === 'development')
        await work.write(scheme.id, (tx) => giveApps(session, tx, scheme), { keyed: true });
      await work.write(scheme.id, (tx) => session.get(Seals).seal(tx, scheme.id));
      return imported;
    },
    environment,
  );
}

/** Only in development, for everybody knows the secret of the app that goes with them. */
async function giveApps(session: Session, tx: Tx, { id: schemeId }: Scheme): Promise<void> {
  const everybody = await session.get(ParticipantsQueries).everybody(tx, schemeId);
  for (const [ref, { id: personId }] of everybody)
    if (STAFF.test(ref)) await session.get(AppCodes).plant(tx, { schemeId, personId }, EXAMPLE_APP_SECRET);
}

/** References of those in the season who see the affairs of others. */
const STAFF = /^s\d/;

/** What the dates refer to. */
interface There {
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly activities: ReadonlyMap<string, ActivityId>;
}

async function addDates(session: Session, tx: Tx, { id: scheme, timeZone }: Scheme): Promise<void> {
  const sessions = await session.get(SessionsQueries).byRef(tx, scheme);
  const there: There = {
    people: await session.get(ParticipantsQueries).everybody(tx, scheme),
    activities: await session.get(ActivitiesQueries).byRef(tx, scheme),
  };
  const now = wallClockOf(parseIsoInstant(session.get(Clock).now().toISOString()), timeZone);
  for (const [index, coming] of COMING_DATES.entries()) {
    const ref = `example-${String(index + 1)}`;
    const activityId = there.activities.get(coming.activity);
    if (sessions.has(ref) || activityId === undefined) continue;
    const date = daysLater(now.date, coming.inDays);
    const { from, to } = coming.inDays === 0 ? timesToday(now.time) : coming;
    const sessionId = await session.get(Sessions).make(tx, scheme, {
      ref,
      activityId,
      startsAt: momentOf({ date, time: from }, timeZone),
      endsAt: momentOf({ date, time: to }, timeZone),
      leaders: [coming.leader].flatMap((leader) => there.people.get(leader)?.id ?? []),
    });
    for (const [personId, answer] of answersTo(coming, there))
      await session.get(Places).answer(tx, { scheme, sessionId, personId, answer, answeredBy: personId });
  }
}

/** What was said about a date that has been is not asked any more. */
function answersTo({ inDays, answers }: ComingDate, { people }: There) {
  if (inDays < 0) return [];
  return Object.entries(answers).flatMap(([ref, answer]): [PersonId, typeof answer][] => {
    const person = people.get(ref);
    return person === undefined ? [] : [[person.id, answer]];
  });
}
