import { newId, type ParticipantId, type SessionId } from '../../src/shared/ids.js';
import { hidden, press, registerOf, sentencesIn, tickedIn, usualFields } from '../support/register-forms.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { tokenIn, type Visitor } from '../support/visitor.js';

let world: SignInWorld;
let registers: RegisterWorld;
let visitor: Visitor;
let morag: ParticipantId;

beforeAll(async () => {
  world = await SignInWorld.open({ HELP_PHONE: '01382 000 000' });
  registers = await RegisterWorld.over(world.book, world.scheme);
  ({ visitor, person: morag } = await world.signedInAs('leader', { name: 'Morag' }));
});

afterAll(() => world.close());

describe('the register of a leader', () => {
  it('is on a list that says what people answered, and no nought where nobody did', async () => {
    const iain = await world.signedInAs('leader', { name: 'Iain' });
    const list = async (): Promise<string> => (await iain.visitor.get('/leader')).body;
    await registers.session({ leaders: [iain.person] });
    expect(await list()).toContain('Nobody has answered yet.');
    await registers.session({ leaders: [iain.person], yes: await registers.people(3) });
    expect(await list()).toMatch(/ 3 yes\./);
    await registers.session({ leaders: [iain.person], day: -3 });
    expect((await list()).match(/Nobody has answered yet/g)).toHaveLength(1);
    expect(await list()).not.toMatch(/\b0 (yes|maybe)/);
  });

  it('begins with nobody ticked, and one button ticks everybody who said yes', async () => {
    const people = await registers.people(8);
    const session = await registers.session({ leaders: [morag], yes: people });
    const opened = await visitor.get(registerOf(session));
    expect(tickedIn(opened.body)).toEqual([]);
    expect(opened.body).toContain('Tick the 9 people who said yes or lead');
    const filled = await press(visitor, session, 'fill', { led: [morag] });
    expect(filled.statusCode).toBe(200);
    expect(tickedIn(filled.body).toSorted()).toEqual([morag, ...people].toSorted());
    const saved = await visitor.post(registerOf(session), {
      ...usualFields(filled.body),
      ...{ do: 'save', came: tickedIn(filled.body), led: [morag] },
    });
    expect([saved.statusCode, saved.headers.location]).toEqual([
      303,
      `${registerOf(session)}/saved?version=1`,
    ]);
    const receipt = await visitor.get(`${registerOf(session)}/saved?version=1`);
    expect(sentencesIn(receipt.body)).toEqual([
      '8 people get 1 galaxy each.',
      'Morag gets 2 for leading.',
      '10 galaxies added in all.',
      'They can see this now.',
    ]);
    expect(await registers.toUse([morag, ...people])).toEqual([2, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('has no row for somebody who leads and has no account, for nothing can be given to them', async () => {
    const iain = await world.signedInAs('leader', { name: 'Iain' });
    const people = await registers.people(2);
    const session = await registers.session({ leaders: [morag, iain.person], yes: people });
    const { ownerSource } = world.book;
    await ownerSource.query('DELETE FROM participant WHERE id = $1', [iain.person]);
    const { body } = await iain.visitor.get(registerOf(session));
    expect(body).toContain('Tick the 3 people who said yes or lead');
    expect([body.includes(morag), body.includes(iain.person)]).toEqual([true, false]);
    const roster = await iain.visitor.get(`/leader/dates/${session}/roster`);
    expect([roster.body.includes('Morag'), roster.body.includes('Iain')]).toEqual([true, false]);
  });

  it('leads from the receipt to saying thanks, in two taps, when there is somebody to thank', async () => {
    const [sam, ben] = [await registers.person('Sam'), await registers.person('Ben')];
    const session = await registers.session({ leaders: [morag], yes: [sam, ben] });
    const thanks = `/leader/dates/${session}/thanks`;
    await press(visitor, session, 'save', { came: [sam, ben] });
    const changed = await press(visitor, session, 'save', { came: [sam] });
    expect((await visitor.get(changed.headers.location ?? '')).body).toContain(`href="${thanks}"`);
    const page = (await visitor.get(thanks)).body;
    expect([page.includes(`value="${sam}"`), page.includes(`value="${ben}"`)]).toEqual([true, false]);
    const id = hidden(page, 'id');
    const said = await visitor.post(thanks, { id, person: sam, _csrf: tokenIn(page) });
    expect([said.statusCode, await registers.toUse([sam, ben])]).toEqual([303, [2, 0]]);
    const none = await press(visitor, await registers.session({ leaders: [morag] }), 'nobody-came');
    expect((await visitor.get(none.headers.location ?? '')).body).not.toContain('Say thanks');
    const { visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' });
    expect((await staff.get(`${registerOf(session)}/saved`)).body).not.toContain('Say thanks');
  });

  it('gives first names and no more: no surname, no galaxies of anybody', async () => {
    const [sam, other] = [
      await registers.person('Sam', 'Quixworthy'),
      await registers.person('Sam', 'Abernathy'),
    ];
    const session = await registers.session({ leaders: [morag], yes: [sam, other] });
    const { body } = await visitor.get(registerOf(session));
    expect(body).toContain('Sam Q');
    expect(body).toContain('Sam A');
    expect(body).not.toMatch(/Quixworthy|Abernathy/);
  });

  it('says what to do when nobody is ticked, and keeps what was typed', async () => {
    const people = await registers.people(2);
    const session = await registers.session({ leaders: [morag], yes: people });
    const answer = await press(visitor, session, 'save', { note_to_staff: 'Rain all day', out: '4' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Tick everyone who came, or choose &quot;Nobody came&quot;');
    expect(answer.body).toContain('href="#came"');
    expect(answer.body).toContain('Rain all day');
    expect(await registers.openChecks(session)).toEqual([]);
  });

  it('keeps a note that is much too long, and says by how much', async () => {
    const people = await registers.people(1);
    const session = await registers.session({ leaders: [morag], yes: people });
    const note = 'Rain all day. '.repeat(400);
    const answer = await press(visitor, session, 'save', { came: people, note_to_staff: note });
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining(note.trim())]);
    expect(answer.body).toContain('href="#note_to_staff"');
    expect(await registers.toUse(people)).toEqual([0]);
  });

  it('asks for one part where two were ticked, by name and beside the box', async () => {
    const ewan = await registers.person('Ewan');
    const session = await registers.session({ leaders: [morag], yes: [ewan] });
    const both = { came: [ewan], helped: [ewan], led: [ewan, morag] };
    const answer = await press(visitor, session, 'save', both);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Choose one for Ewan: took part, helped or led');
    expect(answer.body).toContain('href="#helped-1"');
  });

  it.each([
    ['nobody-came', 'Nobody came. That is fine.'],
    ['did-not-run', 'It did not run. That is fine.'],
  ])('takes %s in one tap', async (button, sentence) => {
    const session = await registers.session({ leaders: [morag] });
    const answer = await press(visitor, session, button, {});
    const receipt = await visitor.get(answer.headers.location ?? '');
    expect(sentencesIn(receipt.body)).toEqual([sentence]);
  });

  it('saves when fewer are back than went out, and says whom to call first of all', async () => {
    const sam = await registers.person('Sam');
    await registers.findable([sam]);
    const session = await registers.session({ leaders: [morag], countBack: true });
    const answer = await press(visitor, session, 'save', { came: [sam], extra: [sam], out: '8', back: '7' });
    const { body } = await visitor.get(answer.headers.location ?? '');
    expect(body).toContain(
      'You counted 8 out and 7 back. If someone is not back, call staff on 01382 000 000',
    );
    expect(sentencesIn(body)).toContain('1 galaxy added in all.');
  });
});

describe('a register of somebody else', () => {
  it('is answered like one that is not there, to whoever opens or sends it', async () => {
    const other = await registers.person('Iain');
    const session = await registers.session({ leaders: [other] });
    for (const id of [session, newId<SessionId>()]) {
      expect((await visitor.get(registerOf(id))).statusCode).toBe(404);
      expect((await visitor.get(`${registerOf(id)}/saved`)).statusCode).toBe(404);
      const { body } = await visitor.get('/leader');
      const fields = { do: 'nobody-came', key: 'k', version: '0', _csrf: tokenIn(body) };
      expect((await visitor.post(registerOf(id), fields)).statusCode).toBe(404);
    }
    expect(await registers.openChecks(session)).toEqual([]);
  });

  it('is open to staff', async () => {
    const staff = await world.signedInAs('staff', { name: 'Ailsa' });
    const session = await registers.session({ leaders: [await registers.person('Iain')] });
    expect((await staff.visitor.get(registerOf(session))).statusCode).toBe(200);
  });

  it('leads staff back to the date that they opened it from, and its leader to their own dates', async () => {
    const staff = await world.signedInAs('staff', { name: 'Ailsa' });
    const session = await registers.session({ leaders: [morag] });
    const date = `/staff/dates/${session}`;
    for (const [by, here, elsewhere] of [
      [visitor, '/leader', date],
      [staff.visitor, date, '/leader'],
    ] as const) {
      await press(by, session, 'nobody-came');
      for (const page of ['register', 'roster', 'register/saved']) {
        const { body } = await by.get(`/leader/dates/${session}/${page}`);
        expect([page, body]).toEqual([page, expect.stringContaining(`href="${here}"`)]);
        expect([page, body.replace(/<header[^]*<\/header>/, '')]).toEqual([
          page,
          expect.not.stringContaining(`href="${elsewhere}"`),
        ]);
      }
    }
  });
});

describe('the dates of a leader', () => {
  it('are today, the next 7 days, and registers to send', async () => {
    const leader = await world.signedInAs('leader', { name: 'Gail' });
    expect((await leader.visitor.get('/leader')).body).toContain('You have no dates to lead. That is fine.');
    for (const day of [-9, -3, 0, 3, 30]) await registers.session({ day, leaders: [leader.person] });
    const { body } = await leader.visitor.get('/leader');
    expect([...body.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, title]) => title).slice(0, 3)).toEqual([
      'Today',
      'Next 7 days',
      'Registers to send or finish',
    ]);
    expect(body.match(/Open register/g)).toHaveLength(3);
  });

  it('are those before, too, while leaders change the register themselves: the newest first, with thanks', async () => {
    const { person, visitor: gail } = await world.signedInAs('leader', { name: 'Gail' });
    const came = await registers.people(1);
    const sent = await Promise.all(
      [-15, -14, -1].map((day) => registers.session({ day, leaders: [person], yes: came })),
    );
    const [late, nobody, yesterday] = sent;
    for (const session of [late, yesterday])
      if (session !== undefined) await press(gail, session, 'save', { came });
    if (nobody !== undefined) await press(gail, nobody, 'nobody-came');
    const { body } = await gail.get('/leader');
    const part = /<h2[^>]*>Registers that are in<[^]*/.exec(body)?.[0] ?? '';
    const links = [...part.matchAll(/href="\/leader\/dates\/([^/"]*)\/(register|thanks)"/g)];
    expect(links.map(([, session, page]) => [session, page])).toEqual([
      [yesterday, 'register'],
      [yesterday, 'thanks'],
      [nobody, 'register'],
    ]);
    expect(body).not.toContain('Registers to send or finish');
  });
});
