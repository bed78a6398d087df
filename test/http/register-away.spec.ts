import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { hidden, press, registerOf, sentencesIn, tickedIn, usualFields } from '../support/register-forms.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { type Fields, tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;
let registers: RegisterWorld;

beforeAll(async () => {
  world = await SignInWorld.open();
  registers = await RegisterWorld.over(world.book, world.scheme);
});

afterAll(() => world.close());

interface Led {
  readonly visitor: Visitor;
  readonly email: string;
  readonly leader: ParticipantId;
  readonly people: readonly ParticipantId[];
  readonly session: SessionId;
}

/** A leader who signs in by email, and a date of theirs. */
async function aLeader(name: string): Promise<Led> {
  const email = `${name.toLowerCase()}@example.org`;
  const leader = await world.person({ likedName: name, email });
  await world.give(leader, 'leader');
  const people = await registers.people(3);
  const session = await registers.session({ leaders: [leader], yes: people });
  return { visitor: await world.signIn(email), email, leader, people, session };
}

/** Sends the register after the sign-in has ended, and signs in again. */
async function sendTooLate({ visitor, email, session }: Led, fields: Fields): Promise<string> {
  const { body } = await visitor.get(registerOf(session));
  await world.pass('61 minutes');
  const away = await visitor.post(registerOf(session), { ...usualFields(body), ...fields });
  expect([away.statusCode, away.headers.location]).toEqual([303, '/sign-in']);
  await world.signIn(email, visitor);
  return body;
}

describe('a register that arrives after the sign-in has ended', () => {
  it('is there as it was typed once they have signed in again, and is saved once', async () => {
    const led = await aLeader('Morag');
    const { visitor, session, leader, people } = led;
    const [one = leader, two = leader, three = leader] = people;
    const typed = { came: [one, two], helped: [two], led: [leader], new_name: ['Wilhelmina', 'Ada'] };
    const rest = {
      out: '8',
      back: '7',
      head_count_extra: '2',
      note_to_staff: 'Rain <all> day',
      extra: three,
    };
    const before = await registers.traces();
    const opened = await sendTooLate(led, { do: 'save', ...typed, ...rest });
    expect(await tracesOf('attendance')).toEqual(before['attendance']);
    const { body } = await visitor.get(registerOf(session));
    expect(tickedIn(body)).toEqual([one, two]);
    expect(body).toContain('We kept what you typed. Check it, then send it again.');
    expect(body).toMatch(new RegExp(`name="helped" value="${two}" checked`));
    expect(body).toMatch(new RegExp(`name="led" value="${leader}" checked`));
    expect(body).toMatch(
      /id="out"[^>]*value="8"[^]*id="back"[^>]*value="7"[^]*id="head_count_extra"[^>]*value="2"/,
    );
    expect(body).toContain('Rain &lt;all&gt; day</textarea>');
    expect(body.match(/name="new_name" value="(Wilhelmina|Ada)"/g)).toHaveLength(2);
    expect(hidden(body, 'extra')).toBe(three);
    expect([hidden(body, 'key'), hidden(body, 'version')]).toEqual([hidden(opened, 'key'), '0']);
    const form = { ...usualFields(body), do: 'save', ...typed, ...rest };
    const saved = [
      await visitor.post(registerOf(session), form),
      await visitor.post(registerOf(session), form),
    ];
    expect(saved.map(({ headers }) => headers.location)).toEqual(
      Array.from({ length: 2 }, () => `${registerOf(session)}/saved?version=1`),
    );
    expect(await registers.toUse([one, two, three])).toEqual([1, 1, 0]);
    expect(tickedIn((await visitor.get(registerOf(session))).body)).toHaveLength(4);
  });

  it('keeps a name that was being looked for, and somebody who was found', async () => {
    const led = await aLeader('Gail');
    const found = await registers.person('Zebedee');
    await registers.findable([found]);
    await sendTooLate(led, { do: 'find', extra: found, came: found, add: 'Rumpel' });
    const { body } = await led.visitor.get(registerOf(led.session));
    expect(tickedIn(body)).toEqual([found]);
    expect(body).toMatch(/<details class="govuk-details" open>[^]*id="add"[^>]*value="Rumpel"/);
  });

  it('is joined with what another leader sent meanwhile, and loses nobody', async () => {
    const led = await aLeader('Kirsty');
    const { visitor, session, leader, people } = led;
    const [one = leader, two = leader, three = leader] = people;
    await sendTooLate(led, { do: 'save', came: [one, two] });
    const { visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' });
    await press(staff, session, 'save', { came: [three] });
    const { body } = await visitor.get(registerOf(session));
    expect(tickedIn(body)).toEqual([one, two]);
    const saved = await visitor.post(registerOf(session), {
      ...usualFields(body),
      ...{ do: 'save', came: tickedIn(body) },
    });
    expect(sentencesIn((await visitor.get(saved.headers.location ?? '')).body)).toContain(
      'The register has 3 on it now and gives 3 galaxies in all.',
    );
    expect(await registers.toUse(people)).toEqual([1, 1, 1]);
  });

  it('that is no form of ours is not put back: the page is as it always was', async () => {
    const led = await aLeader('Iona');
    await sendTooLate(led, { do: 'save', key: 'x'.repeat(200), came: [...led.people] });
    const { statusCode, body } = await led.visitor.get(registerOf(led.session));
    expect([statusCode, tickedIn(body), hidden(body, 'key').length]).toEqual([200, [], 36]);
    expect(tokenIn(body)).not.toBe('');
  });
});

async function tracesOf(table: string): Promise<readonly unknown[] | undefined> {
  return (await registers.traces())[table];
}
