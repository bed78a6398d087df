import { AccountsQueries, type Standing } from '../../../src/accounts/accounts.queries.js';
import { lineView } from '../../../src/accounts/line.presenter.js';
import { numbersView } from '../../../src/accounts/me.presenter.js';
import { available, type NewTransfer } from '../../../src/ledger/index.js';
import { galaxies } from '../../../src/shared/galaxies.js';
import { parseIsoDate } from '../../../src/shared/calendar.js';
import type { ParticipantId, SchemeId, TransferId } from '../../../src/shared/ids.js';
import { openFrame } from '../../../src/web/frames.service.js';
import { Templates } from '../../../src/web/templates.js';
import { Book } from '../../support/book.js';
import { sumOf, textsIn } from '../../support/read-page.js';

const PEOPLE = 2_000;
const AT_ONCE = 400;
/** So many histories take a slow machine minutes. */
const LONGEST_MS = 1_200_000;

let book: Book;
let scheme: SchemeId;

beforeAll(async () => {
  book = await Book.open();
  scheme = await book.scheme();
});
afterAll(() => book.close());

/** Numbers that look like chance and are the same in every run. */
let seed = 20_261_122;
function chance(below: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}

/** What a page says, as a reader adds it up: by its words and its numbers alone. */
function addedUp(sentences: readonly string[]) {
  const sum = new Map<string, number>();
  for (const sentence of sentences) {
    const [, number = '', word = ''] = /^(\d+) ([a-z ]+)$/.exec(sentence) ?? ['', '0', sentence];
    sum.set(word, (sum.get(word) ?? 0) + Number(number));
  }
  const of = (word: string) => sum.get(word) ?? 0;
  const setAside = of('set aside') - of('back') - of('used');
  const inTotal = of('added') - of('used') - of('put right');
  return { toUse: inTotal - setAside, setAside, inTotal };
}

const templates = new Templates();
const HERE = {
  timeZone: 'Europe/London',
  today: parseIsoDate('2026-11-22'),
  one: 'galaxy',
  many: 'galaxies',
};

/** The page of somebody's galaxies as it is sent. */
function pageOf(standing: Standing): string {
  const told = { ...standing, here: HERE, stories: new Map() };
  return templates.render('accounts/me', {
    ...{ many: 'galaxies', isMore: false, errors: [], back: '', path: '/me', frame: openFrame() },
    numbers: numbersView({ ...told, contributions: [], gives: 1 }),
    contributions: { waiting: [], notCounted: [] },
    lines: standing.lines.map((line) => lineView(line, told, '/me/entries')),
  });
}

function amountsIn(page: string): readonly string[] {
  return [...page.matchAll(/gx-history__amount">([^<]*)</g)].map(([, said = '']) => said);
}

/** The three numbers as the page says them, in figures and in sentences. */
function saidAbove(page: string) {
  const texts = textsIn(page);
  const setAside =
    sumOf(texts, /^You also have (\d+) set aside\.$/) +
    sumOf(texts, /^You have 0 to use today\. (\d+) (?:is|are) set aside\./);
  const inTotal = sumOf(texts, /^(?:That is|You have) (\d+) in total\.$/);
  const toUse = Number(/gx-numbers__figure"><strong>(\d+)</.exec(page)?.[1]);
  return { toUse, setAside, inTotal };
}

async function people(): Promise<readonly ParticipantId[]> {
  const ids: ParticipantId[] = [];
  await book.work.write(scheme, async (tx) => {
    for (let n = 0; n < PEOPLE; n++) ids.push(await book.participants.join(tx, scheme, `p-${String(n)}`));
  });
  return ids;
}

/** A register of everybody, in batches; some lines are turned round and given anew by the next version. */
async function season(ids: readonly ParticipantId[]): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const batch = ids.slice(from, from + AT_ONCE);
    for (let date = 0; date < 4; date++) {
      const key = `register/${String(from)}-${String(date)}`;
      const first = await version(
        `${key}/1`,
        batch.map((person) => given(person)),
        [],
      );
      const changed = first.transferIds.filter(() => chance(3) === 0);
      const again = batch.filter(() => chance(4) === 0).map((person) => given(person));
      await version(`${key}/2`, [...again, given(batch[0] ?? nobody())], changed);
    }
  }
}

function given(person: ParticipantId): NewTransfer {
  return { debit: 'issued', credit: available(person), amount: galaxies(1 + chance(5)) };
}

function version(sourceKey: string, transfers: readonly NewTransfer[], reverses: readonly TransferId[]) {
  const entry = { ...book.details(scheme, sourceKey), kind: 'register', transfers, reverses } as const;
  return book.work.write(scheme, (tx) => book.ledger.record(tx, entry));
}

/** Some set galaxies aside, and use them, or have them back, or neither yet. */
async function asides(ids: readonly ParticipantId[]): Promise<void> {
  await book.work.write(scheme, async (tx) => {
    for (const participant of ids.filter(() => chance(5) === 0)) {
      const has = await book.queries.threeNumbers(tx, scheme, participant);
      if (has.toUse === 0) continue;
      const amount = galaxies(1 + chance(has.toUse));
      const about = (step: string) => book.details(scheme, `redemption/${participant}/${step}`);
      const held = await book.ledger.hold(tx, { ...about('hold'), participant, amount });
      const step = (['settle', 'release', undefined] as const)[chance(3)];
      const [hold] = held.transferIds;
      if (step !== undefined && hold !== undefined)
        await book.ledger[step](tx, { ...about(step), participant, amount, hold });
    }
  });
}

it(
  'in 2,000 histories what the page says in its lines adds up to the three numbers above them, and never with a minus sign',
  async () => {
    const ids = await people();
    await season(ids);
    await asides(ids);
    const queries = new AccountsQueries();
    const wrong: unknown[] = [];
    let lines = 0;
    await book.work.read(scheme, async (view) => {
      for (const person of ids) {
        const standing = await queries.standing(view, scheme, person, { limit: 100 });
        const page = pageOf(standing);
        const sentences = amountsIn(page);
        lines += sentences.length;
        const told = JSON.stringify(addedUp(sentences));
        const isSame = told === JSON.stringify(standing.numbers) && told === JSON.stringify(saidAbove(page));
        if (!isSame || standing.isMore || sentences.some((each) => /[-−–]/.test(each)))
          wrong.push({ person, told, numbers: standing.numbers, sentences, texts: textsIn(page) });
      }
    });
    expect(wrong).toEqual([]);
    expect(lines).toBeGreaterThan(4 * PEOPLE);
  },
  LONGEST_MS,
);

function nobody(): never {
  throw new Error('There is nobody.');
}
