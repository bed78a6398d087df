import { galaxies as asGalaxies } from '../../../src/shared/galaxies.js';
import { newId, type ParticipantId, type SchemeId } from '../../../src/shared/ids.js';
import { Book } from '../../support/book.js';
import { galaxies } from '../../support/command-line.js';
import { accounted } from '../../support/every-number/accounted.js';
import { numbersLeft } from '../../support/every-number/numbers-left.js';
import { pagesOf, type SeenPage, walk } from '../../support/every-number/site-walk.js';
import { textsIn } from '../../support/read-page.js';
import { RegisterWorld } from '../../support/register-world.js';
import { Righting } from '../../support/righting.js';
import { SEASON } from '../../support/season.js';
import { signInOnOwnDevice } from '../../support/signed-in.js';
import { openWebApp, type WebApp } from '../../support/web-app.js';

interface Visit {
  readonly viewer: ParticipantId;
  readonly pages: readonly SeenPage[];
}

let book: Book;
let web: WebApp;
let scheme: SchemeId;
let visits: readonly Visit[];

beforeAll(async () => {
  book = await Book.open();
  const { code, stderr } = await galaxies(book.database, 'import', SEASON);
  if (code !== 0) throw new Error(stderr);
  web = await openWebApp({ database: book.database });
  const [founded]: { id: SchemeId }[] = await book.ownerSource.query('SELECT id FROM scheme');
  scheme = founded?.id ?? nobody();
  visits = await visitAll();
}, 900_000);

afterAll(async () => {
  await web.close();
  await book.close();
});

function nobody(): never {
  throw new Error('There is nobody.');
}

async function called(ref: string): Promise<ParticipantId> {
  const [row]: { id: ParticipantId }[] = await book.ownerSource.query(
    'SELECT id FROM person WHERE ref = $1',
    [ref],
  );
  return row?.id ?? nobody();
}

/** Where people begin; the rest is reached by links. */
async function visitAll(): Promise<readonly Visit[]> {
  const [sam, leader] = [await called('p020'), await called('p001')];
  await moreHappens(sam, leader);
  const dates: { id: string }[] = await book.ownerSource.query(
    `SELECT s.id FROM session s JOIN session_leader l ON l.session_id = s.id AND l.scheme_id = s.scheme_id
     JOIN register_version v ON v.session_id = s.id AND v.scheme_id = s.scheme_id
     WHERE l.person_id = $1 GROUP BY s.id ORDER BY max(v.version) DESC, s.id LIMIT 3`,
    [leader],
  );
  const ofDates = dates.flatMap(({ id }) =>
    ['register/saved', 'register', 'thanks', 'roster'].map((page) => `/leader/dates/${id}/${page}`),
  );
  const rules: { id: string }[] = await book.ownerSource.query('SELECT id FROM earning_rate LIMIT 2');
  const [line]: { entry: string }[] = await book.ownerSource.query(
    'SELECT max(t.entry_id::text) AS entry FROM transfer t JOIN attendance a ON a.transfer_id = t.id WHERE a.person_id = $1 AND put_right_version IS NULL',
    [leader],
  );
  const theirs = [
    `/staff/people/${leader}/galaxies/${line?.entry ?? ''}/put-right`,
    `/staff/people/${sam}/galaxies`,
    `/staff/people/${leader}/galaxies`,
  ];
  const starts: readonly (readonly [string, readonly string[]])[] = [
    ['p020', ['/me', '/me/history', '/activities']],
    ['p001', ['/me', '/leader', ...ofDates]],
    [
      's001',
      [
        '/staff',
        ...theirs,
        '/staff/put-right',
        '/staff/questions',
        '/staff/dates',
        '/staff/registers',
        '/staff/helped',
        `/staff/people/${sam}/for/phone/me`,
      ],
    ],
    [
      's003',
      [
        '/admin/rules',
        ...rules.map(({ id }) => `/admin/rules/${id}`),
        `/admin/accounts/${sam}`,
        `/admin/accounts/${leader}`,
      ],
    ],
  ];
  const found: Visit[] = [];
  for (const [ref, from] of starts) {
    const viewer = await called(ref);
    const open = await browserOf(viewer);
    found.push({ viewer, pages: await walk(from, web.routes, open) });
  }
  return found;
}

