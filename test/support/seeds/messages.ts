import { type MessageKind, Messages } from '../../../src/messages/index.js';
import { OutboxService } from '../../../src/outbox/index.js';
import { newId, type ParticipantId } from '../../../src/shared/ids.js';
import { orbitOf, type Seed, signedInAs, type World } from './world.js';

const PARTS = {
  day: 'Saturday 14 June',
  time: '10am',
  wasDay: 'Saturday 7 June',
  wasTime: '11am',
  what: 'Hill walk',
  where: 'the drop-in',
  why: 'The bus does not run',
};

/** Somebody who is told something by a letter or a call. */
async function told(world: World, contact: 'letter' | 'phone', kind: MessageKind): Promise<void> {
  const { id: scheme } = await orbitOf(world.web);
  const messages = new Messages(new OutboxService());
  const ref = `p-${newId<ParticipantId>().slice(0, 8)}`;
  const phone =
    contact === 'phone' ? (kind === 'place-given' ? '01382 496 001' : '01382 496 000') : undefined;
  await world.book.work.write(scheme, async (tx) => {
    const person = await world.book.participants.join(tx, scheme, ref, { likedName: 'Sam', contact, phone });
    await messages.send(tx, { scheme, person, kind, key: 'walk', parts: PARTS });
  });
}

/** Somebody who was told something every way there is, with everything that can become of it. */
const EVERY_WAY = `
  INSERT INTO message (scheme_id, person_id, kind, key, parts, channel, state, why, due_at, done_at)
  SELECT $1, $2, kind, kind || channel || state, $3::jsonb, channel, state, why, moment, CASE WHEN state <> 'queued' THEN moment END
  FROM (VALUES ('date-reminder', 'text', 'queued', NULL, 0), ('date-called-off', 'text', 'delivered', NULL, 1),
    ('place-given', 'email', 'sent', NULL, 3), ('answer', 'letter', 'sent', NULL, 8), ('date-changed', 'phone', 'delivered', NULL, 9),
    ('place-offered', 'text', 'not_delivered', 'failed', 20), ('date-reminder', 'text', 'stopped', 'break', 30))
    AS sent (kind, channel, state, why, days), LATERAL (SELECT clock_timestamp() - days * interval '1 day' AS moment) at`;

export const messagesSeeds: Readonly<Record<string, Seed>> = {
  'staff-nothing-to-tell': (world) => signedInAs(world, 'staff', { name: 'Ailsa' }),
  'participant-told': async (world) => {
    const { person, ...way } = await signedInAs(world, 'participant', { name: 'Sam' });
    const { id: scheme } = await orbitOf(world.web);
    await world.book.ownerSource.query(EVERY_WAY, [scheme, person, JSON.stringify(PARTS)]);
    return way;
  },
  'staff-letters': async (world) => {
    await told(world, 'letter', 'date-called-off');
    await told(world, 'letter', 'date-reminder');
    return signedInAs(world, 'staff', { name: 'Ailsa' });
  },
  'staff-calls': async (world) => {
    await told(world, 'phone', 'date-called-off');
    await told(world, 'phone', 'place-given');
    await world.book.ownerSource.query(
      `UPDATE message SET state = 'not_delivered', why = 'failed', done_at = clock_timestamp() WHERE kind = 'place-given'`,
    );
    return signedInAs(world, 'staff', { name: 'Ailsa' });
  },
};
