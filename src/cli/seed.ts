import { type Environment, loadEnvironment } from '../config/index.js';
import { UnitOfWork } from '../database/index.js';
import { Ledger, Seals } from '../ledger/index.js';
import { AppCodes, EXAMPLE_APP_SECRET, Roles } from '../identity/index.js';
import { Participants, ParticipantsQueries } from '../participants/index.js';
import { Schemes, SchemesQueries } from '../schemes/index.js';
import type { SchemeId } from '../shared/ids.js';
import { EXAMPLE, EXAMPLE_ROLES } from './example-scheme.js';
import { ExampleStory } from './example-story.js';
import { type Session, withSession } from './session.js';

/** How many entries the example got now; nought when it was there. */
export async function seedExample(environment: Environment = loadEnvironment()): Promise<number> {
  return withSession(
    'owner',
    async (session) => {
      const added = await seed(session);
      if (environment.NODE_ENV === 'development') await giveRoles(session);
      return added;
    },
    environment,
  );
}

/** Every step has a source key of its own, so a seeding that broke off is completed and a whole one is left as it is. */
async function seed(session: Session): Promise<number> {
  const work = session.get(UnitOfWork);
  const scheme = await exampleScheme(session);
  const book = { ledger: session.get(Ledger), participants: session.get(Participants) };
  const added = await work.write(scheme, (tx) => new ExampleStory(book, tx, scheme).tell(), { keyed: true });
  await work.write(scheme, (tx) => session.get(Seals).seal(tx, scheme));
  return added;
}

/** Only in development, for everybody knows the secret of the app that goes with them. */
async function giveRoles(session: Session): Promise<void> {
  const scheme = await exampleScheme(session);
  const [roles, apps] = [session.get(Roles), session.get(AppCodes)];
  await session.get(UnitOfWork).write(scheme, async (tx) => {
    const there = await session.get(ParticipantsQueries).everybody(tx, scheme);
    for (const [ref, role] of EXAMPLE_ROLES) {
      const personId = there.get(ref)?.id;
      if (personId === undefined) continue;
      await roles.giveAsOperator(tx, scheme, personId, role);
      await apps.plant(tx, { schemeId: scheme, personId }, EXAMPLE_APP_SECRET);
    }
  });
}

async function exampleScheme(session: Session): Promise<SchemeId> {
  const all = await session.get(SchemesQueries).all();
  return all.find(({ slug }) => slug === EXAMPLE.slug)?.id ?? session.get(Schemes).found(EXAMPLE);
}
