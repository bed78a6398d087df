import type { ParticipantId } from '../../src/shared/ids.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

const TYPE_UP = '/staff/registers/type-up';

let world: SignInWorld;
let registers: RegisterWorld;
let staff: Visitor;
let morag: Visitor;
let leader: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open();
  registers = await RegisterWorld.over(world.book, world.scheme);
  ({ visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' }));
  ({ visitor: morag, person: leader } = await world.signedInAs('leader', { name: 'Morag' }));
});

afterAll(() => world.close());

describe('the registers of staff', () => {
  it('are those that are not in, and what there is to check, until somebody has looked', async () => {
    const [sam] = await registers.people(1);
    if (sam === undefined) throw new Error('Nobody.');
    const session = await registers.session({ day: -1, leaders: [leader] });
    expect((await staff.get('/staff/registers')).body).toContain(`/leader/dates/${session}/register`);
    await registers.save(session, registers.doer(leader), { came: [sam], note: 'Rain' });
    const { body } = await staff.get('/staff/registers');
    expect(body).not.toContain(`/leader/dates/${session}/register`);
    const check = /\/staff\/registers\/[0-9a-f-]{36}\/check/.exec(body)?.[0] ?? '';
    expect((await staff.get(check)).body).toContain('Rain');
    const done = await staff.send(check, { holds: 'stay' });
    expect(done.headers.location).toBe('/staff/registers');
    expect((await staff.get('/staff/registers')).body).not.toContain(check);
  });

  it('are not for leaders', async () => {
    for (const page of ['/staff/registers', TYPE_UP]) expect((await morag.get(page)).statusCode).toBe(403);
  });
});
