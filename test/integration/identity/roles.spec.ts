import { Audit } from '../../../src/audit/index.js';
import { RoleGrants } from '../../../src/identity/role-grants.service.js';
import { Roles } from '../../../src/identity/roles.service.js';
import { UnitOfWork } from '../../../src/database/index.js';
import {
  type ActorId,
  newId,
  parseId,
  type ParticipantId,
  type RoleGrantId,
  type SchemeId,
} from '../../../src/shared/ids.js';
import { atOnce } from '../../support/at-once.js';
import { Book } from '../../support/book.js';

let book: Book;
const roles = new Roles();
let grants: RoleGrants;
let orbit: SchemeId;
let ann: ParticipantId;
let bob: ParticipantId;
let jo: ParticipantId;

beforeEach(async () => {
  book = await Book.open();
  grants = new RoleGrants(book.work, roles, new Audit(book.work));
  orbit = await book.scheme('orbit');
  [ann, bob, jo] = [
    await book.participant(orbit),
    await book.participant(orbit),
    await book.participant(orbit),
  ];
  await new UnitOfWork(book.ownerSource).write(orbit, async (tx) => {
    for (const person of [ann, bob]) await roles.giveAsOperator(tx, orbit, person, 'administrator');
  });
});

afterEach(() => book.close());

const as = (personId: ParticipantId, schemeId = orbit) => ({
  schemeId,
  personId,
  actorId: parseId<ActorId>(personId),
  roles: ['administrator'],
});

function of(person: ParticipantId) {
  return book.work.read(orbit, (view) => roles.of(view, orbit, person));
}

it('a role counts only when two administrators gave it', async () => {
  const grant = await grants.ask(as(ann), jo, 'staff');
  expect(await of(jo)).toEqual(['participant']);
  await grants.agree(as(bob), grant);
  expect(await of(jo)).toEqual(['participant', 'staff']);
});

it('nobody agrees to what they asked for themselves, and nobody agrees to a role of their own', async () => {
  const forJo = await grants.ask(as(ann), jo, 'staff');
  await expect(grants.agree(as(ann), forJo)).rejects.toMatchObject({ code: 'second-person' });
  const forBob = await grants.ask(as(ann), bob, 'staff');
  await expect(grants.agree(as(bob), forBob)).rejects.toMatchObject({ code: 'second-person' });
  expect([await of(jo), await of(bob)]).toEqual([['participant'], ['administrator', 'participant']]);
});

it('only administrators give and take roles', async () => {
  await expect(grants.ask(as(jo), jo, 'administrator')).rejects.toMatchObject({
    code: 'administrators-only',
  });
  const grant = await grants.ask(as(ann), bob, 'staff');
  await expect(grants.agree(as(jo), grant)).rejects.toMatchObject({ code: 'administrators-only' });
});

it('a role is taken away by two, and is kept with its dates', async () => {
  const grant = await grants.ask(as(ann), jo, 'leader');
  await grants.agree(as(bob), grant);
  await grants.askToEnd(as(ann), grant);
  await expect(grants.agreeToEnd(as(ann), grant)).rejects.toMatchObject({ code: 'second-person' });
  expect(await of(jo)).toEqual(['leader', 'participant']);
  await grants.agreeToEnd(as(bob), grant);
  expect(await of(jo)).toEqual(['participant']);
  const [row]: unknown[] = await book.ownerSource.query(
    'SELECT until_at >= from_at AS dated FROM person_role WHERE id = $1',
    [grant],
  );
  expect(row).toEqual({ dated: true });
});

it('a role is open once, and comes again after it ended', async () => {
  await grants.ask(as(ann), jo, 'leader');
  await expect(grants.ask(as(bob), jo, 'leader')).rejects.toMatchObject({ code: 'role-there' });
});

it('what was asked for can be withdrawn until somebody agreed, and asked for again', async () => {
  const grant = await grants.ask(as(ann), jo, 'leader');
  await grants.withdraw(as(bob), grant);
  await expect(grants.agree(as(bob), grant)).rejects.toMatchObject({ code: 'unknown-grant' });
  const again = await grants.ask(as(ann), jo, 'leader');
  await grants.agree(as(bob), again);
  await expect(grants.withdraw(as(ann), again)).rejects.toMatchObject({ code: 'unknown-grant' });
  expect(await of(jo)).toEqual(['leader', 'participant']);
});

it('a role that was asked to be taken away is kept when nobody agrees', async () => {
  const grant = await grants.ask(as(ann), jo, 'leader');
  await grants.agree(as(bob), grant);
  await grants.askToEnd(as(ann), grant);
  await grants.keep(as(ann), grant);
  await expect(grants.agreeToEnd(as(bob), grant)).rejects.toMatchObject({ code: 'unknown-grant' });
  expect(await of(jo)).toEqual(['leader', 'participant']);
});

it('of two who agree at once one is told that it does not wait any more', async () => {
  const cat = await book.participant(orbit);
  await new UnitOfWork(book.ownerSource).write(orbit, (tx) =>
    roles.giveAsOperator(tx, orbit, cat, 'administrator'),
  );
  const grant = await grants.ask(as(ann), jo, 'staff');
  const { kept, refused } = await atOnce([bob, cat].map((each) => () => grants.agree(as(each), grant)));
  expect([kept.length, refused]).toEqual([1, { 'unknown-grant': 1 }]);
});

