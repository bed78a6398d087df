import { AttendanceQueries } from '../../../src/attendance/attendance.queries.js';
import { newId, type ParticipantId, type SessionId, type TransferId } from '../../../src/shared/ids.js';
import { RegisterWorld } from '../../support/register-world.js';

let world: RegisterWorld;

beforeAll(async () => {
  world = await RegisterWorld.open();
});

afterAll(() => world.close());

describe('a register that is saved', () => {
  it('gives galaxies to those who came, in one entry with a transfer for each line', async () => {
    const [morag, ...others] = await world.people(4);
    if (morag === undefined) throw new Error('Nobody.');
    const session = await world.session({ leaders: [morag] });
    const saved = await world.save(session, world.doer(morag), { led: [morag], came: others });
    expect(await world.toUse([morag, ...others])).toEqual([2, 1, 1, 1]);
    expect(saved).toMatchObject({ version: 1, merged: false, outcome: 'came' });
    expect(saved.answers.map(({ result, galaxies }) => [result, galaxies])).toEqual([
      ['added', 2],
      ['added', 1],
      ['added', 1],
      ['added', 1],
    ]);
    const lines: unknown[] = await world.book.ownerSource.query(
      `SELECT e.kind, e.source_key, t.amount, a.part FROM attendance a
       JOIN transfer t ON t.scheme_id = a.scheme_id AND t.id = a.transfer_id
       JOIN journal_entry e ON e.scheme_id = a.scheme_id AND e.id = t.entry_id
       JOIN account c ON c.scheme_id = a.scheme_id AND c.id = t.credit_account_id AND c.owner_id = a.person_id
       WHERE a.session_id = $1 AND e.id = $2 ORDER BY a.id`,
      [session, saved.entryId],
    );
    expect(lines).toEqual(
      ['led', 'attended', 'attended', 'attended'].map((part) => ({
        kind: 'register',
        source_key: `register/${session}/1`,
        amount: part === 'led' ? 2 : 1,
        part,
      })),
    );
  });

  it('is written with a note of who did what, without a name', async () => {
    const [morag, sam] = await world.people(2);
    if (morag === undefined || sam === undefined) throw new Error('Nobody.');
    const session = await world.session({ leaders: [morag] });
    await world.save(session, world.doer(morag), { came: [sam] });
    const notes: unknown[] = await world.book.ownerSource.query(
      `SELECT action, actor_id, details FROM audit_event WHERE subject_id = $1::text`,
      [session],
    );
    expect(notes).toEqual([
      {
        action: 'register.saved',
        actor_id: morag,
        details: { version: 1, added: 1, putRight: 0, merged: false, source: 'web' },
      },
    ]);
  });

  it('is of a session of this scheme, or of none', async () => {
    const sam = await world.person();
    const before = await world.traces();
    await expect(world.save(newId<SessionId>(), world.doer(sam), { came: [sam] })).rejects.toMatchObject({
      code: 'unknown-session',
    });
    expect(await world.traces()).toEqual(before);
  });
});

describe('the story of a transfer', () => {
  it('is the line of the register that it is', async () => {
    const [morag, sam] = await world.people(2);
    if (morag === undefined || sam === undefined) throw new Error('Nobody.');
    const session = await world.session({ startsAt: '2026-06-14T09:00:00Z', leaders: [morag] });
    await world.save(session, world.doer(morag), { came: [sam] });
    await world.save(session, world.doer(morag, 'staff'), { helped: [sam], basedOn: 1 });
    const ids: { id: TransferId }[] = await world.book.ownerSource.query(
      `SELECT t.id::text AS id FROM transfer t JOIN journal_entry e ON e.id = t.entry_id
       WHERE e.source_key LIKE $1 ORDER BY t.id`,
      [`register/${session}/%`],
    );
    const stories = await world.book.work.read(world.scheme, (view) =>
      new AttendanceQueries().storiesOf(
        view,
        world.scheme,
        ids.map(({ id }) => id),
      ),
    );
    const told = ids.map(({ id }) => stories.get(id));
    const same = {
      kind: 'attendance',
      sessionId: session,
      activityName: 'Hill walk',
      occursOn: '2026-06-14',
    };
    expect(told).toEqual([
      { ...same, part: 'attended', version: 1, putRight: true, turnsRound: false, ...rest(morag) },
      { ...same, part: 'contributed', version: 2, putRight: false, turnsRound: false, ...rest(morag) },
      { ...same, part: 'attended', version: 2, putRight: true, turnsRound: true, ...rest(morag) },
    ]);
  });
});

function rest(recordedBy: ParticipantId) {
  const recordedAt: unknown = expect.stringMatching(/^2/);
  return { galaxies: 1, rateWhy: 'As agreed.', recordedBy, recordedAt };
}
