import { INJECTIONS } from '../support/injections.js';
import { SignInWorld } from '../support/sign-in-world.js';

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.open();
});

afterAll(() => world.close());

/** What a browser would take for a tag. */
const TAGS = INJECTIONS.filter((text) => /^<[a-z]/i.test(text));

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('`', '&#96;');

it('letters that staff print are words, whatever is in them (A11)', async () => {
  const jo = await world.person({ likedName: TAGS[0] ?? '', contact: 'letter' });
  await world.book.ownerSource.query(`UPDATE person SET message_detail = 'everything' WHERE id = $1`, [jo]);
  for (const what of TAGS)
    await world.book.ownerSource.query(
      `INSERT INTO message (scheme_id, id, person_id, kind, key, parts, channel, state, due_at)
       VALUES ($1, gen_random_uuid(), $2, 'answer', gen_random_uuid()::text, $3, 'letter', 'queued', clock_timestamp())`,
      [world.scheme, jo, JSON.stringify({ what })],
    );
  const { visitor: staff } = await world.signedInAs('staff');
  const { statusCode, body } = await staff.get('/staff/print');
  expect(statusCode).toBe(200);
  expect(TAGS.length).toBeGreaterThan(30);
  expect(TAGS.filter((text) => body.includes(text))).toEqual([]);
  expect(TAGS.filter((text) => body.includes(escaped(text))).length).toBeGreaterThan(TAGS.length / 2);
});

it('what a program is answered is JSON and nothing that a browser would show as a page (A11)', async () => {
  const { visitor, person } = await world.signedInAs('participant');
  for (const text of TAGS.slice(0, 10)) {
    const wrong = await visitor.get(`/api/v1/accounts/${person}/entries?as_at=${encodeURIComponent(text)}`);
    expect([
      wrong.statusCode,
      wrong.headers['content-type'],
      wrong.headers['x-content-type-options'],
    ]).toEqual([422, expect.stringMatching(/^application\/problem\+json/), 'nosniff']);
    expect(wrong.body).not.toContain(text);
  }
});
