import { AuditQueries } from '../../src/audit/index.js';
import { PeopleQueries } from '../../src/participants/index.js';
import { exportedColumns, ownersOf } from '../../src/participants/personal-copy.js';
import { lineRows } from '../../src/participants/copy.presenter.js';
import type { CopiedLine } from '../../src/participants/person-copies.service.js';
import { parseIsoDate, parseIsoInstant } from '../../src/shared/calendar.js';
import { say } from '../../src/web/index.js';
import type { ParticipantId } from '../../src/shared/ids.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let jo: ParticipantId;
let visitor: Visitor;
let staff: Visitor;

beforeAll(async () => {
  world = await SignInWorld.open({ SCHEME: 'orbit' });
  ({ visitor, person: jo } = await world.signedInAs('participant', { name: 'Jo' }));
  ({ visitor: staff } = await world.signedInAs('staff', { name: 'Ailsa' }));
});

afterAll(() => world.close());

const person = (id = jo) => new PeopleQueries(world.book.work).one(world.scheme, id);
const events = (filter = {}) =>
  world.book.work.read(world.scheme, (view) =>
    new AuditQueries(world.book.work).find(view, world.scheme, { person: jo, ...filter }),
  );

describe('the note for leaders', () => {
  it('is theirs alone until they tick that leaders may see it', async () => {
    expect((await visitor.get('/account/leaders')).body).not.toMatch(/type="checkbox"[^>]*checked/);
    await visitor.send('/account/leaders', { leaders_note: 'I like the door open.' });
    expect(await person()).toMatchObject({ noteForLeaders: 'I like the door open.', noteShared: false });
    await visitor.send('/account/leaders', { leaders_note: 'I like the door open.', share_note: 'yes' });
    expect((await person()).noteShared).toBe(true);
    expect((await visitor.get('/account')).body).toContain('I like the door open. (leaders can see this)');
    await visitor.send('/account/leaders', { leaders_note: ' ', share_note: 'yes' });
    expect(await person()).toMatchObject({ noteForLeaders: undefined, noteShared: false });
  });

  it('that is too long is explained, kept on the page, and nothing is changed', async () => {
    const before = await person();
    const note = 'n'.repeat(201);
    const { statusCode, body } = await visitor.send('/account/leaders', { leaders_note: note });
    expect([statusCode, body]).toEqual([422, expect.stringContaining('You have 1 too many')]);
    expect(body).toContain(`>${note}</textarea>`);
    expect(await person()).toEqual(before);
  });
});

describe('who can see what', () => {
  const open = () =>
    world.book.ownerSource.query(
      'SELECT kind FROM consent WHERE person_id = $1 AND taken_back_at IS NULL ORDER BY kind',
      [jo],
    );

  it('is no by itself, is yes line by line, and is taken back line by line', async () => {
    expect((await visitor.get('/account/sharing')).body).not.toMatch(/type="checkbox"[^>]*checked/);
    await visitor.send('/account/sharing', { consents: 'photos', findable_by_leaders: 'yes' });
    expect([await open(), (await person()).findableByLeaders]).toEqual([[{ kind: 'photos' }], true]);
    await visitor.send('/account/sharing', { consents: 'quotes' });
    expect([await open(), (await person()).findableByLeaders]).toEqual([[{ kind: 'quotes' }], false]);
    const told = (await events({ action: 'consent' })).map(({ action, details }) => [
      action,
      details['kind'],
    ]);
    expect(told).toEqual([
      ['consent.given', 'quotes'],
      ['consent.taken-back', 'photos'],
      ['consent.given', 'photos'],
    ]);
  });

  it('takes no yes to anything else', async () => {
    const before = await open();
    const { statusCode } = await visitor.send('/account/sharing', { consents: 'everything' });
    expect([statusCode, await open()]).toEqual([422, before]);
  });
});

it('people see who looked at their record, by role, first name and day, once for each day', async () => {
  expect((await visitor.get('/account/looked')).body).toContain('Nobody else has looked at your record.');
  await staff.get(`/staff/people/${jo}`);
  await staff.get(`/staff/people/${jo}/change`);
  const { body } = await visitor.get('/account/looked');
  expect(body.match(/>Ailsa</g)).toHaveLength(1);
  expect(body).toContain('Staff');
  expect(await events({ action: 'person.looked' })).toHaveLength(2);
});

it('a break is one button, and coming back is another', async () => {
  const away = await visitor.send('/account/break', {});
  expect([away.headers.location, (await person()).takingPart]).toEqual(['/account/break', 'taking-a-break']);
  expect((await visitor.get('/account/break')).body).toContain('You are taking a break');
  await visitor.send('/account/break', {}, '/account/break/over');
  expect((await person()).takingPart).toBe('taking-part');
});

