import { Audit } from '../../../src/audit/index.js';
import { type ActorId, parseId } from '../../../src/shared/ids.js';
import { orbitOf, type Seed, signedInAs, type Way, type World } from './world.js';

const AUDIT = '/admin/audit';

/** An administrator, and what was done lately: by staff for Sam, by staff who looked, and by a job. */
async function lately(world: World): Promise<Way> {
  const { id: scheme } = await orbitOf(world.web);
  const way = await signedInAs(world, 'administrator', { name: 'Ruth' });
  const { person: ailsa } = await signedInAs(world, 'staff', {
    name: 'Ailsa with a long name for a telephone',
  });
  const { person: sam } = await signedInAs(world, 'participant', { name: 'Sam' });
  const doer = { personId: ailsa, actorId: parseId<ActorId>(ailsa), roles: ['staff'] };
  const subject = { kind: 'person', id: sam };
  const audit = new Audit(world.book.work);
  await audit.looked(scheme, doer, sam);
  await world.book.work.write(scheme, async (tx) => {
    const acting = { schemeId: scheme, personId: sam, doer, asked: 'phone' } as const;
    await audit.note(tx, { by: acting, action: 'person.changed', subject });
    await audit.note(tx, {
      by: 'job',
      action: 'retention.carried-out',
      subject: { kind: 'rule', id: 'drafts' },
    });
  });
  return { ...way, path: AUDIT };
}

/** So many months, the newest of them two years ago, each with notes of two kinds. */
async function months(world: World, count: number): Promise<Way> {
  const { id: scheme } = await orbitOf(world.web);
  await world.book.ownerSource.query(
    `INSERT INTO audit_month (scheme_id, month, action, events)
     SELECT $1, date '2020-12-01' - make_interval(months => n), action, 40 + n
     FROM generate_series(1, $2::integer) n, unnest('{person.looked,register.saved}'::text[]) action`,
    [scheme, count],
  );
  return { ...(await signedInAs(world, 'administrator', { name: 'Ruth' })), path: `${AUDIT}/months` };
}

export const auditSeeds: Readonly<Record<string, Seed>> = {
  'audit-log': lately,
  'audit-log-found': async (world) => ({ ...(await lately(world)), path: `${AUDIT}?whom=sam&what=person` }),
  'audit-log-not-found': async (world) => ({ ...(await lately(world)), path: `${AUDIT}?who=nobody` }),
  'audit-log-wrong': async (world) => ({
    ...(await lately(world)),
    path: `${AUDIT}?from_day=31&from_month=2&from_year=2026`,
  }),
  'audit-log-nothing': async (world) => {
    await world.book.ownerSource.query('DELETE FROM audit_event');
    return { ...(await signedInAs(world, 'administrator', { name: 'Ruth' })), path: AUDIT };
  },
  'audit-months-none': async (world) => {
    await world.book.ownerSource.query('DELETE FROM audit_month');
    return months(world, 0);
  },
  'audit-months': (world) => months(world, 8),
};
