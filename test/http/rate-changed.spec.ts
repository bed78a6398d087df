import { EXPORT_FORMATS, type ExportFormat, Exports } from '../../src/ledger/index.js';
import type { ParticipantId, SessionId } from '../../src/shared/ids.js';
import { typedDayOf } from '../../src/shared/day-words.js';
import { GalaxiesStage } from '../support/galaxies-stage.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

/*
 * Today one administrator asks for another rate and a second agrees; then a register is saved by it. What yesterday gave is
 * asked for before and after, on every page that says it, for programs, and in every format of the export.
 */
let world: SignInWorld;
let stage: GalaxiesStage;
let visitors: Readonly<Record<'sam' | 'morag' | 'ailsa' | 'ann' | 'bob', Visitor>>;
let sam: ParticipantId;
let morag: ParticipantId;
let ailsa: ParticipantId;
let walk: SessionId;
let entry: string;
const before = new Map<string, string>();

beforeAll(async () => {
  world = await SignInWorld.open();
  stage = new GalaxiesStage(world.book, world.scheme);
  await stage.helping.plans.usualRates(world.scheme);
  const signedIn = {
    sam: await world.signedInAs('participant', { name: 'Sam' }),
    morag: await world.signedInAs('leader', { name: 'Morag' }),
    ailsa: await world.signedInAs('staff', { name: 'Ailsa' }),
    ann: await world.signedInAs('administrator', { name: 'Ann' }),
    bob: await world.signedInAs('administrator', { name: 'Bob' }),
  };
  [sam, morag, ailsa] = [signedIn.sam.person, signedIn.morag.person, signedIn.ailsa.person];
  visitors = {
    ...{ sam: signedIn.sam.visitor, morag: signedIn.morag.visitor, ailsa: signedIn.ailsa.visitor },
    ...{ ann: signedIn.ann.visitor, bob: signedIn.bob.visitor },
  };
  walk = await stage.session('Hill walk', 1, [morag]);
  await stage.register(walk, ailsa, { came: [sam], led: [morag] });
  [{ entry = '' } = {}] = await world.book.ownerSource.query<{ entry?: string }[]>(
    'SELECT entry_id AS entry FROM register_version WHERE session_id = $1',
    [walk],
  );
  await world.book.sealAll(world.scheme);
  for (const [name, text] of await everything()) before.set(name, text);
  await publish();
});
afterAll(() => world.close());

/** From today on taking part gives 7. */
async function publish(): Promise<void> {
  const { day, month, year } = typedDayOf(await stage.helping.plans.today(world.scheme));
  const from = { from_day: day, from_month: month, from_year: year };
  const rule = { part: 'attended', activity: '', galaxies: '7', why: 'A whole day', ...from };
  const asked = await visitors.ann.send('/admin/rules/new', rule);
  const page = String(asked.headers.location);
  expect((await visitors.bob.send(page, {}, `${page}/agree`)).statusCode).toBe(303);
}

async function everything(): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await said()), ...(await exported())]);
}

/** What people and programs read of yesterday. */
async function said(): Promise<ReadonlyMap<string, string>> {
  const paths: readonly (readonly [string, keyof typeof visitors, string])[] = [
    ['galaxies', 'sam', '/me'],
    ['galaxies of its leader', 'morag', '/me'],
    ['history', 'sam', '/me/history'],
    ['reason of the line', 'sam', `/me/entries/${entry}`],
    ['receipt for its leader', 'morag', `/leader/dates/${walk}/register/saved`],
    ['receipt', 'ailsa', `/leader/dates/${walk}/register/saved`],
    ['galaxies for staff', 'ailsa', `/staff/people/${sam}/galaxies`],
    ['line for staff', 'ailsa', `/staff/people/${sam}/galaxies/${entry}`],
    ['account', 'ann', `/admin/accounts/${sam}`],
    ['proof', 'ann', `/admin/accounts/${sam}/prove`],
    ['account for programs', 'sam', `/api/v1/accounts/${sam}`],
    ['entries for programs', 'sam', `/api/v1/accounts/${sam}/entries`],
    ['register for programs', 'ailsa', `/api/v1/sessions/${walk}/register`],
  ];
  const texts = new Map<string, string>();
  for (const [name, by, path] of paths) {
    const { statusCode, body } = await visitors[by].get(path);
    expect([path, statusCode]).toEqual([path, 200]);
    texts.set(name, body.replace(/name="(_csrf|key)" value="[^"]*"/g, ''));
  }
  return texts;
}

async function exported(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const format of EXPORT_FORMATS) await exportTo(files, format);
  return files;
}

