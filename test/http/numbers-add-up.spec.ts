import { HomeQueries } from '../../src/accounts/home.queries.js';
import { lastTransferOf } from '../../src/accounts/line.js';
import { lineView } from '../../src/accounts/line.presenter.js';
import { ReceiptPresenter } from '../../src/attendance/receipt-page.presenter.js';
import { RegisterForms } from '../../src/attendance/register-forms.queries.js';
import type { SavedRegister } from '../../src/attendance/answer.js';
import type { ParticipantId, SessionId, TransferId } from '../../src/shared/ids.js';
import { openFrame } from '../../src/web/frames.service.js';
import { Templates } from '../../src/web/templates.js';
import { PEOPLE, randomSeason, saveAll, SAVINGS, SESSIONS } from '../support/random-registers.js';
import { sumOf, textsIn } from '../support/read-page.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

/** So many registers take a slow machine minutes. */
const LONGEST_MS = 1_200_000;

const templates = new Templates();
const saved = new Map<SessionId, readonly SavedRegister[]>();
let world: SignInWorld;
let registers: RegisterWorld;
let leader: ParticipantId;
let leaderVisits: Visitor;
let visitors: ReadonlyMap<ParticipantId, Visitor>;
let people: readonly ParticipantId[];

beforeAll(async () => {
  world = await SignInWorld.open();
  registers = await RegisterWorld.over(world.book, world.scheme);
  ({ person: leader, visitor: leaderVisits } = await world.signedInAs('leader', { name: 'Morag' }));
  const signedIn: (readonly [ParticipantId, Visitor])[] = [];
  for (let n = 0; n < PEOPLE; n++) {
    const { person, visitor } = await world.signedInAs('participant', { name: `Person${NAMES.charAt(n)}` });
    signedIn.push([person, visitor]);
  }
  visitors = new Map(signedIn);
  people = [...visitors.keys()];
  for (const savings of randomSeason()) {
    const session = await registers.session({ leaders: [leader], places: 9 });
    saved.set(session, await saveAll(registers, { session, leader, people }, savings));
  }
  // A service of that size has had its tables counted; here nobody came by yet.
  await world.book.ownerSource.query('ANALYZE');
}, LONGEST_MS);

afterAll(() => world.close());

const NAMES = 'ABCDEFGHIJKLMN';

function rendered(view: string, model: object): string {
  return templates.render(view, { errors: [], back: '', path: '/', frame: openFrame(), ...model });
}

/** What an entry of a register moved, and for how many, from the transfers alone. */
interface EntrySums {
  readonly version: number;
  readonly given: number;
  readonly givenTo: number;
  readonly turned: number;
  readonly turnedFor: number;
}

async function entriesOf(session: SessionId): Promise<ReadonlyMap<number, EntrySums>> {
  const rows: EntrySums[] = await world.book.ownerSource.query(
    `SELECT split_part(e.source_key, '/', 3)::int AS version,
       coalesce(sum(t.amount) FILTER (WHERE t.reverses_id IS NULL AND c.kind = 'available'), 0)::int AS given,
       (count(*) FILTER (WHERE t.reverses_id IS NULL AND c.kind = 'available'))::int AS "givenTo",
       coalesce(sum(t.amount) FILTER (WHERE t.reverses_id IS NOT NULL), 0)::int AS turned,
       (count(*) FILTER (WHERE t.reverses_id IS NOT NULL))::int AS "turnedFor"
     FROM journal_entry e JOIN transfer t ON t.scheme_id = e.scheme_id AND t.entry_id = e.id
     JOIN account c ON c.scheme_id = t.scheme_id AND c.id = t.credit_account_id
     WHERE e.scheme_id = $1 AND e.source_key LIKE 'register/' || $2::text || '/%' GROUP BY 1`,
    [world.scheme, session],
  );
  return new Map(rows.map((row) => [row.version, row]));
}

const SAID = [
  /^(\d+) people get (\d+) /,
  /^Person[A-N] gets (\d+) /,
  /^(\d+) galax(?:y|ies) added in all/,
  /^Put right: .* (?:That|It) was (\d+) /,
  /^The register has (\d+) on it now and gives (\d+) galax(?:y|ies) in all/,
  /^(\d+) more (?:person|people) came/,
  /^(\d+) people came. The plan was (\d+)/,
] as const;

/** Every number that a receipt says, each by what it is about; and the texts with numbers that nothing here explains. */
function numbersIn(texts: readonly string[]) {
  const [many, one, added, putRight, all, heads, over] = SAID;
  return {
    given: sumOf(texts, many, ([count = 0, each = 0]) => count * each) + sumOf(texts, one),
    givenTo: sumOf(texts, many) + sumOf(texts, one, () => 1),
    added: sumOf(texts, added),
    putRight: sumOf(texts, putRight),
    putRightFor: sumOf(texts, putRight, () => 1),
    people: sumOf(texts, all),
    inAll: sumOf(texts, all, ([, galaxies = 0]) => galaxies),
    heads: sumOf(texts, heads),
    over: sumOf(texts, over),
    unexplained: texts.filter((text) => /\d/.test(text) && !SAID.some((pattern) => pattern.test(text))),
  };
}

