import type { ParticipantId } from '../../src/shared/ids.js';
import { PeopleQueries } from '../../src/participants/index.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let jo: ParticipantId;
let visitor: Visitor;

beforeAll(async () => {
  world = await SignInWorld.open();
  jo = await world.person({ likedName: 'Jo', email: 'jo@example.org' });
  await world.person({ likedName: 'Sam', email: 'sam@example.org', phone: '07700 900 111' });
  visitor = await world.signIn('jo@example.org');
});

afterAll(() => world.close());

const person = () => new PeopleQueries(world.book.work).one(world.scheme, jo);

it('a person changes what they chose, and sees it on the page', async () => {
  const changes: readonly [string, Record<string, string>][] = [
    ['name', { liked_name: 'Jo-Anne <b>' }],
    ['reach', { contact: 'text', phone: '07700 900 982', email: '' }],
    ['messages', { message_detail: 'just-a-message' }],
    ['formats', { formats: 'large-print' }],
  ];
  for (const [page, fields] of changes) {
    const answer = await visitor.send(`/account/${page}`, fields);
    expect([page, answer.statusCode, answer.headers.location]).toEqual([page, 303, '/account']);
  }
  expect(await person()).toMatchObject({
    likedName: 'Jo-Anne <b>',
    contact: 'text',
    phone: '+447700900982',
    email: 'jo@example.org',
    messageDetail: 'just-a-message',
    formats: ['large-print'],
  });
  const { body } = await visitor.get('/account');
  expect(body).toContain('Jo-Anne &lt;b&gt;');
  for (const words of ['Send me a text', 'Just say there is a message', 'Large print'])
    expect(body).toContain(words);
  expect((await visitor.send('/account/formats', {})).statusCode).toBe(303);
  expect((await person()).formats).toEqual([]);
});

it.each<[string, string, Record<string, string>, readonly [string, string]]>([
  ['an empty name', 'name', { liked_name: '  ' }, ['liked_name', 'Enter the name you like to be called']],
  [
    'a long name',
    'name',
    { liked_name: 'n'.repeat(60) },
    ['liked_name', 'Use 40 characters or fewer. You have 20 too many'],
  ],
  ['no choice', 'messages', {}, ['message_detail', 'Choose one of these']],
  ['another choice', 'formats', { formats: 'by pigeon' }, ['formats', 'Choose one of these']],
  [
    'a number that is none',
    'reach',
    { contact: 'text', phone: '0131 496', email: 'kept@example.org' },
    ['phone', 'Enter a UK mobile number, like 07700 900 982'],
  ],
  [
    'an address that is none',
    'reach',
    { contact: 'email', phone: '', email: 'jo at example' },
    ['email', 'Enter an email address, like name@example.com'],
  ],
  [
    'the number of somebody else',
    'reach',
    { contact: 'text', phone: '07700900111', email: '' },
    ['phone', 'Another person has this. Use another one, or ask staff'],
  ],
])(
  '%s is explained beside its field, and nothing that was typed is lost',
  async (_what, page, fields, [field, words]) => {
    const before = await person();
    const { statusCode, body } = await visitor.send(`/account/${page}`, fields);
    expect(statusCode).toBe(422);
    expect(body).toMatch(/<title>Error: /);
    expect(body).toContain('Please check this');
    expect(body).toContain(`<a href="#${field}">${words}</a>`);
    expect(body).toContain(`id="${field}-error"`);
    expect(body).toContain(`id="${field}"`);
    for (const typed of Object.values(fields).filter((value) => value.trim() !== '' && value !== 'by pigeon'))
      expect(body).toContain(`value="${typed}"`);
    expect(await person()).toEqual(before);
  },
);

it.each([
  ['/sign-in', {}, 'how', 'Choose how you want to sign in'],
  ['/sign-in/text', { address: '12' }, 'address', 'Enter a UK mobile number, like 07700 900 982'],
  ['/sign-in/email', { address: 'jo@' }, 'address', 'Enter an email address, like name@example.com'],
  ['/sign-in/card', { address: 'ABC' }, 'address', 'We do not know that card'],
  ['/sign-in/code', { code: '12345' }, 'code', 'Enter the 6 digits of the newest message'],
])('%s says what to check, linked to its field', async (page, fields, field, words) => {
  const { statusCode, body } = await world.visitor().send(page, fields);
  expect([statusCode, body]).toEqual([422, expect.stringContaining(`<a href="#${field}">${words}`)]);
  for (const typed of Object.values(fields)) expect(body).toContain(`value="${typed}"`);
});

it('a column of the table that no form has is refused, and changes nothing (A10)', async () => {
  const before = await person();
  for (const field of ['ref', 'taking_part', 'id', 'scheme_id', 'person_id', 'roles', 'note_shared']) {
    const { statusCode } = await visitor.send('/account/name', { liked_name: 'Mallory', [field]: 'left' });
    expect([field, statusCode]).toEqual([field, 422]);
  }
  expect(await person()).toEqual(before);
});
