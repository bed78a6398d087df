import type { ParticipantId } from '../../src/shared/ids.js';
import { Messages } from '../../src/messages/index.js';
import { OutboxService } from '../../src/outbox/index.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { type Visitor, tokenIn } from '../support/visitor.js';

let world: SignInWorld;
let staff: Visitor;
const messages = new Messages(new OutboxService());

beforeAll(async () => {
  world = await SignInWorld.open({ SENDER_NAME: 'Orbit', HELP_PHONE: '01382 000 000' });
});
beforeEach(async () => {
  await world.startOver();
  staff = (await world.signedInAs('staff', { name: 'Ailsa' })).visitor;
});
afterAll(() => world.close());

async function told(contact: 'text' | 'letter' | 'phone', phone?: string): Promise<ParticipantId> {
  const person = await world.person({ likedName: 'Jo', contact, phone });
  const parts = { day: 'Saturday', time: '10am', what: 'Hill walk', why: 'The bus does not run' };
  const message = { scheme: world.scheme, kind: 'date-called-off', key: 'walk', parts, person } as const;
  await world.book.work.write(world.scheme, (tx) => messages.send(tx, message));
  return person;
}

const states = (): Promise<unknown[]> =>
  world.book.ownerSource.query(`SELECT state, done_by IS NOT NULL AS by_staff FROM message ORDER BY made_at`);

it('a letter is on the page under a name that says nothing, and is printed once', async () => {
  await told('letter');
  const page = await staff.get('/staff/print');
  expect(page.body).toContain('Orbit: Hill walk, Saturday at 10am, is called off: The bus does not run.');
  const [letter = ''] = /(?<=name="letters" value=")[^"]+/.exec(page.body) ?? [];
  const printed = await staff.send('/staff/print', { letters: letter });
  expect([printed.statusCode, printed.headers.location]).toEqual([303, '/staff/print']);
  expect((await staff.get('/staff/print')).body).toContain('No letter waits.');
  await staff.send('/staff/print', { letters: letter });
  expect(await states()).toEqual([{ state: 'sent', by_staff: true }]);
  const noted: unknown[] = await world.book.ownerSource.query(
    `SELECT FROM audit_event WHERE action = 'message.printed'`,
  );
  expect(noted).toHaveLength(1);
});

it('a letter that came while others were printed stays on the list', async () => {
  await told('letter');
  const [letter = ''] = /(?<=name="letters" value=")[^"]+/.exec((await staff.get('/staff/print')).body) ?? [];
  await told('letter');
  await staff.send('/staff/print', { letters: letter });
  expect(await states()).toEqual([
    { state: 'sent', by_staff: true },
    { state: 'queued', by_staff: false },
  ]);
});

it('a call is a line with the number and the words, until somebody was told', async () => {
  await told('phone', '01382 496 000');
  const list = await staff.get('/staff/messages');
  expect(list.body).toContain('href="tel:+441382496000"');
  const action = /action="(\/staff\/messages\/[\w-]+\/told)"/.exec(list.body)?.[1] ?? '';
  expect((await staff.send('/staff/messages', {}, action)).statusCode).toBe(303);
  expect([(await staff.get('/staff/messages')).body, await states()]).toEqual([
    expect.stringContaining('Nobody to call.'),
    [{ state: 'delivered', by_staff: true }],
  ]);
});

it('what did not get through is on the list too, and on the work list', async () => {
  await told('text', '07700 900 982');
  await world.book.ownerSource.query(
    `UPDATE message SET state = 'not_delivered', why = 'failed', done_at = now()`,
  );
  expect((await staff.get('/staff')).body).toContain('1 message did not get through');
  const list = await staff.get('/staff/messages');
  const action = /action="(\/staff\/messages\/[\w-]+\/told)"/.exec(list.body)?.[1] ?? '';
  await staff.send('/staff/messages', {}, action);
  expect(await states()).toEqual([{ state: 'delivered', by_staff: true }]);
});

it('what is no letter is not printed, and what is no id is refused', async () => {
  await told('phone', '01382 496 000');
  const [row]: { id: string }[] = await world.book.ownerSource.query('SELECT id FROM message');
  const _csrf = tokenIn((await staff.get('/staff/messages')).body);
  await staff.post('/staff/print', { letters: row?.id ?? '', _csrf });
  expect((await staff.post('/staff/print', { letters: 'all', _csrf })).statusCode).toBe(422);
  expect(await states()).toEqual([{ state: 'queued', by_staff: false }]);
});

it.each(['participant', 'leader', 'supervisor', 'administrator'] as const)(
  '%s reads none of it',
  async (role) => {
    const { visitor } = await world.signedInAs(role);
    for (const path of ['/staff/print', '/staff/messages'])
      expect((await visitor.get(path)).statusCode).toBe(403);
  },
);
