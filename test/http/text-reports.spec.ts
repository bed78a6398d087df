import { createHmac } from 'node:crypto';
import { type MessageId, newId } from '../../src/shared/ids.js';
import { SignInWorld } from '../support/sign-in-world.js';

const SECRET = 'a secret that the gateway has too';

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit', TEXT_REPORT_SECRET: SECRET });
});
afterAll(() => world.close());

interface Sending {
  readonly secret?: string;
  readonly secondsAgo?: number;
  readonly signed?: string;
  readonly signature?: string;
}

const seconds = () => Math.floor(Date.now() / 1_000);

/** Sends a body as a gateway does, signed as told. */
async function send(
  body: string,
  { secret = SECRET, secondsAgo = 0, signed = body, signature }: Sending = {},
) {
  const moment = String(seconds() - secondsAgo);
  const digest = createHmac('sha256', secret).update(`${moment}.${signed}`).digest('hex');
  const {
    statusCode,
    body: answer,
    headers,
  } = await world.web.app.inject({
    ...{ method: 'POST', url: '/hooks/text-reports', payload: body },
    headers: { 'content-type': 'application/json', 'x-signature': signature ?? `t=${moment},v1=${digest}` },
  });
  return { statusCode, answer, type: headers['content-type'] };
}

const report = (reference: string, state: string) => JSON.stringify({ reference, state });

/** A message of somebody, as it stands. */
async function message(channel: string, state: string, tries = 1): Promise<MessageId> {
  const id = newId<MessageId>();
  const person = await world.person({ likedName: 'Jo' });
  await world.book.ownerSource.query(
    `INSERT INTO message (scheme_id, id, person_id, kind, key, parts, channel, state, why, tries, due_at, done_at)
     VALUES ($1, $2, $3, 'date-called-off', 'walk', '{"day": "Saturday", "time": "10am", "what": "Hill walk"}', $4, $5::text,
       CASE WHEN $5 = 'not_delivered' THEN 'failed' END, $6, clock_timestamp(),
       CASE WHEN $5 <> 'queued' THEN clock_timestamp() END)`,
    [world.scheme, id, person, channel, state, tries],
  );
  return id;
}

async function stateOf(id: MessageId): Promise<string | undefined> {
  const [row]: { state: string }[] = await world.book.ownerSource.query(
    `SELECT concat_ws(' ', state, why) AS state FROM message WHERE id = $1`,
    [id],
  );
  return row?.state;
}

it.each([
  ['sent', 'delivered', 'delivered'],
  ['sent', 'failed', 'not_delivered failed'],
  ['not_delivered', 'delivered', 'delivered'],
  ['delivered', 'failed', 'delivered'],
  ['queued', 'delivered', 'delivered'],
  ['queued', 'failed', 'not_delivered failed'],
])('a text that is %s and reported %s is then %s', async (before, reported, after) => {
  const id = await message('text', before);
  expect((await send(report(id, reported))).statusCode).toBe(204);
  expect(await stateOf(id)).toBe(after);
});

it.each([
  ['letter', 'sent', 1],
  ['email', 'sent', 1],
  ['text', 'queued', 0],
])(
  'nothing is said about a %s that is %s after %s tries: no gateway had it',
  async (channel, state, tries) => {
    const id = await message(channel, state, tries);
    expect((await send(report(id, 'delivered'))).statusCode).toBe(204);
    expect(await stateOf(id)).toBe(state);
  },
);

it('a report that comes again, or an older one after a newer, changes nothing', async () => {
  const id = await message('text', 'sent');
  for (const state of ['failed', 'failed', 'delivered', 'failed', 'delivered'])
    expect((await send(report(id, state))).statusCode).toBe(204);
  expect(await stateOf(id)).toBe('delivered');
});

it('ten reports at once leave one end', async () => {
  const id = await message('text', 'sent');
  const states = Array.from({ length: 10 }, (_each, n) => (n % 2 === 0 ? 'delivered' : 'failed'));
  const answers = await Promise.all(states.map((state) => send(report(id, state))));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(204));
  expect(await stateOf(id)).toBe('delivered');
});

it('a text that nobody knows is answered like one that is known', async () => {
  const known = await send(report(await message('text', 'sent'), 'delivered'));
  expect(await send(report(newId(), 'delivered'))).toEqual(known);
});

describe('what is not signed is refused, and changes nothing', () => {
  const ways: readonly (readonly [string, Sending])[] = [
    ['with another secret', { secret: 'another' }],
    ['over another body', { signed: '{}' }],
    ['six minutes ago', { secondsAgo: 360 }],
    ['six minutes from now', { secondsAgo: -360 }],
    ['with nothing', { signature: '' }],
    ['with half a signature', { signature: `t=${String(seconds())},v1=abc` }],
    ['with no time', { signature: `v1=${'0'.repeat(64)}` }],
  ];

  it.each(ways)('%s', async (_name, sending) => {
    const id = await message('text', 'sent');
    const { statusCode, type } = await send(report(id, 'failed'), sending);
    expect([statusCode, type, await stateOf(id)]).toEqual([
      401,
      expect.stringContaining('application/problem+json'),
      'sent',
    ]);
  });

  it('also when it could not be read, so that strangers learn nothing', async () => {
    expect((await send('{"reference": 5}', { secret: 'another' })).statusCode).toBe(401);
  });
});

it.each(['{"reference": "5", "state": "delivered"}', '{"state": "delivered"}', report(newId(), 'read')])(
  'what is signed and is no report is told so: %s',
  async (body) => {
    expect((await send(body)).statusCode).toBe(422);
  },
);

it('what did not get through is on the list of staff', async () => {
  const id = await message('text', 'sent');
  await send(report(id, 'failed'));
  const { visitor } = await world.signedInAs('staff', { name: 'Ailsa' });
  expect((await visitor.get('/staff/messages')).body).toContain(`/staff/messages/${id}/told`);
});

it('without the secret there is no such address', async () => {
  const bare = await SignInWorld.open();
  const { statusCode } = await bare.web.app.inject({
    ...{ method: 'POST', url: '/hooks/text-reports', payload: report(newId(), 'failed') },
    headers: { 'content-type': 'application/json' },
  });
  await bare.close();
  expect(statusCode).toBe(404);
});
