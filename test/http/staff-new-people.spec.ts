import { newId, type ParticipantId } from '../../src/shared/ids.js';
import type { SignInWorld } from '../support/sign-in-world.js';
import { SAM, StaffDesk } from '../support/staff-desk.js';
import type { Visitor } from '../support/visitor.js';

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

describe('adding somebody', () => {
  it('needs a name and a way to be reached, which may be none: nobody needs a phone, an email or a reference', async () => {
    const id = await add();
    expect(await person(id)).toMatchObject({
      ...{ likedName: 'Sam', contact: 'none', phone: undefined, email: undefined, takingPart: 'joining' },
      ...{ noteShared: false, findableByLeaders: false, ref: expect.stringMatching(/^P-[0-9a-f]{8}$/) },
    });
    expect(await world.book.numbers(world.scheme, id)).toEqual([0, 0, 0]);
    expect(await events({ person: id })).toMatchObject([
      { action: 'person.added', actorId: ailsa, actorRole: 'staff' },
    ]);
  });

  it('adds one person for two taps, also at the same moment, and answers alike', async () => {
    const id = newId<ParticipantId>();
    const sent = {
      ...SAM,
      liked_name: 'Twice',
      contact: 'email',
      email: 'twice@example.org',
      consents: 'photos',
      id,
    };
    const send = () => staff.send('/staff/people/new', sent);
    const both = await Promise.all([send(), send()]);
    const again = await send();
    for (const { statusCode, headers } of [...both, again])
      expect([statusCode, headers.location]).toEqual([303, `/staff/people/${id}`]);
    const found: unknown[] = await world.book.ownerSource.query(
      "SELECT FROM person WHERE liked_name = 'Twice'",
    );
    expect([found.length, (await events({ person: id })).length]).toEqual([1, 2]);
  });

  it('keeps what they chose, and each yes on its own with who wrote it down', async () => {
    const id = await add({
      ...{
        surname: "O'Neill",
        ref: 'A-17',
        contact: 'text',
        phone: '07700 900 982',
        email: 'sam@example.org',
      },
      ...{ message_detail: 'everything', formats: 'letter', leaders_note: 'I like to sit near the door.' },
      ...{ share_note: 'yes', findable_by_leaders: 'yes', consents: 'photos', taking_part: 'taking-part' },
    });
    expect(await person(id)).toMatchObject({
      ...{
        surname: "O'Neill",
        ref: 'A-17',
        contact: 'text',
        phone: '+447700900982',
        email: 'sam@example.org',
      },
      ...{ messageDetail: 'everything', formats: ['letter'], noteForLeaders: 'I like to sit near the door.' },
      ...{ noteShared: true, findableByLeaders: true, takingPart: 'taking-part' },
    });
    const consents: unknown = await world.book.ownerSource.query(
      'SELECT kind, written_by, taken_back_at FROM consent WHERE person_id = $1',
      [id],
    );
    expect(consents).toEqual([{ kind: 'photos', written_by: ailsa, taken_back_at: null }]);
  });

  it('offers nothing ticked and no way to be reached chosen', async () => {
    const { body } = await staff.get('/staff/people/new');
    expect(body.match(/type="checkbox"/g)).toHaveLength(8);
    expect(body).not.toMatch(/type="checkbox"[^>]*checked/);
    expect(body.match(/<input[^>]*checked[^>]*>/g)?.map((tag) => /value="([^"]*)"/.exec(tag)?.[1])).toEqual([
      'day-and-time',
      'joining',
    ]);
  });

  it.each<[string, Record<string, string>, readonly [string, string]]>([
    ['no name', { liked_name: ' ' }, ['liked_name', 'Enter the name they like to be called']],
    [
      'a long surname',
      { surname: 'n'.repeat(62) },
      ['surname', 'Use 60 characters or fewer. You have 2 too many'],
    ],
    ['no way to be reached', { contact: '' }, ['contact', 'Choose one of these']],
    [
      'a text without a number',
      { contact: 'text' },
      ['phone', 'Enter a UK mobile number, like 07700 900 982'],
    ],
    [
      'an address that is none',
      { email: 'sam at home' },
      ['email', 'Enter an email address, like name@example.com'],
    ],
    [
      'a long note',
      { leaders_note: 'n'.repeat(201) },
      ['leaders_note', 'Use 200 characters or fewer. You have 1 too many'],
    ],
    ['a yes to something else', { consents: 'everything' }, ['consents', 'Choose one of these']],
    ['a reference with spaces', { ref: 'A 17' }, ['ref', 'Use 1 to 40 letters, numbers, dots or dashes']],
    [
      'the email of another',
      { contact: 'email', email: 'TAKEN@example.org' },
      ['email', 'Another person has this'],
    ],
    ['the reference of another', { ref: 'taken' }, ['ref', 'Another person has this']],
  ])(
    'with %s is explained beside its field, keeps what was typed and leaves nothing',
    async (_what, wrong, [field, words]) => {
      await world.book.work.write(world.scheme, (tx) =>
        world.book.participants.join(tx, world.scheme, 'taken', { email: 'taken@example.org' }),
      );
      const before = await world.book.rows();
      const noted = (await events()).length;
      const typed = { ...SAM, ref: '', liked_name: 'Samantha', ...wrong };
      const { statusCode, body } = await staff.send('/staff/people/new', typed);
      expect([statusCode, body]).toEqual([422, expect.stringContaining(`<a href="#${field}">${words}`)]);
      expect(body).toContain(`id="${field}-error"`);
      expect(body).toContain('There is a problem');
      if (typed.liked_name === 'Samantha') expect(body).toContain('value="Samantha"');
      for (const value of Object.values(wrong).filter((each) => each.length > 1 && each !== 'everything'))
        expect(body).toContain(value);
      expect(await world.book.rows()).toEqual(before);
      expect((await events()).length).toBe(noted);
    },
  );
});