async function browserOf(person: ParticipantId): Promise<(url: string) => Promise<string>> {
  const secret = await signInOnOwnDevice({ book, web, scheme }, person);
  return async (url) => {
    const { statusCode, body } = await web.app.inject({ url, headers: { cookie: `galaxies=${secret}` } });
    return statusCode === 200 ? body : '';
  };
}

/** What the season has none of: lines put right, galaxies set aside, and what waits for staff. */
async function moreHappens(sam: ParticipantId, leader: ParticipantId): Promise<void> {
  const [righting, registers] = [new Righting(book, scheme), await RegisterWorld.over(book, scheme)];
  const [ailsa, iain] = [await called('s001'), await called('s002')];
  const walked = await registers.session({ leaders: [leader], day: -2 });
  await registers.session({ leaders: [leader], day: 3 });
  const save = registers.doer(leader);
  await registers.save(walked, save, { led: [leader], came: [sam], countedOut: 2, countedBack: 1 });
  await registers.save(walked, save, { led: [leader], helped: [sam], basedOn: 1 });
  await registers.save(walked, save, { led: [leader], helped: [sam], came: [ailsa], basedOn: 2 });
  await righting.stage.helping.ask(scheme, sam, { what: 'Mended the shed door' });
  const soup = await righting.stage.helping.ask(scheme, sam, { what: 'Made the soup' });
  await righting.stage.helping.approve(scheme, soup, ailsa);
  const held = { participant: sam, amount: asGalaxies(1) };
  await book.work.write(scheme, (tx) =>
    book.ledger.hold(tx, { ...book.details(scheme, 'hold/sam'), ...held }),
  );
  await righting.line(iain, sam, await righting.entryOf(sam, 'contribution'));
  const line = await righting.entryOf(sam, 'register');
  await righting.line(iain, sam, line, { keep: false, askedOf: ailsa });
  await righting.adjust(iain, { id: newId(), person: sam, effect: 3, askedOf: ailsa });
  await book.ownerSource.query(
    `INSERT INTO question (scheme_id, transfer_id, person_id, words, reply_by, asked_by, look_by)
     SELECT scheme_id, id, $3, 'I led it.', 'here', $3, current_date FROM transfer WHERE scheme_id = $1 AND entry_id = $2 LIMIT 1`,
    [scheme, line, sam],
  );
}

/** What a person reads of a line stands in quotation marks on pages of staff. */
function unquoted(text: string): string {
  return /^“(.*)”$/.exec(text)?.[1] ?? text;
}

it('every number of galaxies on every page of a living season is what its transfers add up to', async () => {
  const left: unknown[] = [];
  for (const { viewer, pages } of visits)
    for (const page of pages) {
      if (WITHOUT.test(page.route)) continue;
      const texts = textsIn(page.body).map(unquoted);
      const right = await accounted({ book, scheme }, { page, texts, viewer });
      const wrong = numbersLeft(texts, right);
      if (wrong.length > 0) left.push({ route: page.route, wrong });
    }
  expect(left).toEqual([]);
});

it('no page is left out: whoever adds one links to it, or names it here', () => {
  const seen = new Set(visits.flatMap(({ pages }) => pages.map(({ route }) => route)));
  const missing = pagesOf(web.routes).filter((route) => !seen.has(route) && !WITHOUT.test(route));
  expect(missing).toEqual([]);
});

/** Pages that say nothing of what somebody has: how one signs in, what one chose, and where a form goes on or has ended. */
const WITHOUT = new RegExp(
  [
    '^/$',
    '^/(?:sign-|today|left|signed-out|dev|probe|report|n/|help|privacy|accessibility|admin/(?:roles|tokens))',
    '^(?:/staff/people/:person/for/:asked)?/account',
    '/helped/(?:new|sent|result)|/not-right|/asked$|/cannot-lead|/thank-you$|/roster$|/type-up$|/answer$',
    '^/staff/(?:people(?:/new|/:person/(?:change|card|for))?|messages|print|activities(?:/.*)?|dates/(?:new|:id/(?:edit|off)))$',
  ].join('|'),
);
