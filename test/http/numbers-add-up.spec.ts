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
import { numbersIn, linesIn, worth } from '../support/numbers-said.js';
import { putRightLines, standingLines } from '../support/putting-right-pages.js';
import { sumOf, textsIn } from '../support/read-page.js';
import { RegisterWorld } from '../support/register-world.js';
import { SignInWorld } from '../support/sign-in-world.js';
import { entriesOf, netOf, NOTHING } from '../support/sums-of-transfers.js';
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

it(
  'every number of 2,000 receipts, as their pages say it, adds up from the entries of the book',
  async () => {
    let counted = 0;
    for (const [session, versions] of saved) {
      const { texts, inBookFor } = await expectReceipts(session, versions);
      const { body } = await leaderVisits.get(`/leader/dates/${session}/register/saved`);
      expect(textsIn(body)).toEqual(texts);
      if (counted % (10 * SAVINGS) === 0) await expectOnForm(session, inBookFor);
      counted += versions.length;
    }
    expect(counted).toBe(SESSIONS * SAVINGS);
  },
  LONGEST_MS,
);

/** Holds each receipt of a session against its entry, and answers with the last one and for how many the register is. */
async function expectReceipts(session: SessionId, versions: readonly SavedRegister[]) {
  const entries = await entriesOf(world, session);
  const opener = { schemeId: world.scheme, personId: leader, roles: ['leader'] };
  const last = await world.web.app.get(RegisterForms, { strict: false }).receipt(opener, session, undefined);
  const receipts = world.web.app.get(ReceiptPresenter, { strict: false });
  const names = new Map(people.map((person, n) => [person, `Person${NAMES.charAt(n)}`]));
  let [inBook, inBookFor] = [0, 0];
  let texts: readonly string[] = [];
  for (const version of versions) {
    const { given, givenTo, turned, turnedFor } = entries.get(version.version) ?? NOTHING;
    [inBook, inBookFor] = [inBook + given - turned, inBookFor + givenTo - turnedFor];
    texts = textsIn(
      rendered(
        'attendance/register-saved',
        receipts.modelOf({ ...last, version, names }, { left: 0, isStaff: true }),
      ),
    );
    const isTold = version.version > 1 && inBookFor > 0;
    expect({ texts, ...numbersIn(texts) }).toMatchObject({
      ...{ given, givenTo, added: given, putRight: turned, putRightFor: turnedFor, unexplained: [] },
      ...{ heads: version.headCountExtra, over: inBookFor > 9 ? inBookFor : 0 },
      ...{ people: isTold ? inBookFor : 0, inAll: isTold ? inBook : 0 },
    });
  }
  return { texts, inBookFor };
}

it(
  'what staff put right says the same numbers before it, after it and in its letter',
  async () => {
    const staff = {
      asks: (await world.signedInAs('staff', { name: 'Ailsa' })).visitor,
      agrees: await world.signedInAs('staff', { name: 'Iain' }),
    };
    const lines = await standingLines(world, people);
    expect(lines).toHaveLength(PEOPLE);
    const letters = await putRightLines(staff, lines);
    const texts = textsIn((await staff.asks.get('/staff/print')).body);
    expect(texts).toContain(
      `${String(PEOPLE)} letters wait, each on a page of its own. Print this page, then say that it is done.`,
    );
    const said = texts.filter((text) => text.includes('we have put something right'));
    expect(said.toSorted()).toEqual(letters.toSorted());
  },
  LONGEST_MS,
);

/** The form of a register says how many it has, and no number where it has nobody. */
async function expectOnForm(session: SessionId, many: number): Promise<void> {
  const texts = textsIn((await leaderVisits.get(`/leader/dates/${session}/register`)).body);
  const sent = texts.flatMap(
    (text) => /^You sent this at .*[a-z.] (\d+) (?:person|people)\./.exec(text)?.[1] ?? [],
  );
  expect(sent).toEqual(many === 0 ? [] : [String(many)]);
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
      const book = await netOf(world, person);
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
      const book = [...(await netOf(world, person))].filter((_, index) => index % 100 === 0);
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