it('every step is written down, with who took it and whose role it is', async () => {
  const grant = await grants.ask(as(ann), jo, 'staff');
  await grants.agree(as(bob), grant);
  await grants.askToEnd(as(ann), grant);
  await grants.agreeToEnd(as(bob), grant);
  const rows: unknown[] = await book.ownerSource.query(
    'SELECT action, actor_id AS by, person_id AS about, subject_id AS grant FROM audit_event ORDER BY id',
  );
  const step = (action: string, by: ParticipantId) => ({ action, by, about: jo, grant });
  expect(rows).toEqual([
    step('role.asked', ann),
    step('role.given', bob),
    step('role.end-asked', ann),
    step('role.ended', bob),
  ]);
});

it('nobody gets a role whom the scheme does not know', async () => {
  const stranger = newId<ParticipantId>();
  await expect(grants.ask(as(ann), stranger, 'staff')).rejects.toMatchObject({ code: 'unknown-person' });
});

it('what is not waiting cannot be agreed to, also in another scheme', async () => {
  await expect(grants.agree(as(bob), newId<RoleGrantId>())).rejects.toMatchObject({ code: 'unknown-grant' });
  const beacon = await book.scheme('beacon');
  const grant = await grants.ask(as(ann), jo, 'leader');
  await expect(grants.agree(as(bob, beacon), grant)).rejects.toMatchObject({
    code: 'administrators-only',
  });
});

describe("with the service's own role and no code of ours between, the database refuses", () => {
  const attack = (sql: string, values: readonly unknown[]) =>
    book.work.write(orbit, (tx) => tx.query(sql, [...values]));

  it('a role that one person asks for and agrees to', async () => {
    const sql = `INSERT INTO person_role (scheme_id, person_id, role, asked_by) VALUES ($1, $2, 'staff', $3)`;
    await attack(sql, [orbit, jo, ann]);
    for (const alone of [ann, jo]) {
      const agree = `UPDATE person_role SET agreed_by = $2, from_at = now() WHERE scheme_id = $1 AND role = 'staff'`;
      await expect(attack(agree, [orbit, alone])).rejects.toMatchObject({ code: 'second-person' });
    }
  });

  it('a role that counts without anybody having agreed', async () => {
    const grant = await grants.ask(as(ann), jo, 'staff');
    const sql = 'UPDATE person_role SET from_at = now() WHERE scheme_id = $1 AND id = $2';
    await expect(attack(sql, [orbit, grant])).rejects.toThrow(/person_role_from_agreed/);
  });

  it('a role that was withdrawn and counts all the same', async () => {
    const grant = await grants.ask(as(ann), jo, 'staff');
    await grants.withdraw(as(ann), grant);
    const sql = 'UPDATE person_role SET agreed_by = $3, from_at = now() WHERE scheme_id = $1 AND id = $2';
    await expect(attack(sql, [orbit, grant, bob])).rejects.toThrow(/person_role_withdrawn_never_counts/);
  });

  it('whatever one person does alone, to give and to take, a hundred times', async () => {
    const grant = await grants.ask(as(ann), jo, 'leader');
    await grants.agree(as(bob), grant);
    const give = `INSERT INTO person_role (scheme_id, person_id, role, asked_by, agreed_by, from_at) VALUES ($1, $2, 'staff', $3, $3, now())`;
    const ask = `INSERT INTO person_role (scheme_id, person_id, role, asked_by) VALUES ($1, $2, 'staff', $3)`;
    const agree = `UPDATE person_role SET agreed_by = $3, from_at = now() WHERE scheme_id = $1 AND person_id = $2 AND role = 'staff'`;
    const take = `UPDATE person_role SET end_asked_by = $3, end_agreed_by = $3, until_at = now() WHERE scheme_id = $1 AND person_id = $2 AND role = 'leader'`;
    let succeeded = 0;
    for (let n = 0; n < 34; n += 1)
      for (const way of [[give], [ask, agree], [take]]) {
        const alone = [ann, bob, jo][n % 3];
        const done = book.work.write(orbit, async (tx) => {
          for (const sql of way) await tx.query(sql, [orbit, jo, alone]);
          return 1;
        });
        succeeded += await done.catch(() => 0);
      }
    expect([succeeded, await of(jo)]).toEqual([0, ['leader', 'participant']]);
  });

  it('a role as if the operator had given it', async () => {
    const sql = `INSERT INTO person_role (scheme_id, person_id, role, origin, from_at) VALUES ($1, $2, 'staff', 'operator', now())`;
    await expect(attack(sql, [orbit, jo])).rejects.toThrow(/permission denied/);
    await expect(
      book.work.write(orbit, (tx) => roles.giveAsOperator(tx, orbit, jo, 'staff')),
    ).rejects.toThrow(/permission denied/);
  });

  it('another person, or another role, in a grant that was agreed to', async () => {
    for (const set of ['person_id = person_id', "role = 'administrator'", 'asked_by = NULL'])
      await expect(attack(`UPDATE person_role SET ${set}`, [])).rejects.toThrow(/permission denied/);
  });
});
