import { type ParticipantId } from '../../src/shared/ids.js';
import { press, registerOf, sentencesIn, tickedIn, usualFields } from '../support/register-forms.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { type Visitor } from '../support/visitor.js';

let world: SignInWorld;
let registers: RegisterWorld;
let visitor: Visitor;
let morag: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open();
  registers = await RegisterWorld.over(world.book, world.scheme);
  ({ visitor, person: morag } = await world.signedInAs('leader', { name: 'Morag' }));
});

afterAll(() => world.close());

describe('a register that is there', () => {
  it('is changed later as a new version, and the receipt says what was put right', async () => {
    const [sam, ben] = [await registers.person('Sam'), await registers.person('Ben')];
    const session = await registers.session({ leaders: [morag], yes: [sam, ben] });
    await press(visitor, session, 'save', { came: [sam], led: [morag] });
    const opened = await visitor.get(registerOf(session));
    expect(tickedIn(opened.body)).toEqual([sam]);
    expect(opened.body).toContain('1 person. You can change it.');
    const changed = await press(visitor, session, 'save', { came: [ben], led: [morag] });
    const { body } = await visitor.get(changed.headers.location ?? '');
    expect(sentencesIn(body)).toEqual([
      'Ben gets 1 galaxy.',
      'Put right: Sam is not on the register now. That was 1 galaxy.',
      '1 galaxy added in all.',
      'They can see this now.',
      'The register has 1 on it now and gives 1 galaxy in all.',
    ]);
  });

  it('says to staff, and to no leader, who was taken off it before, until they are on it again', async () => {
    const [sam, ben] = [await registers.person('Sam'), await registers.person('Ben')];
    const session = await registers.session({ leaders: [morag], yes: [sam, ben] });
    const { visitor: staff } = await world.signedInAs('staff');
    const before = '(taken off the register before)';
    await press(visitor, session, 'save', { came: [sam, ben] });
    expect((await staff.get(registerOf(session))).body).not.toContain(before);
    await press(visitor, session, 'save', { came: [ben] });
    const { body } = await staff.get(registerOf(session));
    expect(body.split(before)).toHaveLength(2);
    expect(body).toMatch(/Sam<[^]*Said yes \(taken off the register before\)/);
    expect((await visitor.get(registerOf(session))).body).not.toContain('taken off');
    await press(visitor, session, 'save', { came: [sam, ben] });
    expect((await staff.get(registerOf(session))).body).not.toContain(before);
    expect(await registers.toUse([sam, ben])).toEqual([1, 1]);
  });

  it('of two leaders is joined, and the second is told so', async () => {
    const [sam, ben] = [await registers.person('Sam'), await registers.person('Ben')];
    const iain = await world.signedInAs('leader', { name: 'Iain' });
    const session = await registers.session({ leaders: [morag, iain.person], yes: [sam, ben] });
    const { body: open } = await iain.visitor.get(registerOf(session));
    await press(visitor, session, 'save', { came: [sam] });
    const second = await iain.visitor.post(registerOf(session), {
      ...usualFields(open),
      ...{ do: 'save', came: [ben] },
    });
    const { body } = await iain.visitor.get(second.headers.location ?? '');
    expect(body).toContain('Morag also sent a register. We kept everyone from both. Please check the list');
    expect(await registers.toUse([sam, ben])).toEqual([1, 1]);
  });

  it('after 14 days is kept as it was typed and handed to staff', async () => {
    const [sam, ben] = [await registers.person('Sam'), await registers.person('Ben')];
    const session = await registers.session({ leaders: [morag], yes: [sam, ben], day: -20 });
    await press(visitor, session, 'save', { came: [sam] });
    const { body: late } = await visitor.get(registerOf(session));
    expect(late).toContain('Tick who came, and staff change it for you.');
    expect(late).not.toContain('You can change');
    const locked = await press(visitor, session, 'enter', { came: [sam, ben] });
    expect(locked.statusCode).toBe(422);
    expect(locked.body).toContain(
      'This was more than 14 days ago. Staff can change it for you. We have kept what you typed',
    );
    expect(tickedIn(locked.body).toSorted()).toEqual([sam, ben].toSorted());
    const asked = await press(visitor, session, 'ask', { came: [sam, ben] });
    expect(asked.headers.location).toBe(`${registerOf(session)}/asked`);
    expect((await visitor.get(`${registerOf(session)}/asked`)).body).toContain('Staff will look at this');
    expect(await registers.toUse([sam, ben])).toEqual([1, 0]);
  });
});
