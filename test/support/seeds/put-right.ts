import { newId, type ParticipantId, type PersonId, type PutRightId } from '../../../src/shared/ids.js';
import { Righting } from '../righting.js';
import { stageOf } from './stage.js';
import { orbitOf, press, type Seed, signedInAs, type Way, type World } from './world.js';

interface Desk {
  readonly righting: Righting;
  /** The staff who look. */
  readonly ailsa: Way & { readonly person: ParticipantId };
  readonly iain: ParticipantId;
  readonly sam: ParticipantId;
  /** Where staff see Sam's galaxies. */
  readonly path: string;
}

/** Sam, to whom something has happened; Ailsa, who looks; and Iain, who is asked to agree. */
async function desk(world: World): Promise<Desk> {
  const stage = await stageOf(world);
  const { id: scheme } = await orbitOf(world.web);
  const righting = new Righting(world.book, scheme);
  const { person: sam } = await signedInAs(world, 'participant', { name: 'Sam' });
  const { person: iain } = await signedInAs(world, 'staff', { name: 'Iain' });
  const { person: morag } = await signedInAs(world, 'leader', { name: 'Morag' });
  const ailsa = await signedInAs(world, 'staff', { name: 'Ailsa' });
  const soup = await stage.helping.ask(scheme, sam, { what: 'Made the soup for the open day' });
  await stage.helping.approve(scheme, soup, iain);
  const walk = await stage.session('Hill walk', 9, [morag]);
  await stage.register(walk, iain, { led: [sam, morag] });
  return { righting, ailsa, iain, sam, path: `/staff/people/${sam}/galaxies` };
}

/** The line of the walk, which gave 2. */
async function line({ righting, sam, path }: Desk, below = ''): Promise<string> {
  return `${path}/${await righting.entryOf(sam, 'register')}${below}`;
}

/** Somebody asks somebody else to agree that Sam's walk is taken back. */
async function takeBack(
  { righting, sam }: Desk,
  by: ParticipantId,
  askedOf: ParticipantId,
): Promise<PutRightId> {
  const id = newId<PutRightId>();
  const said = { id, keep: false, askedOf, reason: 'The same walk is on the list of Friday.' };
  const sentence = 'Sorry, we counted Hill walk twice by mistake.';
  await righting.line(by, sam, await righting.entryOf(sam, 'register'), { ...said, sentence });
  return id;
}

async function oneSeed(world: World, make: (room: Desk) => Promise<PutRightId>): Promise<Way> {
  const room = await desk(world);
  return { ...room.ailsa, path: `/staff/put-right/${await make(room)}` };
}

async function nobodyElse(world: World): Promise<Way> {
  const { id: scheme } = await orbitOf(world.web);
  const id = newId<PersonId>();
  await world.book.ownerSource.query(
    "INSERT INTO person (scheme_id, id, ref, liked_name) VALUES ($1, $2, $3, 'Kirsty')",
    [scheme, id, `p-${id.slice(0, 8)}`],
  );
  return { ...(await signedInAs(world, 'staff', { name: 'Ailsa' })), path: `/staff/people/${id}/galaxies` };
}

/** Sam's account, which administrators look at as at the moment that these boxes say. */
async function asAt(world: World, boxes: string): Promise<Way> {
  const { sam } = await desk(world);
  const way = await signedInAs(world, 'administrator', { name: 'Ann' });
  return { ...way, path: `/admin/accounts/${sam}?${boxes}` };
}

