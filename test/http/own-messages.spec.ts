import type { ParticipantId } from '../../src/shared/ids.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let visitor: Visitor;
let jo: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit', SENDER_NAME: 'Orbit', HELP_PHONE: '01382 000 000' });
  ({ visitor, person: jo } = await world.signedInAs('participant', { name: 'Jo' }));
});
afterAll(() => world.close());

/** What the page says, line by line. */
const linesOf = (body: string) =>
  [
    ...body.matchAll(
      /<h2 class="govuk-heading-s">(.*?)<\/h2>\s*<p class="govuk-body">(.*?)<\/p>\s*<p class="govuk-body">(.*?)<\/p>/g,
    ),
  ].map(([, , words, what]) => [words, what]);

async function told(
  person: ParticipantId,
  [kind, channel, state, why]: readonly (string | null)[],
): Promise<void> {
  await world.book.ownerSource.query(
    `INSERT INTO message (scheme_id, person_id, kind, key, parts, channel, state, why, due_at, done_at)
     VALUES ($1, $2, $3, gen_random_uuid()::text, $4, $5, $6::text, $7, clock_timestamp(), CASE WHEN $6 <> 'queued' THEN clock_timestamp() END)`,
    [
      ...[world.scheme, person, kind],
      ...[
        JSON.stringify({
          day: 'Saturday',
          time: '10am',
          what: 'Hill walk',
          link: 'https://orb.example/n/7Kq2',
        }),
      ],
      ...[channel, state, why],
    ],
  );
}

it('says so when nothing was sent', async () => {
  expect((await visitor.get('/account/sent')).body).toContain(
    'We have sent you nothing in the last 90 days.',
  );
});

it.each([
  ['text', 'queued', null, 'By text. It goes out between 9am and 6pm.'],
  ['text', 'sent', null, 'By text. It was sent.'],
  ['email', 'delivered', null, 'By email. It arrived.'],
  ['text', 'not_delivered', 'failed', 'By text. It did not get through. Staff see this and tell you.'],
  ['letter', 'queued', null, 'By letter. Staff will print it.'],
  ['letter', 'sent', null, 'By letter. Staff have printed it.'],
  ['letter', 'delivered', null, 'By letter. Staff have told you.'],
  ['phone', 'queued', null, 'By phone. Staff will call.'],
  ['phone', 'delivered', null, 'By phone. Staff have told you.'],
  ['text', 'stopped', 'break', 'By text. We did not send this, because you were taking a break.'],
  ['text', 'stopped', 'week-full', 'By text. We did not send this, because there were 3 messages that week.'],
  ['none', 'stopped', 'no-way', 'We did not send this, because you asked for no messages.'],
])('a message by %s that is %s (%s) is told in words', async (channel, state, why, what) => {
  const { visitor: sam, person } = await world.signedInAs('participant', { name: 'Sam' });
  await told(person, ['date-reminder', channel, state, why]);
  const { body } = await sam.get('/account/sent');
  expect(linesOf(body)).toEqual([
    ['Orbit: Hill walk, Saturday at 10am. If it does not suit, that is OK: call 01382 000 000.', what],
  ]);
});

it('is theirs alone, and staff see the same when they do it for them', async () => {
  await told(jo, ['date-reminder', 'text', 'sent', null]);
  const { visitor: other } = await world.signedInAs('participant', { name: 'Lee' });
  expect((await other.get('/account/sent')).body).toContain('We have sent you nothing');
  const { visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' });
  const { body, statusCode } = await staff.get(`/staff/people/${jo}/for/phone/account/sent`);
  expect([statusCode, linesOf(body)]).toEqual([200, linesOf((await visitor.get('/account/sent')).body)]);
  expect((await visitor.get('/account')).body).toContain('href="/account/sent"');
});

it('the link of a message is not on the page: whoever looks at a screen would answer for them', async () => {
  await told(jo, ['date-reminder', 'text', 'sent', null]);
  expect((await visitor.get('/account/sent')).body).not.toContain('7Kq2');
});
