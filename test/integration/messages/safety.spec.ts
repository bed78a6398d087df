import { Letterbox, MessagesWorld } from '../../support/messages-world.js';
import type { ParticipantId } from '../../../src/shared/ids.js';

const TAKEN_OFF = { kind: 'second-step-taken-off', key: 'once', parts: {} } as const;
const WORDS = expect.stringContaining('how you sign in has changed');

let world: MessagesWorld;
const letterbox = new Letterbox();

beforeAll(async () => {
  world = await MessagesWorld.open(12, letterbox);
});
beforeEach(async () => {
  letterbox.messages.length = 0;
  await world.rows('DELETE FROM outbox');
  await world.rows('DELETE FROM message');
  await world.rows('UPDATE person SET phone = NULL, contact = $1', ['none']);
});
afterAll(() => world.close());

const bodies = () => letterbox.messages.map(({ body }) => body);

const onBreak = (person: ParticipantId) =>
  world.rows(`UPDATE person SET taking_part = 'taking-a-break' WHERE id = $1`, [person]);

describe('that the second step of their sign-in was taken off', () => {
  it('is told to somebody who is taking a break, and nothing else is', async () => {
    const jo = await world.person();
    await onBreak(jo);
    await world.tell(jo, TAKEN_OFF);
    await world.tell(jo);
    await world.work();
    expect([bodies(), await world.states()]).toEqual([[WORDS], ['text sent', 'text stopped break']]);
  });

  it('is told also when the break began after it was promised, or they want no messages since', async () => {
    const people = [await world.person(), await world.person({ phone: '07700 900 983' })];
    for (const person of people) await world.tell(person, TAKEN_OFF);
    await world.rows(`UPDATE person SET taking_part = 'taking-a-break', contact = 'none'`);
    await world.work();
    expect([bodies(), await world.states()]).toEqual([
      [WORDS, WORDS],
      ['text sent', 'text sent'],
    ]);
  });

  it('is told beyond the three messages of a week', async () => {
    const jo = await world.person();
    for (const key of ['1', '2', '3']) await world.tell(jo, { key });
    await world.tell(jo, TAKEN_OFF);
    await world.work();
    expect((await world.states()).at(-1)).toBe('text sent');
  });

  it('is told by staff to whoever wants no messages, and when the gateway never takes it', async () => {
    await world.tell(await world.person({ contact: 'none' }), TAKEN_OFF);
    await world.tell(await world.person(), TAKEN_OFF);
    letterbox.failures = 4;
    for (let tries = 0; tries < 4; tries++) await world.work();
    expect([bodies(), await world.states()]).toEqual([[], ['phone queued', 'phone queued']]);
  });

  it('is told once, and not to somebody who has left', async () => {
    const [jo, lee] = [await world.person(), await world.person({ phone: '07700 900 983' })];
    await world.rows(`UPDATE person SET taking_part = 'left', left_on = current_date WHERE id = $1`, [lee]);
    for (const person of [jo, jo, lee]) await world.tell(person, TAKEN_OFF);
    await world.work();
    await world.work();
    expect([bodies(), await world.states()]).toEqual([[WORDS], ['text sent', 'text stopped left']]);
  });
});