it(
  'every number of 2,000 receipts, as their pages say it, adds up from the entries of the book',
  async () => {
    const forms = world.web.app.get(RegisterForms, { strict: false });
    const receipts = world.web.app.get(ReceiptPresenter, { strict: false });
    const opener = { schemeId: world.scheme, personId: leader, roles: ['leader'] };
    let counted = 0;
    for (const [session, versions] of saved) {
      const entries = await entriesOf(session);
      const last = await forms.receipt(opener, session, undefined);
      const names = new Map(people.map((person, n) => [person, `Person${NAMES.charAt(n)}`]));
      let [inBook, inBookFor] = [0, 0];
      let texts: readonly string[] = [];
      for (const version of versions) {
        const { given, givenTo, turned, turnedFor } = entries.get(version.version) ?? NOTHING;
        [inBook, inBookFor] = [inBook + given - turned, inBookFor + givenTo - turnedFor];
        texts = textsIn(rendered('attendance/register-saved', receipts.modelOf({ ...last, version, names })));
        const isTold = version.version > 1 && inBookFor > 0;
        expect({ texts, ...numbersIn(texts) }).toMatchObject({
          ...{ given, givenTo, added: given, putRight: turned, putRightFor: turnedFor, unexplained: [] },
          ...{ heads: version.headCountExtra, over: inBookFor > 9 ? inBookFor : 0 },
          ...{ people: isTold ? inBookFor : 0, inAll: isTold ? inBook : 0 },
        });
        counted += 1;
      }
      const { body } = await leaderVisits.get(`/leader/dates/${session}/register/saved`);
      expect(textsIn(body)).toEqual(texts);
    }
    expect(counted).toBe(SESSIONS * SAVINGS);
  },
  LONGEST_MS,
);

const NOTHING = { given: 0, givenTo: 0, turned: 0, turnedFor: 0 };

/** What every entry did to one person, from the transfers alone. */
async function netOf(person: ParticipantId): Promise<ReadonlyMap<string, number>> {
  const rows: { entry: string; net: number }[] = await world.book.ownerSource.query(
    `SELECT t.entry_id AS entry, sum(CASE WHEN c.owner_id = $2 THEN t.amount ELSE 0 END
       - CASE WHEN d.owner_id = $2 THEN t.amount ELSE 0 END)::int AS net
     FROM transfer t JOIN account c ON c.scheme_id = t.scheme_id AND c.id = t.credit_account_id
       JOIN account d ON d.scheme_id = t.scheme_id AND d.id = t.debit_account_id
     WHERE t.scheme_id = $1 AND $2 IN (c.owner_id, d.owner_id) GROUP BY 1`,
    [world.scheme, person],
  );
  return new Map(rows.map(({ entry, net }) => [entry, net]));
}

/** What the lines of a page say happened, by the entry that each leads to: more, fewer, or the same. */
function linesIn(html: string): ReadonlyMap<string, number> {
  const lines = html.matchAll(/href="\/me\/entries\/([^"]*)"[^]*?gx-history__amount">([^<]*)</g);
  return new Map([...lines].map(([, entry = '', said = '']) => [entry, worth(said)]));
}

function worth(said: string): number {
  const [, number = '0', word = said] = /^(\d+) (added|put right)$/.exec(said) ?? [];
  if (word !== 'added' && word !== 'put right') throw new Error(`A line says: ${said}`);
  return word === 'added' ? Number(number) : 0 - Number(number);
}

/** For how many people every line is read, more than a thousand each. */
const WHOLE = 5;

/** Every line of somebody's history, as its pages say it. */
async function historyOf(person: ParticipantId): Promise<ReadonlyMap<string, number>> {
  const queries = world.web.app.get(HomeQueries, { strict: false });
  const told = new Map<string, number>();
  let before: TransferId | undefined;
  do {
    const whose = { schemeId: world.scheme, personId: person };
    const page = await queries.history(whose, 100, before);
    const lines = page.lines.map((line) => lineView(line, page, '/me/entries'));
    for (const [entry, net] of linesIn(rendered('accounts/history', { lines, isFirst: true, older: '' })))
      told.set(entry, net);
    const last = page.lines.at(-1);
    before = page.isMore && last !== undefined ? lastTransferOf(last) : undefined;
  } while (before !== undefined);
  return told;
}

it(
  'people find in their history what each entry did, and their three numbers are its sum',
  async () => {
    for (const [person, visitor] of [...visitors].slice(0, WHOLE)) {
      const book = await netOf(person);
      const told = await historyOf(person);
      expect(told.size).toBe(book.size);
      expect([...told].filter(([entry, net]) => book.get(entry) !== net)).toEqual([]);
      const total = [...book.values()].reduce((sum, net) => sum + net, 0);
      const me = (await visitor.get('/me')).body;
      expect(/gx-numbers__figure"><strong>(\d+)</.exec(me)?.[1]).toBe(String(total));
      expect(textsIn(me)).toContain(`You have ${String(total)} in total.`);
      const pages = [...linesIn(me), ...linesIn((await visitor.get('/me/history')).body)];
      expect(pages).toHaveLength(10 + 15);
      expect(pages.filter(([entry, net]) => told.get(entry) !== net)).toEqual([]);
    }
  },
  LONGEST_MS,
);

it(
  'every reason says the number of its line, and its parts add up to it',
  async () => {
    let asked = 0;
    for (const [person, visitor] of visitors) {
      const book = [...(await netOf(person))].filter((_, index) => index % 100 === 0);
      for (const [entry, net] of book) {
        const { body } = await visitor.get(`/me/entries/${entry}`);
        const texts = textsIn(body);
        const got = sumOf(texts, /^You got (\d+) galax(?:y|ies)\.$/);
        const gone = sumOf(texts, /^(\d+) galax(?:y|ies) put right\.$/);
        const parts = texts.filter((text) => /^\d+ (added|put right)$/.test(text)).map(worth);
        expect({ texts, net: got - gone }).toMatchObject({ net });
        if (parts.length > 0) expect(parts.reduce((sum, part) => sum + part, 0)).toBe(net);
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(100);
  },
  LONGEST_MS,
);
