import { Roles } from '../../../src/identity/roles.service.js';
import { UnitOfWork } from '../../../src/database/index.js';
import { newId, type ParticipantId, type RoleGrantId, type SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';

let book: Book;
let roles: Roles;
let orbit: SchemeId;
let ann: ParticipantId;
let bob: ParticipantId;
let jo: ParticipantId;

beforeEach(async () => {
  book = await Book.open();
  roles = new Roles(book.work);
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

const as = (personId: ParticipantId) => ({ schemeId: orbit, personId });

function of(person: ParticipantId) {
  return book.work.read(orbit, (view) => roles.of(view, orbit, person));
}

it('a role counts only when two administrators gave it', async () => {
  const grant = await roles.ask(as(ann), jo, 'staff');
  expect(await of(jo)).toEqual(['participant']);
  await roles.agree(as(bob), grant);
  expect(await of(jo)).toEqual(['participant', 'staff']);
});

it('nobody agrees to what they asked for themselves, and nobody agrees to a role of their own', async () => {
  const forJo = await roles.ask(as(ann), jo, 'staff');
  await expect(roles.agree(as(ann), forJo)).rejects.toMatchObject({ code: 'second-person' });
  const forBob = await roles.ask(as(ann), bob, 'staff');
  await expect(roles.agree(as(bob), forBob)).rejects.toMatchObject({ code: 'second-person' });
  expect([await of(jo), await of(bob)]).toEqual([['participant'], ['administrator', 'participant']]);
});

it('only administrators give and take roles', async () => {
  await expect(roles.ask(as(jo), jo, 'administrator')).rejects.toMatchObject({ code: 'administrators-only' });
  const grant = await roles.ask(as(ann), bob, 'staff');
  await expect(roles.agree(as(jo), grant)).rejects.toMatchObject({ code: 'administrators-only' });
});

it('a role is taken away by two, and is kept with its dates', async () => {
  const grant = await roles.ask(as(ann), jo, 'leader');
  await roles.agree(as(bob), grant);
  await roles.askToEnd(as(ann), grant);
  await expect(roles.agreeToEnd(as(ann), grant)).rejects.toMatchObject({ code: 'second-person' });
  expect(await of(jo)).toEqual(['leader', 'participant']);
  await roles.agreeToEnd(as(bob), grant);
  expect(await of(jo)).toEqual(['participant']);
  const [row]: unknown[] = await book.ownerSource.query(
    'SELECT until_at >= from_at AS dated FROM person_role WHERE id = $1',
    [grant],
  );
  expect(row).toEqual({ dated: true });
});

it('a role is open once, and comes again after it ended', async () => {
  await roles.ask(as(ann), jo, 'leader');
  await expect(roles.ask(as(bob), jo, 'leader')).rejects.toMatchObject({ code: 'role-there' });
});

it('what is not waiting cannot be agreed to, also in another scheme', async () => {
  await expect(roles.agree(as(bob), newId<RoleGrantId>())).rejects.toMatchObject({ code: 'unknown-grant' });
  const beacon = await book.scheme('beacon');
  const grant = await roles.ask(as(ann), jo, 'leader');
  await expect(roles.agree({ schemeId: beacon, personId: bob }, grant)).rejects.toMatchObject({
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
    const grant = await roles.ask(as(ann), jo, 'staff');
    const sql = 'UPDATE person_role SET from_at = now() WHERE scheme_id = $1 AND id = $2';
    await expect(attack(sql, [orbit, grant])).rejects.toThrow(/person_role_from_agreed/);
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
