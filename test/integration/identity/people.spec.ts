import { Consents } from '../../../src/participants/consents.service.js';
import { People, PeopleQueries, readEmail, readPhone } from '../../../src/participants/index.js';
import { type Acting, Audit } from '../../../src/audit/index.js';
import { type ActorId, newId, type ParticipantId, type SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';

let book: Book;
let people: People;
let queries: PeopleQueries;
let orbit: SchemeId;

beforeAll(async () => {
  book = await Book.open();
  const audit = new Audit(book.work);
  people = new People(book.work, audit, new Consents(book.work, audit));
  queries = new PeopleQueries(book.work);
  orbit = await book.scheme('orbit');
});

afterAll(() => book.close());

function join(ref: string, details = {}): Promise<ParticipantId> {
  return book.work.write(orbit, (tx) => book.participants.join(tx, orbit, ref, details));
}

/** Somebody who sees to their own affairs. */
function me(personId: ParticipantId, schemeId = orbit): Acting {
  return { schemeId, personId, doer: { personId, actorId: newId<ActorId>(), roles: [] }, asked: undefined };
}

describe('joining', () => {
  it('needs no address at all, and is called by the reference until a name is given', async () => {
    const person = await queries.one(orbit, await join('p-none'));
    expect(person).toMatchObject({
      likedName: 'p-none',
      contact: 'none',
      email: undefined,
      phone: undefined,
    });
    expect(person).toMatchObject({ messageDetail: 'day-and-time', formats: [], noteShared: false });
  });

  it('again by the same reference is the same person, who is left as they are', async () => {
    const first = await join('p-same', { likedName: 'Sam' });
    expect(await join('p-same', { likedName: 'Other' })).toBe(first);
    expect((await queries.one(orbit, first)).likedName).toBe('Sam');
  });

  it('opens the two accounts of somebody whom the scheme knew but who did not take part', async () => {
    const id = newId<ParticipantId>();
    await book.work.write(orbit, (tx) =>
      tx.query("INSERT INTO person (scheme_id, id, ref, liked_name) VALUES ($1, $2, 'p-staff', 'Ailsa')", [
        orbit,
        id,
      ]),
    );
    expect(await join('p-staff')).toBe(id);
    expect(await book.numbers(orbit, id)).toEqual([0, 0, 0]);
  });

  it('with what cannot be kept is refused, field by field, and leaves nothing behind', async () => {
    const before = await book.rows();
    await expect(join('p-bad', { likedName: ' ', email: 'nobody', phone: '12' })).rejects.toMatchObject({
      code: 'bad-person',
      fields: [{ pointer: '/likedName' }, { pointer: '/email' }, { pointer: '/phone' }],
    });
    expect(await book.rows()).toEqual(before);
  });

  it('gives one address to one person of a scheme, however it is written', async () => {
    await join('p-jo', { email: 'Jo@Example.org', phone: '07700 900 982' });
    await expect(join('p-jo2', { email: 'jo@example.ORG' })).rejects.toMatchObject({ code: 'email-taken' });
    await expect(join('p-jo3', { phone: '+44 7700 900982' })).rejects.toMatchObject({ code: 'phone-taken' });
    const beacon = await book.scheme();
    const other = await book.work.write(beacon, (tx) =>
      book.participants.join(tx, beacon, 'p-jo', { email: 'jo@example.org' }),
    );
    expect((await queries.one(beacon, other)).contact).toBe('email');
  });
});

describe('what a person chose', () => {
  it('is kept and can be changed', async () => {
    const id = await join('p-choosy', { likedName: 'Élodie O’Neill' });
    await people.call(me(id), '  Élodie   O’Neill-Macbeth ');
    await people.reach(me(id), { contact: 'text', phone: '07700 900 001' });
    await people.sayInMessages(me(id), 'just-a-message');
    await people.chooseFormats(me(id), ['large-print', 'letter', 'letter']);
    expect(await queries.one(orbit, id)).toMatchObject({
      likedName: 'Élodie O’Neill-Macbeth',
      contact: 'text',
      phone: '+447700900001',
      messageDetail: 'just-a-message',
      formats: ['large-print', 'letter'],
    });
  });

  it('to be reached in a way that has no address is refused by the database itself', async () => {
    const id = await join('p-unreachable');
    await expect(people.reach(me(id), { contact: 'email' })).rejects.toMatchObject({ code: 'bad-person' });
  });

  it('of another scheme is as unknown as of somebody who is not there', async () => {
    const beacon = await book.scheme();
    const known = await join('p-here');
    for (const id of [known, newId<ParticipantId>()]) {
      await expect(people.call(me(id, beacon), 'Somebody')).rejects.toMatchObject({ code: 'unknown-person' });
      await expect(queries.one(beacon, id)).rejects.toMatchObject({ code: 'unknown-person' });
    }
    expect((await queries.one(orbit, known)).likedName).toBe('p-here');
  });
});

describe('addresses', () => {
  it.each([
    ['07700 900 982', '+447700900982'],
    ['+44 (0)7700 900982', '+447700900982'],
    ['0044 7700-900-982', '+447700900982'],
    ['01382 000 000', '+441382000000'],
    ['+353 85 012 3456', '+353850123456'],
    ['0770', undefined],
    ['seven', undefined],
    ['+44 7700 900 982 1', undefined],
    ['', undefined],
  ])('the phone number "%s" is kept as %s', (written, kept) => {
    expect(readPhone(written)).toBe(kept);
  });

  it.each([
    [' name@example.com ', 'name@example.com'],
    ["o'neill+orbit@mail.example.co.uk", "o'neill+orbit@mail.example.co.uk"],
    ['name@example', undefined],
    ['name example.com', undefined],
    ['a@b@example.com', undefined],
    [`${'a'.repeat(65)}@example.com`, undefined],
  ])('the email address "%s" is kept as %s', (written, kept) => {
    expect(readEmail(written)).toBe(kept);
  });
});
