import type { ParticipantId } from '../../src/shared/ids.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let stage: GalaxiesStage;
let sam: ParticipantId;
let ann: { readonly person: ParticipantId; readonly visitor: Visitor };

beforeAll(async () => {
  world = await SignInWorld.open();
  stage = new GalaxiesStage(world.book, world.scheme);
  sam = await world.person({ likedName: 'Sam' });
  ann = await world.signedInAs('administrator', { name: 'Ann' });
  for (let n = 0; n < 30; n++)
    await stage.book.award(world.scheme, [[sam, 1 + (n % 2)]], `register/lines/${String(n)}`);
  await world.book.sealAll(world.scheme);
  await stage.setAside(sam, 5);
});
afterAll(() => world.close());

async function totals(path: string): Promise<readonly number[]> {
  const { body } = await ann.visitor.get(path);
  return [...body.matchAll(/Total then<\/span>(\d+)</g)].map(([, total]) => Number(total));
}

it('each line says what there was in total after it, over all pages', async () => {
  const path = `/admin/accounts/${sam}`;
  const first = await totals(path);
  const { body } = await ann.visitor.get(path);
  const [, older = ''] = /href="(\/admin\/accounts\/[^"]*before=\d+)"/.exec(body) ?? [];
  const all = [...first, ...(await totals(older))];
  expect([first.length, all.length, all[0], all[1], all.at(-1)]).toEqual([25, 31, 45, 45, 1]);
});

it('a line names its seal, or that it waits for one; and looking is written down', async () => {
  const { statusCode, body } = await ann.visitor.get(`/admin/accounts/${sam}`);
  expect([statusCode, body.match(/not sealed yet/g)?.length]).toEqual([200, 1]);
  expect(body).toContain('number 30 in seal 1');
  const looks = await world.book.ownerSource.query<unknown[]>(
    `SELECT FROM audit_event WHERE action = 'person.looked' AND actor_id = $1 AND person_id = $2`,
    [ann.person, sam],
  );
  expect(looks).not.toEqual([]);
});

it('a balance is proved by adding up its lines anew, with what is sealed and what waits', async () => {
  const { statusCode, body } = await ann.visitor.get(`/admin/accounts/${sam}/prove`);
  const figures = [...body.matchAll(/The (?:account says|lines come to)<\/span>(\d+)</g)].map(([, n]) =>
    Number(n),
  );
  expect([statusCode, figures]).toEqual([200, [40, 40, 5, 5, 45, 45]]);
  expect(body).toMatch(/As at [A-Z][a-z]+ \d+ [A-Z][a-z]+ \d{4}, /);
  for (const sentence of ['It adds up: yes.', '30 entries are sealed, by seal 1.', '1 entry is new'])
    expect(body).toContain(sentence);
});

it('a balance that its lines do not come to is said not to add up', async () => {
  const away = 'ALTER TABLE account DISABLE TRIGGER USER';
  const back = 'ALTER TABLE account ENABLE TRIGGER USER';
  const more = (by: number) =>
    world.book.ownerSource.query(
      `${away}; UPDATE account SET balance = balance + ${String(by)} WHERE owner_id = '${sam}' AND kind = 'available'; ${back}`,
    );
  await more(1);
  const { body } = await ann.visitor.get(`/admin/accounts/${sam}/prove`);
  await more(-1);
  expect([body.includes('It adds up: no.'), body.includes('It adds up: yes.')]).toEqual([true, false]);
});

it('nobody but an administrator sees it, and an account that is not there is not found', async () => {
  for (const role of ['staff', 'leader', 'participant'] as const) {
    const { visitor } = await world.signedInAs(role);
    for (const path of [`/admin/accounts/${sam}`, `/admin/accounts/${sam}/prove`])
      expect([role, (await visitor.get(path)).statusCode]).toEqual([role, 403]);
  }
  const none = await ann.visitor.get('/admin/accounts/00000000-0000-4000-8000-000000000000');
  expect(none.statusCode).toBe(404);
});
