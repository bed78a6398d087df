import { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let world: SignInWorld;
let ann: Visitor;

beforeAll(async () => {
  world = await SignInWorld.open();
  ann = (await world.signedInAs('administrator', { name: 'Ann' })).visitor;
});
beforeEach(() => world.book.ownerSource.query('DELETE FROM api_token'));
afterAll(() => world.close());

const FORM = { name: 'Spreadsheet', scopes: 'accounts:read', days: '30' };
const make = (fields: Readonly<Record<string, string>> = FORM) => ann.send('/admin/tokens/new', fields);
const tokenIn = (body: string): string => /galaxies_[\w-]{43}/.exec(body)?.[0] ?? '';
const kept = (): Promise<unknown[]> => world.book.ownerSource.query('SELECT name, scopes FROM api_token');
const shown = (token: string) =>
  world.web.app.inject({ url: '/api/v1/token', headers: { authorization: `Bearer ${token}` } });

it('a token is made, shown once on a page that no browser keeps, and works until it is ended', async () => {
  const made = await make();
  const token = tokenIn(made.body);
  expect([made.statusCode, made.headers['cache-control'], (await shown(token)).statusCode]).toEqual([
    200,
    'no-store',
    200,
  ]);
  const list = await ann.get('/admin/tokens');
  expect(list.body).toContain('Spreadsheet');
  expect(list.body).toContain('Works until');
  expect(tokenIn(list.body)).toBe('');
  const end = /action="(\/admin\/tokens\/[\w-]+\/end)"/.exec(list.body)?.[1] ?? '';
  expect((await ann.send('/admin/tokens', {}, end)).statusCode).toBe(303);
  expect((await shown(token)).statusCode).toBe(401);
  const again = await ann.send('/admin/tokens', {}, end);
  expect([again.statusCode, again.body]).toEqual([422, expect.stringContaining('does not work any more')]);
  expect(again.body).not.toContain('Works until');
  const noted: unknown[] = await world.book.ownerSource.query(
    `SELECT action, count(*)::integer AS times FROM audit_event WHERE action LIKE 'token.%' GROUP BY 1 ORDER BY 1`,
  );
  expect(noted).toEqual([
    { action: 'token.made', times: 1 },
    { action: 'token.revoked', times: 1 },
  ]);
});

it.each([
  [{ ...FORM, name: ' ' }, 'Enter a name for the program'],
  [{ ...FORM, name: 'x'.repeat(61) }, 'Use 60 characters or fewer. You have 1 too many'],
  [{ name: 'Kept', days: '30' }, 'Choose at least one'],
  [{ ...FORM, scopes: 'ledger:write' }, 'Choose at least one'],
  [{ ...FORM, days: '3650' }, 'Choose how long it works'],
])(
  '%j is explained beside its field, what was typed is kept, and no token is made',
  async (fields, words) => {
    const refused = await make(fields);
    expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining(words)]);
    expect(refused.body).toContain(`value="${fields.name.trim() === '' ? 'accounts:read' : fields.name}"`);
    expect(await kept()).toEqual([]);
  },
);

it('two tokens that work do not have one name', async () => {
  await make();
  const again = await make({ ...FORM, name: 'spreadsheet' });
  expect([again.statusCode, again.body]).toEqual([
    422,
    expect.stringContaining('Another token has this name'),
  ]);
  expect(await kept()).toHaveLength(1);
});

it.each(['staff', 'leader', 'supervisor', 'participant'] as const)('%s sees none of it', async (role) => {
  const { visitor } = await world.signedInAs(role);
  for (const path of ['/admin/tokens', '/admin/tokens/new'])
    expect((await visitor.get(path)).statusCode).toBe(403);
});
