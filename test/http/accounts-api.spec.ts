import type { ParticipantId } from '../../src/shared/ids.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

interface Entry {
  readonly entryId: string;
  readonly word: string;
  readonly galaxies: number;
  readonly toUse: number;
  readonly setAside: number;
  readonly recordedAt: string;
}

interface Account {
  readonly toUse: number;
  readonly setAside: number;
  readonly inTotal: number;
  readonly entries: readonly Entry[];
  readonly next?: string;
}

let world: SignInWorld;
let stage: GalaxiesStage;
let sam: ParticipantId;
let visitor: Visitor;

beforeAll(async () => {
  world = await SignInWorld.open();
  stage = new GalaxiesStage(world.book, world.scheme);
  await stage.helping.plans.usualRates(world.scheme);
});
afterAll(() => world.close());

beforeEach(async () => {
  ({ person: sam, visitor } = await world.signedInAs('participant', { name: 'Sam' }));
});

async function awarded(many: number): Promise<void> {
  for (let n = 0; n < many; n++)
    await stage.book.award(world.scheme, [[sam, 1 + (n % 3)]], `register/${sam}/${String(n)}`);
}

const account = async (path = ''): Promise<Account> =>
  (await visitor.get(`/api/v1/accounts/${sam}${path}`)).json();

it('an account is three numbers and the last 20 entries', async () => {
  await awarded(23);
  await stage.setAside(sam, 5);
  const { toUse, setAside, inTotal, entries } = await account();
  expect([toUse, setAside, inTotal]).toEqual([40, 5, 45]);
  expect(entries).toHaveLength(20);
  expect(entries[0]).toMatchObject({ word: 'set-aside', galaxies: 5, toUse: -5, setAside: 5 });
});

it('the entries of all pages add up to the numbers', async () => {
  await awarded(23);
  await stage.setAside(sam, 5);
  const seen: Entry[] = [];
  let next: string | undefined = '';
  while (next !== undefined) {
    const page: Account = await account(`/entries?limit=7${next === '' ? '' : `&after=${next}`}`);
    seen.push(...page.entries);
    next = page.next;
  }
  const sum = (part: 'toUse' | 'setAside') => seen.reduce((total, entry) => total + entry[part], 0);
  expect([new Set(seen.map(({ entryId }) => entryId)).size, sum('toUse'), sum('setAside')]).toEqual([
    24, 40, 5,
  ]);
});

it('as at a past moment it is what the book said then', async () => {
  await awarded(2);
  const [, first] = (await account()).entries;
  const then = await account(`/entries?as_at=${encodeURIComponent(first?.recordedAt ?? '')}`);
  expect([then.inTotal, then.entries.length]).toEqual([1, 1]);
});

it('whoever has seen it is told that nothing changed', async () => {
  await awarded(1);
  const path = `/api/v1/accounts/${sam}`;
  const { headers } = await visitor.get(path);
  const inject = (tag: string) =>
    world.web.app.inject({
      url: path,
      headers: { cookie: `galaxies=${visitor.secret}`, 'if-none-match': tag },
    });
  expect((await inject(String(headers.etag))).statusCode).toBe(304);
  await stage.book.award(world.scheme, [[sam, 1]], `register/${sam}/more`);
  expect((await inject(String(headers.etag))).statusCode).toBe(200);
});

it('the account of somebody else and one that is not there are answered alike', async () => {
  const { visitor: stranger } = await world.signedInAs('participant');
  const { visitor: leader } = await world.signedInAs('leader');
  for (const who of [stranger, leader])
    for (const id of [sam, '00000000-0000-4000-8000-000000000000', 'nonsense'])
      for (const below of ['', '/entries']) {
        const answer = await who.get(`/api/v1/accounts/${id}${below}`);
        expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([
          404,
          '/problems/unknown-account',
        ]);
      }
});

it('staff see it, and that they looked is written down', async () => {
  await awarded(1);
  const { visitor: staff, person } = await world.signedInAs('staff');
  const answer = await staff.get(`/api/v1/accounts/${sam}`);
  expect([answer.statusCode, answer.json<Account>().inTotal]).toEqual([200, 1]);
  const looks = await world.book.ownerSource.query<unknown[]>(
    `SELECT FROM audit_event WHERE action = 'person.looked' AND actor_id = $1 AND person_id = $2`,
    [person, sam],
  );
  expect(looks).toHaveLength(1);
});

it('what cannot be read is refused by its field', async () => {
  for (const query of ['as_at=yesterday', 'after=xyz', 'limit=0', 'limit=101', 'before=1'])
    expect([query, (await visitor.get(`/api/v1/accounts/${sam}/entries?${query}`)).statusCode]).toEqual([
      query,
      422,
    ]);
});
