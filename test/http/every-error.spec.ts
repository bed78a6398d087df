import { t, type WordKey } from '../../src/web/index.js';
import { PageProbeController } from '../support/page-probes.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

/**
 * What the design says of each code that a page of today can answer with, word for word. What stands beside it is the key
 * of the catalogue and what is put into it.
 */
const WORDS: readonly (readonly [string, WordKey, Readonly<Record<string, string | number>>, string])[] = [
  ['register.empty', 'errors.register.empty', {}, 'Tick everyone who came, or choose "Nobody came"'],
  [
    'register.count_back',
    'errors.register.count-back',
    { out: 8, back: 7, phone: '01382 000 000' },
    'You counted 8 out and 7 back. If someone is not back, call staff on 01382 000 000',
  ],
  [
    'register.role_two',
    'errors.register.role-two',
    { name: 'Ewan' },
    'Choose one for Ewan: took part, helped or led',
  ],
  [
    'register.newer',
    'errors.register.newer',
    { name: 'Iain' },
    'Iain also sent a register. We kept everyone from both. Please check the list',
  ],
  [
    'register.locked',
    'errors.register.locked',
    {},
    'This was more than 14 days ago. Staff can change it for you. We have kept what you typed',
  ],
  [
    'quick.range',
    'errors.quick.range',
    { last: 12 },
    'Use the numbers on the roster, like 1-8 11. This roster goes from 1 to 12',
  ],
  ['quick.version', 'errors.quick.version', {}, 'That code is not one of ours. It looks like R-2026-0614-02'],
  [
    'person.many',
    'errors.person.many',
    { count: 2, name: 'Sam' },
    'We found 2 people called Sam. Choose one',
  ],
  [
    'person.none',
    'errors.person.none',
    {},
    'We could not find that name. Check the spelling, or add them as a new person',
  ],
  [
    'request.moved_on',
    'errors.request.moved-on',
    { what: 'Ailsa approved it at 9.04am' },
    'This has changed since you opened it. Ailsa approved it at 9.04am',
  ],
  ['reason.missing', 'checking.wrong.reason', { name: 'Sam' }, 'Choose a reason. Sam will see it'],
  [
    'reverse.reason',
    'put-right.wrong.sentence',
    { name: 'Sam' },
    'Say what you are putting right, in a sentence Sam can read',
  ],
  [
    'reverse.second',
    'put-right.wrong.second',
    {},
    'A second person needs to agree to this. Choose who to ask',
  ],
  ['phone.format', 'errors.phone.format', {}, 'Enter a UK mobile number, like 07700 900 982'],
  ['email.format', 'errors.email.format', {}, 'Enter an email address, like name@example.com'],
  [
    'code.wrong',
    'errors.code.wrong',
    { count: 9 },
    'That code did not match. Check the newest message. You have 9 tries left',
  ],
  ['code.old', 'errors.code.old', {}, 'That code has run out. We can send a new one'],
  ['link.used', 'errors.link.used', {}, 'This link has been used. We can send a new one'],
  ['date.real', 'errors.date.real', {}, 'Enter a date that exists, like 14 6 2026'],
  ['date.future', 'errors.date.future', {}, 'Choose today or an earlier day'],
  [
    'text.long',
    'errors.text.long',
    { limit: 500, count: 20 },
    'Use 500 characters or fewer. You have 20 too many',
  ],
  [
    'session.away',
    'errors.session.away',
    {},
    'You have been signed out to keep your things private. Sign in and you will come back here. We kept what you typed',
  ],
  ['duplicate', 'errors.duplicate', {}, 'We already have this. Nothing was counted twice'],
];

const wordsOf = (code: string) => WORDS.find(([each]) => each === code)?.[3] ?? '';

it.each(WORDS)('%s says what the design says, word for word', (_code, key, values, words) => {
  expect(t(key, values)).toBe(words);
});

/** A form that is sent as nobody can take it: the page that answers, the field that is wrong, and what was typed. */
interface Wrong {
  readonly code: string;
  readonly page: string;
  readonly sent: Readonly<Record<string, string>>;
  readonly field: string;
  readonly words?: string;
  readonly kept: readonly string[];
}

const REACH = { contact: 'text', phone: '', email: '' };

const OF_A_PERSON: readonly Wrong[] = [
  {
    code: 'phone.format',
    page: '/account/reach',
    sent: { ...REACH, phone: '12 <b>' },
    field: 'phone',
    kept: ['12 &lt;b&gt;'],
  },
  {
    code: 'email.format',
    page: '/account/reach',
    sent: { ...REACH, contact: 'email', email: 'jo at home', phone: '07700 900 111' },
    field: 'email',
    kept: ['jo at home', '07700 900 111'],
  },
  {
    code: 'text.long',
    page: '/account/leaders',
    sent: { leaders_note: 'z'.repeat(220) },
    field: 'leaders_note',
    words: 'Use 200 characters or fewer. You have 20 too many',
    kept: ['z'.repeat(220)],
  },
];

let world: SignInWorld;
let jo: Visitor;

beforeAll(async () => {
  world = await SignInWorld.open({ HELP_PHONE: '01382 000 000' }, [PageProbeController]);
  ({ visitor: jo } = await world.signedInAs('participant', { name: 'Jo' }));
});

