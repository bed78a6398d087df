import { newId, type ParticipantId } from '../../src/shared/ids.js';
import type { SignInWorld } from '../support/sign-in-world.js';
import { SAM, StaffDesk } from '../support/staff-desk.js';
import { tokenIn, type Visitor } from '../support/visitor.js';
import { untilSoManyWait } from '../support/waiting.js';

let desk: StaffDesk;
let world: SignInWorld;
let staff: Visitor;
let ailsa: ParticipantId;

beforeAll(async () => {
  desk = await StaffDesk.open();
  ({ world, staff, ailsa } = desk);
});

afterAll(() => world.close());

const person = (id: ParticipantId) => desk.person(id);
const events = (filter: Parameters<StaffDesk['events']>[0] = {}) => desk.events(filter);
const add = (fields?: Record<string, string>) => desk.add(fields);

describe('the work list', () => {
  it('has a line for those who are joining, and says when there is nothing', async () => {
    expect((await staff.get('/staff')).body).toContain('Nothing to decide.');
    await add();
    expect((await staff.get('/staff')).body).toContain(
      '<a class="govuk-link" href="/staff/people?taking_part=joining">1 person is joining</a>',
    );
  });
});

describe('changing somebody', () => {
  const change = (id: ParticipantId, fields: Record<string, string>) => {
    const page = `/staff/people/${id}/change`;
    return staff.get(page).then(({ body }) => {
      const seen = /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? '';
      return staff.send(page, { ...SAM, seen, ...fields });
    });
  };

  it('writes down which fields, and nothing of what is in them', async () => {
    const id = await add();
    const answer = await change(id, { surname: 'Baird', consents: 'quotes', taking_part: 'taking-a-break' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/staff/people/${id}`]);
    expect(await person(id)).toMatchObject({ surname: 'Baird', takingPart: 'taking-a-break' });
    expect(await events({ person: id, action: 'person.changed' })).toMatchObject([
      { actorId: ailsa, details: { fields: ['surname', 'taking-part'] } },
    ]);
    expect(await events({ person: id, action: 'consent' })).toMatchObject([
      { action: 'consent.given', personId: id },
    ]);
    await change(id, { surname: 'Baird', taking_part: 'taking-a-break' });
    expect(await events({ person: id, action: 'consent' })).toMatchObject([
      { action: 'consent.taken-back' },
      {},
    ]);
    expect(await events({ person: id, action: 'person.changed' })).toHaveLength(1);
  });

  it('is not done over a change that was made since the page was opened', async () => {
    const id = await add();
    const page = `/staff/people/${id}/change`;
    const seen = /name="seen" value="([^"]*)"/.exec((await staff.get(page)).body)?.[1] ?? '';
    await change(id, { surname: 'Baird' });
    const { statusCode, body } = await staff.send(page, { ...SAM, seen, surname: 'Other' });
    expect([statusCode, body]).toEqual([
      422,
      expect.stringContaining('This has changed since you opened it'),
    ]);
    expect((await person(id)).surname).toBe('Baird');
  });

  it('signs out at once whoever has left, and notes the day', async () => {
    const { visitor, person: jo } = await world.signedInAs('participant', { name: 'Sam' });
    await change(jo, { taking_part: 'left' });
    expect(await visitor.isSignedIn()).toBe(false);
    expect((await person(jo)).leftOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('how a member of staff is reached is for an administrator: whoever changed it could sign in as them', async () => {
    const { person: boss } = await world.signedInAs('administrator', { name: 'Sam' });
    const { statusCode, body } = await change(boss, { contact: 'email', email: 'mine@example.org' });
    expect([statusCode, body]).toEqual([422, expect.stringContaining('Only an administrator changes')]);
    const forBoss = `/staff/people/${boss}/for/desk/account/reach`;
    const sent = await staff.send(forBoss, { contact: 'email', email: 'mine@example.org', phone: '' });
    const card = await staff.send(`/staff/people/${boss}/card`, {});
    expect([sent.statusCode, card.statusCode]).toEqual([403, 403]);
    expect(await person(boss)).toMatchObject({ contact: 'none', email: undefined });
    expect(
      await world.book.ownerSource.query('SELECT FROM sign_in_card WHERE person_id = $1', [boss]),
    ).toEqual([]);
  });
});

describe('a card', () => {
  const codeIn = (body: string) => /gx-card__code">([^<]*)</.exec(body)?.[1] ?? '';

  it('is shown once, signs its person in, and works no more when it was lost', async () => {
    const id = await add();
    const made = await staff.send(`/staff/people/${id}/card`, {});
    expect(made.statusCode).toBe(200);
    expect(made.headers['cache-control']).toBe('no-store');
    const browser = world.visitor();
    await browser.send('/sign-in/card', { address: codeIn(made.body) });
    expect((await browser.get('/account')).body).toContain('Sam');
    const page = `/staff/people/${id}/card`;
    expect((await staff.get(page)).body).not.toContain(codeIn(made.body));
    const lost = await staff.send(page, {}, `${page}/take-back`);
    expect([lost.statusCode, lost.headers.location]).toEqual([303, page]);
    expect(await browser.isSignedIn()).toBe(false);
    expect((await world.visitor().send('/sign-in/card', { address: codeIn(made.body) })).statusCode).toBe(
      422,
    );
    expect((await events({ person: id, action: 'card' })).map(({ action }) => action)).toEqual([
      'card.taken-back',
      'card.made',
    ]);
  });
});

describe('a card that was made', () => {
  const makeOn = async (id: string) => (await staff.get(`/staff/people/${id}/card`)).body;
  const insteadOf = (body: string) => /name="instead_of" value="([^"]*)"/.exec(body)?.[1] ?? 'nothing';

  it('is not stopped by sending the page again, also at once; the page that knows of it makes another', async () => {
    const id = await add();
    const _csrf = tokenIn(await makeOn(id));
    const make = (instead_of: string) => staff.post(`/staff/people/${id}/card`, { _csrf, instead_of });
    const holder = world.book.ownerSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT FROM person WHERE id = $1 FOR UPDATE', [id]);
    const making = [make(''), make('')];
    await untilSoManyWait(world.book, 2);
    await holder.commitTransaction();
    await holder.release();
    const made = await Promise.all(making);
    expect(made.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 303]);
    expect((await make('')).headers.location).toBe(`/staff/people/${id}/card`);
    const cards =
      'SELECT revoked_at IS NULL AS works FROM sign_in_card WHERE person_id = $1 ORDER BY made_at';
    expect(await world.book.ownerSource.query(cards, [id])).toEqual([{ works: true }]);
    expect((await events({ person: id, action: 'card' })).length).toBe(1);
    expect((await make(insteadOf(await makeOn(id)))).statusCode).toBe(200);
    expect(await world.book.ownerSource.query(cards, [id])).toEqual([{ works: false }, { works: true }]);
  });

  it('says where to go with it, for whoever has it has no link', async () => {
    const id = await add();
    expect((await staff.send(`/staff/people/${id}/card`, {})).body).toMatch(
      /gx-card">[^]*go to https?:\/\/[^ ]+\/sign-in,/,
    );
  });
});

describe('the list of people', () => {
  it('finds by name, surname, reference, email and phone, and by state and role', async () => {
    await add({
      liked_name: 'Zoë',
      surname: 'Quill',
      ref: 'Z-1',
      contact: 'text',
      phone: '07700 900 982',
      email: 'z@example.org',
    });
    await add({ liked_name: 'Ben', taking_part: 'taking-a-break' });
    const namesFor = async (query: string) => {
      const { body } = await staff.get(`/staff/people?${query}`);
      return ['Zoë Quill', 'Ben', 'Ailsa'].filter((name) => body.includes(`>${name}</a>`));
    };
    for (const search of ['zoë', 'quil', 'z-1', 'Z@EXAMPLE.org', '07700 900 982', '900982'])
      expect([search, await namesFor(`search=${encodeURIComponent(search)}`)]).toEqual([
        search,
        ['Zoë Quill'],
      ]);
    expect(await namesFor('taking_part=taking-a-break')).toEqual(['Ben']);
    expect(await namesFor('role=staff')).toEqual(['Ailsa']);
    expect(await namesFor('search=%25')).toEqual([]);
    expect(await namesFor('')).toEqual(['Zoë Quill', 'Ben', 'Ailsa']);
  });

  it('says what to do when nobody is found, and shows fifty to a page', async () => {
    expect((await staff.get('/staff/people?search=nobody')).body).toContain(
      'We could not find that name. Check the spelling',
    );
    await world.book.work.write(world.scheme, async (tx) => {
      for (let i = 100; i < 160; i++)
        await world.book.participants.join(tx, world.scheme, `m-${i}`, { likedName: `M${i}` });
    });
    const [first, last] = [
      await staff.get('/staff/people?search=M1'),
      await staff.get('/staff/people?search=M1&page=9'),
    ];
    expect([first.body.match(/>M1\d\d</g)?.length, last.body.match(/>M1\d\d</g)?.length]).toEqual([50, 10]);
    expect(first.body).toContain('href="/staff/people?search=M1&amp;taking_part=&amp;role=&amp;page=2"');
    expect(last.body).toContain('Page 2 of 2');
  });

  it('has nobody of another scheme, and no page of theirs opens', async () => {
    const beacon = await world.book.scheme('beacon');
    const stranger = await world.book.participant(beacon);
    const nobody = newId<ParticipantId>();
    for (const page of ['', '/change', '/card', '/for'])
      for (const id of [stranger, nobody, 'x']) {
        const { statusCode } = await staff.get(`/staff/people/${id}${page}`);
        expect([page, id, statusCode]).toEqual([page, id, 404]);
      }
    for (const page of ['/change', '/card', '/card/take-back'])
      for (const id of [stranger, nobody, 'x']) {
        const form = page === '/change' ? { ...SAM, seen: '' } : {};
        const sent = await staff.send('/staff/people/new', form, `/staff/people/${id}${page}`);
        expect([page, id, sent.statusCode]).toEqual([page, id, 404]);
      }
  });
});
