import fc from 'fast-check';
import type { SavedRegister } from '../../../src/attendance/answer.js';
import { receiptSentences } from '../../../src/attendance/receipt.presenter.js';
import type { ParticipantId, SessionId } from '../../../src/shared/ids.js';
import { RegisterWorld } from '../../support/register-world.js';

const SESSIONS = 100;
const SAVINGS = 20;
const PEOPLE = 14;

/** What one saving says of each person: nothing, or what they did; and whether its sender had seen the latest list. */
const saving = fc.record({
  parts: fc.array(fc.constantFrom('none', 'none', 'came', 'helped', 'led'), {
    minLength: PEOPLE,
    maxLength: PEOPLE,
  }),
  isStale: fc.boolean(),
  heads: fc.integer({ min: 0, max: 30 }),
});
const season = fc.array(fc.array(saving, { minLength: SAVINGS, maxLength: SAVINGS }), {
  minLength: SESSIONS,
  maxLength: SESSIONS,
});

let world: RegisterWorld;
let leader: ParticipantId;
let people: readonly ParticipantId[];
let names: ReadonlyMap<ParticipantId, string>;

beforeAll(async () => {
  world = await RegisterWorld.open();
  leader = await world.person('Morag');
  people = await world.people(PEOPLE);
  names = new Map(people.map((person, index) => [person, `Person ${'ABCDEFGHIJKLMN'.charAt(index)}`]));
});

afterAll(() => world.close());

/** The numbers that a receipt says, each by what it is about. */
function numbersIn(sentences: readonly string[]) {
  const sum = (pattern: RegExp, worth: (found: readonly number[]) => number): number =>
    sentences.reduce((total, sentence) => {
      const found = pattern.exec(sentence);
      return found === null ? total : total + worth(found.slice(1).map(Number));
    }, 0);
  const many = sum(/^(\d+) people get (\d+) /, ([count = 0, each = 0]) => count * each);
  const one = sum(/^Person [A-N] gets (\d+) /, ([each = 0]) => each);
  return {
    given: many + one,
    added: sum(/^(\d+) galax(?:y|ies) added in all/, ([all = 0]) => all),
    putRight: sum(/^Put right: .* (?:That|It) was (\d+) /, ([was = 0]) => was),
    inAll: sum(/gives (\d+) galax(?:y|ies) in all/, ([all = 0]) => all),
    people: sum(/^The register has (\d+) /, ([count = 0]) => count),
  };
}

interface EntrySums {
  readonly version: number;
  readonly given: number;
  readonly turned: number;
}

/** What each version's entry moved, from the transfers alone. */
async function entriesOf(session: SessionId): Promise<ReadonlyMap<number, EntrySums>> {
  const rows: EntrySums[] = await world.book.ownerSource.query(
    `SELECT split_part(e.source_key, '/', 3)::int AS version,
       coalesce(sum(t.amount) FILTER (WHERE t.reverses_id IS NULL AND c.kind = 'available'), 0)::int AS given,
       coalesce(sum(t.amount) FILTER (WHERE t.reverses_id IS NOT NULL), 0)::int AS turned
     FROM journal_entry e JOIN transfer t ON t.scheme_id = e.scheme_id AND t.entry_id = e.id
     JOIN account c ON c.scheme_id = t.scheme_id AND c.id = t.credit_account_id
     WHERE e.scheme_id = $1 AND e.source_key LIKE 'register/' || $2::text || '/%' GROUP BY 1`,
    [world.scheme, session],
  );
  return new Map(rows.map((row) => [row.version, row]));
}

type Savings = readonly (typeof saving extends fc.Arbitrary<infer Value> ? Value : never)[];

/** Every saving of one session in one transaction, so that two thousand of them do not take all day. */
async function saveAll(session: SessionId, savings: Savings): Promise<readonly SavedRegister[]> {
  return world.book.work.write(world.scheme, async (tx) => {
    const saved: SavedRegister[] = [];
    for (const { parts, isStale, heads } of savings) {
      const doing = (part: string) => people.filter((_, index) => parts[index] === part);
      const list = { came: doing('came'), helped: doing('helped'), led: doing('led') };
      const isEmpty = list.came.length + list.helped.length + list.led.length + heads === 0;
      const request = world.request(session, world.doer(leader), {
        ...list,
        outcome: isEmpty ? 'nobody-came' : 'came',
        headCountExtra: heads,
        basedOn: isStale ? 0 : saved.length,
      });
      const answer = await world.registers.save(tx, request);
      if (answer.kind === 'saved') saved.push(answer);
    }
    return saved;
  });
}

it(`every number in the receipts of ${String(SESSIONS * SAVINGS)} registers and corrections adds up from their entries`, async () => {
  const [sessions = []] = fc.sample(season, { numRuns: 1, seed: 20261122 });
  let counted = 0;
  for (const savings of sessions) {
    const session = await world.session({ leaders: [leader] });
    const saved = await saveAll(session, savings);
    const entries = await entriesOf(session);
    let inBook = 0;
    for (const view of saved) {
      const { given, turned } = entries.get(view.version) ?? { given: 0, turned: 0 };
      inBook += given - turned;
      const sentences = receiptSentences(view, names);
      const said = numbersIn(sentences);
      const told = view.outcome === 'came' && sentences.some((each) => each.startsWith('The register has'));
      expect({ sentences, ...said }).toMatchObject({
        ...{ given, added: given, putRight: turned },
        inAll: told ? inBook : 0,
      });
      counted += 1;
    }
  }
  expect(counted).toBe(SESSIONS * SAVINGS);
  expect((await world.book.prove(world.scheme)).holds).toBe(true);
}, 600_000);