async function exportTo(files: Map<string, string>, format: ExportFormat): Promise<void> {
  const exports = world.web.app.get(Exports, { strict: false });
  await world.book.work.read(world.scheme, (view) =>
    exports.write(view, world.scheme, {
      format,
      origin: 'galaxies/orbit',
      refs: new Map(),
      write: ({ file, text }) => {
        files.set(`${format}/${file}`, (files.get(`${format}/${file}`) ?? '') + text);
        return Promise.resolve();
      },
    }),
  );
}

it('a rate that is published today changes no byte of yesterday, on any page, for programs or in any export', async () => {
  const after = await everything();
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [name, text] of after) expect([name, text]).toEqual([name, before.get(name)]);
});

describe('once a register was saved by it', () => {
  let now: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const today = await stage.session('Hill walk', 0, [morag]);
    await stage.register(today, ailsa, { came: [sam], led: [morag] });
    await world.book.sealAll(world.scheme);
    now = await everything();
  });

  it('today gives what today’s rate says, and yesterday what yesterday’s did', async () => {
    expect(await world.book.numbers(world.scheme, sam)).toEqual([8, 0, 8]);
  });

  it.each([
    'reason of the line',
    'receipt for its leader',
    'receipt',
    'line for staff',
    'register for programs',
  ])('the %s of yesterday is the same to the byte', (name) => {
    expect(before.get(name)).toBeDefined();
    expect(now.get(name)).toBe(before.get(name));
  });

  it.each(['galaxies', 'galaxies of its leader', 'history', 'galaxies for staff', 'account'])(
    'the line of yesterday in the %s is the same to the byte',
    (name) => {
      const line = linesIn(before.get(name));
      expect([line.length, linesIn(now.get(name))]).toEqual([1, line]);
    },
  );

  it.each(['account for programs', 'entries for programs'])('and in the %s', (name) => {
    const [then, since] = [entriesIn(before.get(name)), entriesIn(now.get(name))];
    expect(since.slice(1)).toEqual(then);
  });

  it.each([
    'csv/entries.csv',
    'csv/transfers.csv',
    'csv/seals.csv',
    'jsonl/entries.jsonl',
    'jsonl/seals.jsonl',
  ])('the export %s begins with all that it was, to the byte', (name) => {
    const was = before.get(name) ?? '';
    expect(was).not.toBe('');
    expect(now.get(name)?.slice(0, was.length)).toBe(was);
    expect(now.get(name)?.length).toBeGreaterThan(was.length);
  });

  it('and so does the journal for hledger, entry by entry', () => {
    const [then, since] = [
      datedIn(before.get('hledger/book.journal')),
      datedIn(now.get('hledger/book.journal')),
    ];
    expect([then.length > 0, since.length]).toEqual([true, then.length + 1]);
    expect(since.slice(0, then.length)).toEqual(then);
  });

  /** The pieces of a page that name the entry of yesterday. */
  function linesIn(page = ''): readonly string[] {
    return page.split(/(?=<li[ >]|<tr[ >])/).filter((piece) => piece.includes(entry));
  }

  function entriesIn(answer = '{}'): readonly unknown[] {
    const { entries = [] }: { entries?: readonly unknown[] } = JSON.parse(answer);
    return entries;
  }

  function datedIn(journal = ''): readonly string[] {
    return journal.split(/\n(?=\S)/).filter((piece) => /^\d{4}-\d\d-\d\d \* \(/.test(piece));
  }
});