export const putRightSeeds: Readonly<Record<string, Seed>> = {
  'account-lines': async (world) => {
    const { sam } = await desk(world);
    return { ...(await signedInAs(world, 'administrator', { name: 'Ann' })), path: `/admin/accounts/${sam}` };
  },
  'account-lines-empty': async (world) => {
    const { person } = await signedInAs(world, 'participant', { name: 'Jo' });
    return {
      ...(await signedInAs(world, 'administrator', { name: 'Ann' })),
      path: `/admin/accounts/${person}`,
    };
  },
  'account-as-at': async (world) => {
    const [{ boxes = '' } = {}] = await world.book.ownerSource.query<{ boxes?: string }[]>(
      `SELECT to_char(clock_timestamp() AT TIME ZONE 'Europe/London', '"as_at_day="DD"&as_at_month="MM"&as_at_year="YYYY') AS boxes`,
    );
    return asAt(world, boxes);
  },
  'account-as-at-empty': (world) => asAt(world, 'as_at_day=1&as_at_month=1&as_at_year=2020'),
  'account-as-at-wrong': (world) =>
    asAt(world, 'as_at_day=31&as_at_month=6&as_at_year=2026&as_at_time=half+past'),
  'account-proof': async (world) => {
    const { sam } = await desk(world);
    const way = await signedInAs(world, 'administrator', { name: 'Ann' });
    return { ...way, path: `/admin/accounts/${sam}/prove` };
  },
  'account-proof-empty': async (world) => {
    const { person } = await signedInAs(world, 'participant', { name: 'Jo' });
    const way = await signedInAs(world, 'administrator', { name: 'Ann' });
    return { ...way, path: `/admin/accounts/${person}/prove` };
  },
  'their-galaxies': async (world) => {
    const room = await desk(world);
    await takeBack(room, room.iain, room.ailsa.person);
    await world.book.ownerSource.query(
      `INSERT INTO question (scheme_id, transfer_id, person_id, words, reply_by, asked_by, look_by)
       SELECT t.scheme_id, t.id, a.owner_id, 'I think it was two days.', 'here', a.owner_id, current_date + 3
       FROM transfer t JOIN account a ON a.scheme_id = t.scheme_id AND a.id = t.credit_account_id
       WHERE a.owner_id = $1 ORDER BY t.id LIMIT 1`,
      [room.sam],
    );
    return { ...room.ailsa, path: room.path };
  },
  'their-galaxies-empty': async (world) => {
    const { person } = await signedInAs(world, 'participant', { name: 'Jo' });
    return {
      ...(await signedInAs(world, 'staff', { name: 'Ailsa' })),
      path: `/staff/people/${person}/galaxies`,
    };
  },
  'their-galaxies-none': nobodyElse,
  'their-line': async (world) => {
    const room = await desk(world);
    return { ...room.ailsa, path: await line(room) };
  },
  'their-line-put-right': async (world) => {
    const room = await desk(world);
    const entry = await room.righting.entryOf(room.sam, 'register');
    await room.righting.line(room.iain, room.sam, entry);
    return { ...room.ailsa, path: `${room.path}/${entry}` };
  },
  'put-right': async (world) => {
    const room = await desk(world);
    await room.righting.stage.setAside(room.sam, 2);
    return { ...room.ailsa, path: await line(room, '/put-right') };
  },
  'put-right-wrong': async (world) => {
    const room = await desk(world);
    return {
      ...room.ailsa,
      path: await line(room, '/put-right'),
      afterwards: async (page) => {
        await page.fill('#sentence', 'x'.repeat(203));
        await page.check('#keep-2');
        await press(page);
      },
    };
  },
  'by-hand': async (world) => {
    const room = await desk(world);
    return { ...room.ailsa, path: `${room.path}/by-hand` };
  },
  'by-hand-wrong': async (world) => {
    const room = await desk(world);
    return { ...room.ailsa, path: `${room.path}/by-hand`, afterwards: press };
  },
  'put-rights-waiting': async (world) => {
    const room = await desk(world);
    await takeBack(room, room.iain, room.ailsa.person);
    const byHand = { id: newId<PutRightId>(), person: room.sam, effect: 3, askedOf: room.iain };
    await room.righting.adjust(room.ailsa.person, byHand);
    return room.ailsa;
  },
  'put-right-to-agree': (world) => oneSeed(world, (room) => takeBack(room, room.iain, room.ailsa.person)),
  'put-right-mine': (world) => oneSeed(world, (room) => takeBack(room, room.ailsa.person, room.iain)),
  'put-right-done': (world) =>
    oneSeed(world, async (room) => {
      const id = await takeBack(room, room.ailsa.person, room.iain);
      await room.righting.agree(room.iain, id);
      return id;
    }),
  'put-right-by-hand': (world) =>
    oneSeed(world, async ({ righting, ailsa, iain, sam }) => {
      const id = newId<PutRightId>();
      await righting.adjust(iain, { id, person: sam, effect: 3, askedOf: ailsa.person });
      return id;
    }),
  'put-right-left': (world) =>
    oneSeed(world, async (room) => {
      const id = await takeBack(room, room.ailsa.person, room.iain);
      await room.righting.leave(room.iain, id);
      return id;
    }),
};
