import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let stage: GalaxiesStage;
let staff: Visitor;
let ailsa: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  stage = new GalaxiesStage(world.book, world.scheme);
  await stage.helping.plans.usualRates(world.scheme);
  ({ visitor: staff, person: ailsa } = await world.signedInAs('staff', { name: 'Ailsa' }));
});

afterAll(() => world.close());

/** What staff fill in for somebody who has neither a phone nor an email address. */
const SAM = {
  ...{ liked_name: 'Sam', surname: '', contact: 'none', phone: '', email: '', ref: '' },
  ...{ message_detail: 'day-and-time', leaders_note: '', taking_part: 'taking-part' },
};

const YESTERDAY = { when: 'yesterday', length: 'longer', day_day: '', day_month: '', day_year: '' };

async function addSam(): Promise<ParticipantId> {
  const { headers } = await staff.send('/staff/people/new', SAM);
  const shown = await staff.get(String(headers.location));
  expect([shown.statusCode, shown.body]).toEqual([200, expect.stringContaining('Sam')]);
  const [row]: { id: ParticipantId }[] = await world.book.ownerSource.query(
    'SELECT id FROM person WHERE id::text = $1',
    [String(headers.location).split('/').at(-1)],
  );
  if (row === undefined) throw new Error(shown.body);
  return row.id;
}

/** The code of the card that staff print, as the person reads it. */
async function cardOf(sam: ParticipantId): Promise<string> {
  const { body } = await staff.send(`/staff/people/${sam}/card`, {});
  return /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}/.exec(body)?.[0] ?? '';
}

/** What somebody does on their own pages, which stand under `base` where staff do it for them. */
async function live(visitor: Visitor, base: string, session: SessionId): Promise<void> {
  const galaxies = await visitor.get(`${base}/me`);
  expect([galaxies.statusCode, galaxies.body]).toEqual([
    200,
    expect.stringContaining('<strong>1</strong> galaxy to use'),
  ]);
  expect((await visitor.get(`${base}/activities`)).body).toContain(`${base}/dates/${session}`);
  const answered = await visitor.send(`${base}/dates/${session}`, {
    answer: 'yes',
    tell_leader: 'I walk slowly',
  });
  expect(answered.headers.location).toBe(`${base}/dates/${session}/answer`);
  const helped = `${base}/me/helped/new`;
  await visitor.send(helped, { choice: 'other', own: 'Mended the door' });
  await visitor.send(`${helped}/when`, YESTERDAY);
  await visitor.send(`${helped}/who`, { who: 'Morag' });
  const sent = await visitor.send(`${helped}/check`, {});
  expect([sent.statusCode, sent.headers.location]).toEqual([303, `${base}/me/helped/sent`]);
  expect((await visitor.get(`${base}/me`)).body).toContain('Mended the door');
}

/** A date that is to come, and one that has been, for which they got a galaxy. */
async function dates(sam: ParticipantId): Promise<SessionId> {
  const past = await stage.session('Garden', 3);
  await stage.register(past, ailsa, { came: [sam] });
  return stage.helping.plans.session(world.scheme);
}

const keptOf = async (sam: ParticipantId, session: SessionId) => ({
  place: await world.book.ownerSource.query(
    'SELECT answer, tell_leader FROM place WHERE person_id = $1 AND session_id = $2',
    [sam, session],
  ),
  helped: await world.book.ownerSource.query(
    'SELECT what, who_knows, state FROM contribution WHERE person_id = $1',
    [sam],
  ),
  sent: await world.book.ownerSource.query(
    `SELECT FROM message WHERE person_id = $1 AND channel IN ('text', 'email')`,
    [sam],
  ),
});

const KEPT = {
  place: [{ answer: 'yes', tell_leader: 'I walk slowly' }],
  helped: [{ what: 'Mended the door', who_knows: 'Morag', state: 'pending' }],
  sent: [],
};

describe('somebody with no phone and no email', () => {
  it('is added by staff, comes in with a card on a shared device, and does all of it; then nothing stays behind', async () => {
    const sam = await addSam();
    const session = await dates(sam);
    const kiosk = world.visitor();
    expect((await kiosk.send('/sign-in', { how: 'card' })).headers.location).toBe('/sign-in/card');
    await kiosk.send('/sign-in/card', { address: await cardOf(sam) });
    const entered = await kiosk.send('/sign-in/device', { own_device: 'no' });
    expect(entered.cookies.every(({ maxAge }) => maxAge === undefined || maxAge === 0)).toBe(true);
    await live(kiosk, '', session);
    const secret = kiosk.secret;
    const out = await kiosk.send('/me', {}, '/sign-out');
    expect(out.headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
    const back = world.visitor();
    back.cookies.set('galaxies', secret);
    expect([kiosk.cookies.size, await back.isSignedIn()]).toEqual([0, false]);
    expect(await keptOf(sam, session)).toEqual(KEPT);
  });

  it('has all of it done by staff, at the desk, under a strip that says whose it is, and written down as that', async () => {
    const sam = await addSam();
    const session = await dates(sam);
    await live(staff, `/staff/people/${sam}/for/desk`, session);
    expect(await keptOf(sam, session)).toEqual(KEPT);
    const noted: { actor_id: string; asked_how: string }[] = await world.book.ownerSource.query(
      `SELECT DISTINCT actor_id, asked_how FROM audit_event WHERE on_behalf_of = $1 AND action <> 'person.looked'`,
      [sam],
    );
    expect(noted).toEqual([{ actor_id: ailsa, asked_how: 'desk' }]);
  });

  it('needs no script on any page of it', async () => {
    const sam = await addSam();
    const session = await dates(sam);
    const kiosk = world.visitor();
    await kiosk.send('/sign-in/card', { address: await cardOf(sam) });
    await kiosk.send('/sign-in/device', { own_device: 'no' });
    const base = `/staff/people/${sam}/for/desk`;
    const theirs = ['/me', '/activities', `/dates/${session}`, '/me/helped/new', '/account'];
    for (const path of theirs)
      for (const { body, headers } of [await kiosk.get(path), await staff.get(base + path)]) {
        expect([path, body]).toEqual([path, expect.not.stringContaining('<script')]);
        expect(String(headers['content-security-policy'])).not.toContain('script-src');
      }
  });
});