afterAll(() => world.close());

/** The summary leads to the field, beside which the same words stand; the title begins with it; what was typed is there. */
function expectShown(
  { statusCode, body }: { readonly statusCode: number; readonly body: string },
  { field, words, kept }: Pick<Wrong, 'field' | 'kept'> & { readonly words: string },
): void {
  expect(statusCode).toBe(422);
  expect(body).toMatch(/<title>Error: /);
  expect(body).toContain(`<a href="#${field}">${words}</a>`);
  expect(body).toMatch(new RegExp(`id="${field}-error"[^>]*>[\\s\\S]{0,120}?${escaped(words)}`));
  for (const typed of kept) expect(body).toContain(typed);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

it.each(OF_A_PERSON)(
  '$code is linked to its field on $page, and nothing that was typed is lost',
  async (wrong) => {
    const { code, page, sent, field, kept, words = wordsOf(code) } = wrong;
    const before: unknown = await world.book.ownerSource.query('SELECT * FROM person ORDER BY id');
    expectShown(await jo.send(page, sent), { field, kept, words });
    expect(await world.book.ownerSource.query('SELECT * FROM person ORDER BY id')).toEqual(before);
  },
);

it('code.wrong and code.old are linked to the field of the code', async () => {
  const email = 'kim@example.org';
  await world.person({ likedName: 'Kim', email });
  const kim = world.visitor();
  await kim.askByEmail(email);
  const { code } = await world.deliverOne();
  const other = code === '123456' ? '654321' : '123456';
  expectShown(await kim.typeCode(other), { field: 'code', words: wordsOf('code.wrong'), kept: [] });
  await world.pass('31 minutes');
  expectShown(await kim.typeCode(code), { field: 'code', words: wordsOf('code.old'), kept: [] });
  expect(await kim.isSignedIn()).toBe(false);
});

it('duplicate is linked to the name when one form adds two people, and nothing that was typed is lost', async () => {
  const { visitor: ailsa } = await world.signedInAs('staff', { name: 'Ailsa' });
  const { body } = await ailsa.get('/staff/people/new');
  const [, id = ''] = /name="id" value="([^"]+)"/.exec(body) ?? [];
  const typed = { id, contact: 'none', taking_part: 'joining', message_detail: 'day-and-time' };
  expect((await ailsa.send('/staff/people/new', { ...typed, liked_name: 'Mo' })).statusCode).toBe(303);
  const before: unknown = await world.book.ownerSource.query('SELECT * FROM person ORDER BY id');
  const other = { ...typed, liked_name: 'Noor', leaders_note: 'I like tea' };
  expectShown(await ailsa.send('/staff/people/new', other), {
    ...{ field: 'liked_name', words: wordsOf('duplicate'), kept: ['value="Noor"', 'I like tea'] },
  });
  expect(await world.book.ownerSource.query('SELECT * FROM person ORDER BY id')).toEqual(before);
});

it('person.none and person.many are linked to the name and to the choice on the page for a role', async () => {
  const { visitor: ann } = await world.signedInAs('administrator', { name: 'Ann' });
  await world.person({ likedName: 'Rowan' });
  await world.person({ likedName: 'Rowan' });
  const give = (person: string) => ann.send('/admin/roles/new', { person, role: 'staff' });
  const none = { field: 'person', words: wordsOf('person.none'), kept: ['value="Ewn"'] };
  expectShown(await give('Ewn'), none);
  const many = { field: 'chosen', words: wordsOf('person.many').replace('Sam', 'Rowan'), kept: ['"Rowan"'] };
  expectShown(await give('Rowan'), many);
});

it('link.used is a page of its own, with a way to a new one', async () => {
  const { statusCode, body } = await world.visitor().send(`/sign-in/l/${'A'.repeat(32)}`, {});
  expect([statusCode, body]).toEqual([410, expect.stringContaining(wordsOf('link.used'))]);
  expect(body).toContain('href="/sign-in"');
});

it('session.away is said where they sign in again, and what was typed is there afterwards', async () => {
  await world.person({ likedName: 'Al', email: 'al@example.org' });
  const al = await world.signIn('al@example.org');
  await al.send('/sign-in/device', { own_device: 'no' });
  const { body: form } = await al.get('/account/name');
  await world.pass('61 minutes');
  const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(form) ?? [];
  const away = await al.post('/account/name', { liked_name: 'Alan', _csrf: token });
  expect([away.statusCode, away.headers.location]).toEqual([303, '/sign-in']);
  expect((await al.get('/sign-in')).body).toContain(wordsOf('session.away'));
  await world.signIn('al@example.org', al);
  await al.send('/sign-in/device', { own_device: 'no' });
  expect((await al.get('/account/name')).body).toContain('value="Alan"');
});

it.each([
  ['forbidden', '/staff', 403, 'If you need it for your role, ask staff'],
  ['not_found', '/nowhere', 404, 'If you typed the address, check it'],
  ['server', '/probe/fail', 500, 'Sorry, something went wrong on our side'],
  ['busy', '/probe/away', 503, 'We are working on the service'],
])('%s is a page with its own status', async (_code, url, status, words) => {
  const { statusCode, body } = await jo.get(url);
  expect([statusCode, body]).toEqual([status, expect.stringContaining(words)]);
});
