import type { ParticipantId, SchemeId } from '../../../src/shared/ids.js';
import {
  type Sheet,
  sheetOfBalances,
  sheetOfCsv,
  sheetOfHledger,
  sheetOfJsonl,
} from '../../support/book-sheets.js';
import { Book } from '../../support/book.js';
import { Folder, run } from '../../support/command-line.js';
import { commandsInOne } from '../../support/commands-in-one.js';
import { balancesByHand, SEASON } from '../../support/season.js';
import { signInOnOwnDevice } from '../../support/signed-in.js';
import { openWebApp, type WebApp } from '../../support/web-app.js';

const galaxies = commandsInOne();

interface Shown {
  readonly toUse: number;
  readonly setAside: number;
  readonly inTotal: number;
}

interface Account extends Shown {
  readonly entries: readonly { readonly toUse: number; readonly setAside: number }[];
  readonly next?: string;
}

let book: Book;
let web: WebApp;
let people: ReadonlyMap<string, ParticipantId>;
const browsers = new Map<string, string>();
const folder = new Folder();
/** The sheet of the command line, which the others are held against. */
let ours: Sheet;

beforeAll(async () => {
  book = await Book.open();
  const { code, stderr } = await galaxies(book.database, 'import', SEASON);
  if (code !== 0) throw new Error(stderr);
  web = await openWebApp({ database: book.database });
  const [scheme]: { id: SchemeId }[] = await book.ownerSource.query('SELECT id FROM scheme');
  const rows: { ref: string; id: ParticipantId }[] = await book.ownerSource.query(
    'SELECT p.ref, p.id FROM person p JOIN participant USING (scheme_id, id) ORDER BY ref',
  );
  people = new Map(rows.map(({ ref, id }) => [ref, id]));
  for (const [ref, person] of people)
    browsers.set(ref, await signInOnOwnDevice({ book, web, scheme: scheme?.id ?? fail() }, person));
  ours = sheetOfBalances((await galaxies(book.database, 'balances', '--format', 'csv')).stdout);
}, 600_000);

afterAll(async () => {
  folder.remove();
  await web.close();
  await book.close();
});

const byHand = (): readonly (readonly [string, Shown])[] =>
  [...balancesByHand()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([ref, galaxies]) => [ref, { toUse: galaxies, setAside: 0, inTotal: galaxies }]);

/** What everybody is shown, each in their own browser. */
async function everybody<T>(
  shown: (open: (path: string) => Promise<string>, person: ParticipantId) => Promise<T>,
) {
  const found: [string, T][] = [];
  for (const [ref, person] of people) {
    const open = async (url: string): Promise<string> => {
      const headers = { cookie: `galaxies=${browsers.get(ref) ?? ''}` };
      const { statusCode, body } = await web.app.inject({ url, headers });
      if (statusCode !== 200) throw new Error(`${url} was answered with ${String(statusCode)}.`);
      return body;
    };
    found.push([ref, await shown(open, person)]);
  }
  return found;
}

async function exported(format: string): Promise<string> {
  const out = folder.at(format);
  const { code, stderr } = await galaxies(book.database, 'export', '--format', format, '--out', out);
  expect([code, stderr.includes('Error')]).toEqual([0, false]);
  return out;
}

it('balances on the command line are what the files say, and the whole book adds up to nought', () => {
  const available = byHand().map(([ref, { toUse }]) => [`people:${ref}:available`, toUse]);
  expect([...ours].filter(([account]) => account.endsWith(':available'))).toEqual(available);
  expect([...ours.values()].reduce((sum, balance) => sum + balance, 0)).toBe(0);
  expect(available).toHaveLength(150);
});

it('every check of prove is a yes', async () => {
  const { code, stdout } = await galaxies(book.database, 'prove');
  const answers = stdout.split('\n').filter((line) => /^(yes|NO) /.test(line));
  expect(code).toBe(0);
  expect(answers.length).toBeGreaterThan(10);
  expect(answers.filter((line) => !line.startsWith('yes '))).toEqual([]);
});

it('hledger agrees with the balances, account by account', async () => {
  const journal = `${await exported('hledger')}/book.journal`;
  const check = await run(['-f', journal, 'check', '--strict'], 'hledger');
  expect([check.code, check.stderr]).toEqual([0, '']);
  const asked = ['balance', '--flat', '--empty', '--no-total', '-O', 'csv'];
  const { stdout } = await run(['-f', journal, ...asked], 'hledger');
  expect(sheetOfHledger(stdout)).toEqual(ours);
});

it('the transfers of both other exports add up to the balances', async () => {
  expect(sheetOfCsv(await exported('csv'))).toEqual(ours);
  expect(sheetOfJsonl(await exported('jsonl'))).toEqual(ours);
});

it('the API gives everybody the same three numbers, and all of their entries add up to them', async () => {
  const seen = await everybody(async (open, person) => {
    const now: Account = JSON.parse(await open(`/api/v1/accounts/${person}`));
    let [toUse, setAside] = [0, 0];
    for (let next: string | undefined = ''; next !== undefined;) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const page: Account = JSON.parse(await open(`/api/v1/accounts/${person}/entries?limit=100${after}`));
      for (const entry of page.entries) {
        toUse += entry.toUse;
        setAside += entry.setAside;
      }
      next = page.next;
    }
    return [numbersOf(now), { toUse, setAside, inTotal: toUse + setAside }];
  });
  expect(seen).toEqual(byHand().map(([ref, numbers]) => [ref, [numbers, numbers]]));
});

it('the pages give everybody the same number, and what all their lines say adds up to it', async () => {
  const seen = await everybody(async (open) => {
    const [, figure] = /gx-numbers__figure"><strong>(\d+)<\/strong>/.exec(await open('/me')) ?? [];
    let total = 0;
    for (let path: string | undefined = '/me/history'; path !== undefined;) {
      const page: string = await open(path);
      total += changesIn(page);
      path = /href="(\/me\/history\?before=\d+)"/.exec(page)?.[1];
    }
    return [figure, total];
  });
  const said = byHand().map(([ref, { toUse }]) => [ref, [String(toUse), toUse]]);
  expect(seen).toEqual(said);
});

function numbersOf({ toUse, setAside, inTotal }: Account): Shown {
  return { toUse, setAside, inTotal };
}

/** What the lines of a page say: added, or put right to fewer. */
function changesIn(page: string): number {
  const added = [...page.matchAll(/>\s*(\d+) added\s*</g)].map(([, number]) => Number(number));
  const fewer = [...page.matchAll(/>\s*(\d+) put right\s*</g)].map(([, number]) => -Number(number));
  return [...added, ...fewer].reduce((sum, change) => sum + change, 0);
}