describe('leaving', () => {
  it('signs out everywhere at once, and leads to a page that is open to everybody', async () => {
    const { visitor: leaver, person: id } = await world.signedInAs('participant', { name: 'Lee' });
    const answer = await leaver.send('/account/leave', {});
    expect(answer.headers.location).toBe('/left');
    expect((await leaver.get('/left')).body).toContain('You have left');
    expect(await leaver.isSignedIn()).toBe(false);
    expect(await person(id)).toMatchObject({ takingPart: 'left', leftOn: expect.any(String) });
  });

  it('of a member of staff is not for other staff to do', async () => {
    const { person: boss } = await world.signedInAs('administrator', { name: 'Bo' });
    const { statusCode } = await staff.send(`/staff/people/${boss}/for/desk/account/leave`, {});
    expect([statusCode, (await person(boss)).takingPart]).toEqual([403, 'taking-part']);
  });
});

describe('a copy', () => {
  const canary = (name: string, column: string) => `canary-${name}-${column}`;

  async function plant(id: ParticipantId, name: string): Promise<void> {
    await world.book.ownerSource.query(
      `UPDATE person SET ref = $2, liked_name = $3, surname = $4, note_for_leaders = $5, email = $6 WHERE id = $1`,
      [
        id,
        ...['ref', 'liked', 'surname', 'note'].map((column) => canary(name, column)),
        `${canary(name, 'email')}@example.org`,
      ],
    );
  }

  it('says what happened in the five words of the history, the newest first, and what only moved once', () => {
    const line = (
      kind: string,
      pot: CopiedLine['pot'],
      direction: CopiedLine['direction'],
      minute: number,
    ) => ({
      ...{ kind, pot, direction, galaxies: 2, occurredOn: parseIsoDate('2026-06-14') },
      recordedAt: parseIsoInstant(`2026-06-14T10:0${String(minute)}:00Z`),
    });
    const galaxies = [
      line('adjustment', 'to use', 'out', 6),
      line('release', 'to use', 'in', 5),
      line('hold', 'to use', 'out', 3),
      line('hold', 'to use', 'out', 2),
      line('register', 'to use', 'in', 1),
      line('release', 'set aside', 'out', 5),
      line('settle', 'set aside', 'out', 4),
      line('hold', 'set aside', 'in', 3),
      line('hold', 'set aside', 'in', 2),
    ];
    expect(lineRows({ tables: {}, galaxies }).map(({ what }) => what)).toEqual([
      'Put right: 2 galaxies that were not yours',
      '2 galaxies back',
      '2 galaxies used',
      '2 galaxies set aside',
      '2 galaxies set aside',
      '2 galaxies added',
    ]);
  });

  it('has a heading in words for each table', () => {
    for (const [table] of exportedColumns())
      expect(say(`account.copy.of.${table}`)).toMatch(/^[A-Z][a-z ]+$/);
  });

  it('has all that is theirs and nothing of anybody else, on a page and as a file, and is written down', async () => {
    const { visitor: mine, person: me } = await world.signedInAs('participant', { name: 'Me' });
    const { person: other } = await world.signedInAs('participant', { name: 'Other' });
    await plant(me, 'me');
    await plant(other, 'other');
    await world.book.award(world.scheme, [[me, 3]]);
    const page = await mine.get('/account/copy');
    const file = await mine.get('/account/copy/json');
    expect(file.headers).toMatchObject({
      'content-disposition': 'attachment; filename="copy.json"',
      'cache-control': 'no-store',
    });
    for (const { body } of [page, file]) {
      for (const column of ['ref', 'liked', 'surname', 'note', 'email'])
        expect([column, body.includes(canary('me', column))]).toEqual([column, true]);
      expect(body).not.toContain('canary-other');
    }
    expect(page.body).toContain('3 galaxies added');
    expect(page.body).not.toMatch(/\d{4}-\d\d-\d\d|[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(file.json()).toMatchObject({ galaxies: [{ galaxies: 3, direction: 'in', pot: 'to use' }] });
    const noted = await events({ person: me, action: 'person.copied' });
    expect(noted).toHaveLength(1);
  });

  it('finds the rows of each table by a column that the table has', async () => {
    for (const [table, columns] of exportedColumns()) {
      const rows: { name: string }[] = await world.book.ownerSource.query(
        'SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1',
        [table],
      );
      const names = rows.map(({ name }) => name);
      expect([table, names]).toEqual([table, expect.arrayContaining([...ownersOf(table), ...columns])]);
    }
  });
});
