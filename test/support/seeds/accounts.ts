import type { Page } from 'playwright-core';
import type { ParticipantId } from '../../../src/shared/ids.js';
import type { GalaxiesStage } from '../galaxies-stage.js';
import { stageOf } from './stage.js';
import { press, type Seed, signedInAs, type Way, type World } from './world.js';

type Person = Way & { readonly person: ParticipantId };

/** Sam, to whom much has happened; and Ailsa, who wrote it down. */
async function sam(world: World): Promise<{ sam: Person; ailsa: ParticipantId; stage: GalaxiesStage }> {
  const stage = await stageOf(world);
  const me = await signedInAs(world, 'participant', { name: 'Sam' });
  const { person: ailsa } = await signedInAs(world, 'staff', { name: 'Ailsa' });
  const { person: morag } = await signedInAs(world, 'leader', { name: 'Morag' });
  const garden = await stage.session('Garden group', 20, [morag]);
  await stage.register(garden, ailsa, { came: [me.person], led: [morag] });
  const walk = await stage.session('Hill walk', 9, [morag]);
  await stage.register(walk, ailsa, { came: [me.person], led: [morag] });
  await stage.register(walk, ailsa, { led: [me.person, morag] });
  const soup = await stage.helping.ask(stage.scheme, me.person, { what: 'Made the soup for the open day' });
  await stage.helping.approve(stage.scheme, soup, ailsa);
  await stage.helping.ask(stage.scheme, me.person, { what: 'Helped set up the open day' });
  const poster = await stage.helping.ask(stage.scheme, me.person, { what: 'Made a poster' });
  await stage.helping.refuse(
    stage.scheme,
    poster,
    ailsa,
    'It is on a register already, so it has been counted.',
  );
  return { sam: me, ailsa, stage };
}

/** The address of one of somebody's lines, by what it is called. */
async function entryOf(stage: GalaxiesStage, person: ParticipantId, kind: string): Promise<string> {
  const [row] = await stage.book.ownerSource.query<{ id: string }[]>(
    `SELECT e.id FROM journal_entry e JOIN transfer t ON t.scheme_id = e.scheme_id AND t.entry_id = e.id
       JOIN account a ON a.scheme_id = t.scheme_id AND a.id IN (t.credit_account_id, t.debit_account_id)
     WHERE e.scheme_id = $1 AND a.owner_id = $2 AND e.kind = $3 ORDER BY e.recorded_at DESC LIMIT 1`,
    [stage.scheme, person, kind],
  );
  if (row === undefined) throw new Error(`There is no ${kind}.`);
  return `/me/entries/${row.id}`;
}

async function whySeed(world: World, kind: string, below = ''): Promise<Way> {
  const { sam: me, stage } = await sam(world);
  return { ...me, path: (await entryOf(stage, me.person, kind)) + below };
}

/** Asks about a line by the form itself. */
async function ask(page: Page, words: string): Promise<void> {
  await page.fill('#words', words);
  await page.check('input[value=here]');
  await press(page);
}

/** Staff with a question of Sam's to answer. */
async function asked(world: World): Promise<Person & { readonly question: string }> {
  const { sam: me, stage } = await sam(world);
  const way = await signedInAs(world, 'staff', { name: 'Iain' });
  const [row] = await stage.book.ownerSource.query<{ id: string }[]>(
    `INSERT INTO question (scheme_id, transfer_id, person_id, words, reply_by, asked_by, look_by)
     SELECT t.scheme_id, t.id, a.owner_id, 'I led it.', 'here', a.owner_id, current_date + 3
     FROM transfer t JOIN account a ON a.scheme_id = t.scheme_id AND a.id = t.credit_account_id
     WHERE a.owner_id = $1 ORDER BY t.id LIMIT 1 RETURNING id`,
    [me.person],
  );
  if (row === undefined) throw new Error('Nothing was asked.');
  return { ...way, question: `/staff/questions/${row.id}` };
}

export const accountsSeeds: Readonly<Record<string, Seed>> = {
  'galaxies-none': (world) => signedInAs(world, 'participant', { name: 'Jo' }),
  galaxies: async (world) => (await sam(world)).sam,
  'galaxies-many': async (world) => {
    const { sam: me, stage } = await sam(world);
    for (let n = 0; n < 30; n++)
      await stage.book.award(
        stage.scheme,
        [[me.person, 1 + (n % 2)]],
        `register/many-${me.person}/${String(n)}`,
      );
    return me;
  },
  'galaxies-all-set-aside': async (world) => {
    const stage = await stageOf(world);
    const me = await signedInAs(world, 'participant', { name: 'Jo' });
    await stage.book.award(stage.scheme, [[me.person, 4]], `register/aside-${me.person}/1`);
    await stage.setAside(me.person, 4);
    return me;
  },
  'galaxies-for-somebody': async (world) => {
    const { sam: me } = await sam(world);
    const way = await signedInAs(world, 'staff', { name: 'Iain' });
    return { ...way, path: `/staff/people/${me.person}/for/phone/me` };
  },
  'why-put-right': (world) => whySeed(world, 'register'),
  'why-helped': (world) => whySeed(world, 'contribution'),
  'why-asked': async (world) => ({
    ...(await whySeed(world, 'contribution', '/not-right')),
    afterwards: async (page) => {
      await ask(page, 'It was\ntwo days.');
      await page.goto(page.url().replace('/not-right/sent', ''));
    },
  }),
  'not-right': (world) => whySeed(world, 'register', '/not-right'),
  'not-right-wrong': async (world) => ({
    ...(await whySeed(world, 'register', '/not-right')),
    afterwards: (page) => ask(page, 'x'.repeat(520)),
  }),
  'not-right-sent': async (world) => ({
    ...(await whySeed(world, 'register', '/not-right')),
    afterwards: (page) => ask(page, 'I came too.'),
  }),
  questions: asked,
  question: async (world) => {
    const { question, ...way } = await asked(world);
    return { ...way, path: question };
  },
  'question-wrong': async (world) => {
    const { question, ...way } = await asked(world);
    return { ...way, path: question, afterwards: press };
  },
  'question-answered': async (world) => {
    const { question, ...way } = await asked(world);
    await world.book.ownerSource.query(
      `UPDATE question SET answer = 'You are right. It is put right.', answered_by = $2, answered_at = clock_timestamp()
       WHERE id = $1`,
      [question.split('/').at(-1), way.person],
    );
    return { ...way, path: question };
  },
};
