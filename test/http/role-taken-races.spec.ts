import { Audit } from '../../src/audit/index.js';
import type { Actor } from '../../src/identity/index.js';
import { RecoveryCodes } from '../../src/identity/recovery-codes.service.js';
import { RoleGrants } from '../../src/identity/role-grants.service.js';
import { Roles } from '../../src/identity/roles.service.js';
import { GivenFactors } from '../../src/identity/given-factors.service.js';
import { SignIns, type Started } from '../../src/identity/sign-ins.service.js';
import { type ActorId, parseId, type ParticipantId, type RoleGrantId } from '../../src/shared/ids.js';
import { signInOnOwnDevice } from '../support/signed-in.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { until } from '../support/until.js';
import type { Visitor } from '../support/visitor.js';

const ROUNDS = 12;

let world: SignInWorld;
let signIns: SignIns;
let grants: RoleGrants;
let ann: ParticipantId;
let bob: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open();
  signIns = world.web.app.get(SignIns, { strict: false });
  grants = new RoleGrants(world.book.work, new Roles(), new Audit(world.book.work));
  ann = (await world.signedInAs('administrator', { name: 'Ann' })).person;
  bob = (await world.signedInAs('administrator', { name: 'Bob' })).person;
});

afterAll(() => world.close());

const as = (personId: ParticipantId) => ({
  schemeId: world.scheme,
  personId,
  actorId: parseId<ActorId>(personId),
  roles: ['administrator'],
});

interface Ailsa {
  readonly id: ParticipantId;
  readonly grant: RoleGrantId;
  readonly browsers: readonly Visitor[];
}

/** Staff on three devices; that she is no longer staff has been asked for and waits for the second administrator. */
async function ailsaAboutToLose(): Promise<Ailsa> {
  const id = await world.person({ likedName: 'Ailsa' });
  const grant = await grants.ask(as(ann), id, 'staff');
  await grants.agree(as(bob), grant);
  await grants.askToEnd(as(ann), grant);
  const browsers: Visitor[] = [];
  for (let n = 0; n < 3; n++) {
    const visitor = world.visitor();
    visitor.cookies.set('galaxies', await signInOnOwnDevice(world, id));
    browsers.push(visitor);
  }
  return { id, grant, browsers };
}

/** A sign-in that just began, and who it stands for. */
async function begun(id: ParticipantId): Promise<{ actor: Actor; started: Started }> {
  const arrival = { channel: 'email', network: '192.0.2.0/24' } as const;
  const started = await world.book.work.write(world.scheme, (tx) =>
    signIns.start(tx, world.scheme, id, arrival),
  );
  const actor = await signIns.actor(undefined, started.cookie);
  if (actor === undefined) throw new Error('Nobody is signed in.');
  return { actor, started };
}

describe('a role that is taken away (A6)', () => {
  it('counts for no request that is sent after it, on any device, however many are under way', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, grant, browsers } = await ailsaAboutToLose();
      const sam = await world.person({ likedName: 'Sam' });
      const page = `/staff/people/${sam}/for/desk/account/name`;
      expect((await browsers[0]?.get('/staff/people'))?.statusCode).toBe(200);
      let isTaken = false;
      const late: unknown[] = [];
      const loops = browsers.map(async (browser, n) => {
        for (;;) {
          const began = isTaken;
          const answer = await (n === 0
            ? browser.send(page, { liked_name: began ? 'Late' : 'Early' })
            : browser.get('/staff/people'));
          if (began) {
            late.push([answer.statusCode, answer.headers.location]);
            return;
          }
        }
      });
      await grants.agreeToEnd(as(bob), grant).finally(() => (isTaken = true));
      await Promise.all(loops);
      expect(late).toEqual(browsers.map(() => [303, '/sign-in']));
      const [name]: { liked_name: string }[] = await world.book.ownerSource.query(
        'SELECT liked_name FROM person WHERE id = $1',
        [sam],
      );
      expect(name?.liked_name).not.toBe('Late');
      expect(await liveSignIns(id)).toEqual([]);
    }
  });

  it('leaves no sign-in of before it behind, whatever was being renewed in the same moment', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, grant } = await ailsaAboutToLose();
      const underway = await Promise.all([begun(id), begun(id), begun(id)]);
      const renewing = underway.map(({ actor }) => signIns.answerDevice(actor, true));
      const beginning = [begun(id), begun(id)].map((one) => one.catch(() => undefined));
      await Promise.allSettled([grants.agreeToEnd(as(bob), grant), ...renewing, ...beginning]);
      for (const { idle } of await liveSignIns(id)) expect(idle).toBe('of a participant');
    }
  });
});

const FROM = { network: '192.0.2.0/24', device: '' };

/** What renews a sign-in, once all that goes before it is there. */
const RENEWALS: readonly [string, (actor: Actor) => Promise<() => Promise<unknown>>][] = [
  [
    'saying whether the device is their own',
    (actor) => Promise.resolve(() => signIns.answerDevice(actor, true)),
  ],
  [
    'giving a second factor',
    async (actor) => {
      const recovery = world.web.app.get(RecoveryCodes, { strict: false });
      const [code = ''] = await world.book.work.write(world.scheme, (tx) => recovery.make(tx, actor));
      return () => world.web.app.get(GivenFactors, { strict: false }).giveRecoveryCode(actor, code, FROM);
    },
  ],
];

describe.each(RENEWALS)('%s while a role is taken', (_what, prepare) => {
  it('waits for that and then ends: neither stands in the way of the other', async () => {
    const { id } = await ailsaAboutToLose();
    const { actor, started } = await begun(id);
    const renew = await prepare(actor);
    const taking = world.book.ownerSource.createQueryRunner();
    await taking.startTransaction();
    await taking.query('SELECT FROM person WHERE id = $1 FOR UPDATE', [id]);
    const renewed = renew().then(
      () => 'renewed',
      (error: unknown) => error,
    );
    await until(isSomebodyWaiting, 'the sign-in to wait for the role');
    await taking.query('SELECT FROM web_sign_in WHERE person_id = $1 FOR UPDATE NOWAIT', [id]);
    await taking.query('UPDATE web_sign_in SET revoked_at = clock_timestamp() WHERE person_id = $1', [id]);
    await taking.commitTransaction();
    await taking.release();
    expect(await renewed).toMatchObject({ code: 'signed-out-meanwhile' });
    expect(await signIns.actor(undefined, started.cookie)).toBeUndefined();
    expect(await liveSignIns(id)).toEqual([]);
  });
});

/** The sign-ins of somebody that count, by the limits they have. */
async function liveSignIns(id: ParticipantId): Promise<{ idle: string }[]> {
  return world.book.ownerSource.query(
    `SELECT CASE s.idle_limit WHEN interval '60 minutes' THEN 'of a participant' WHEN interval '90 days' THEN 'of a participant'
       ELSE 'of staff' END AS idle
     FROM web_sign_in s WHERE s.person_id = $1 AND s.revoked_at IS NULL`,
    [id],
  );
}

async function isSomebodyWaiting(): Promise<boolean> {
  const [row]: { waits: number }[] = await world.book.ownerSource.query(
    `SELECT count(*)::integer AS waits FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return (row?.waits ?? 0) > 0;
}
