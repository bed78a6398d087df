import { nameableBy } from '../../../src/attendance/keepers.statements.js';
import { LISTED } from '../../../src/attendance/lists.sql.js';
import type { ParticipantId, PersonId, SessionId } from '../../../src/shared/ids.js';
import { RegisterWorld } from '../../support/register-world.js';

let world: RegisterWorld;
let session: SessionId;
let leader: ParticipantId;
/** Everybody there is, by what they have to do with the session. */
const people: Record<string, ParticipantId> = {};

const MAY_BE_NAMED = ['answered', 'comes often', 'findable', 'leads', 'said no', 'was on it'];
const MAY_NOT = ['came twice', 'findable, has left', 'known to nobody', 'other activity'];

beforeAll(async () => {
  world = await RegisterWorld.open();
  leader = await world.person('Morag');
  for (const name of [...MAY_BE_NAMED, ...MAY_NOT]) people[name] = await world.person();
  const [of, other] = [(name: string) => people[name] ?? leader, await world.activityCalled('Art')];
  await world.findable([of('findable'), of('findable, has left')]);
  await world.book.ownerSource.query(
    `UPDATE person SET taking_part = 'left', left_on = current_date WHERE id = $1`,
    [of('findable, has left')],
  );
  for (let date = 0; date < 3; date++) {
    const came = date < 2 ? [of('comes often'), of('came twice')] : [of('comes often')];
    await world.save(await world.session({ day: -date - 2 }), world.doer(leader), { came });
    await world.save(await world.session({ day: -date - 2 }, other), world.doer(leader), {
      came: [of('other activity')],
    });
  }
  session = await world.session({ leaders: [leader, of('leads')], yes: [of('answered')] });
  await world.book.ownerSource.query(
    `INSERT INTO place (scheme_id, session_id, person_id, answer, answered_by) VALUES ($1, $2, $3, 'not-this-time', $3)`,
    [world.scheme, session, of('said no')],
  );
  const list = { came: [of('was on it'), of('answered')] };
  await world.save(session, world.doer(leader, 'staff'), list);
  await world.save(session, world.doer(leader, 'staff'), { came: [of('answered')] });
});

afterAll(() => world.close());

function namesOf(ids: readonly PersonId[]): readonly string[] {
  const found = Object.entries(people).filter(([, id]) => ids.includes(id));
  return found.map(([name]) => name).sort();
}

it('a leader names whoever may be found, and whoever has to do with the session, and nobody else', async () => {
  const asked = { sessionId: session, people: Object.values(people) };
  const opener = { schemeId: world.scheme, personId: leader, roles: ['leader'] as const };
  const nameable = await world.book.work.read(world.scheme, (view) => nameableBy(view, opener, asked));
  expect(namesOf(nameable ?? [])).toEqual(MAY_BE_NAMED);
});

it('whom a leader may name by sending is whom the form would let them add', async () => {
  const rows = await world.book.work.read(world.scheme, (view): Promise<{ id: PersonId }[]> =>
    view.query(LISTED, [world.scheme, session, Object.values(people), false]),
  );
  expect(namesOf(rows.map(({ id }) => id))).toEqual(MAY_BE_NAMED);
});
