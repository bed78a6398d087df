import { randomUUID } from 'node:crypto';
import type { ActorId, ParticipantId, SessionId } from '../../src/shared/ids.js';
import { parseId } from '../../src/shared/ids.js';
import { ApiTokens } from '../../src/identity/api-tokens.service.js';
import { atOnce, times } from '../support/at-once.js';
import { PaperWorld } from '../support/paper-world.js';
import type { RegisterWorld } from '../support/register-world.js';
import type { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let papers: PaperWorld;
let world: SignInWorld;
let registers: RegisterWorld;
let token: string;
let leader: ParticipantId;
let visitor: Visitor;

beforeAll(async () => {
  papers = await PaperWorld.open();
  ({ world, registers } = papers);
  ({ person: leader, visitor } = papers.morag);
  const { person: admin } = await world.signedInAs('administrator', { name: 'Ann' });
  const by = {
    schemeId: world.scheme,
    personId: admin,
    actorId: parseId<ActorId>(admin),
    roles: ['administrator'],
  };
  token = await world.web.app
    .get(ApiTokens, { strict: false })
    .make(by, { name: 'Book', scopes: ['registers:write'], days: 30 });
});

afterAll(() => world.close());

/** One way to send a register, and what is answered in words that can be compared. */
type Send = () => Promise<string>;

function byProgram(session: SessionId, came: readonly ParticipantId[]): Send {
  const key = randomUUID();
  return async () => {
    const { statusCode, headers, body } = await world.web.app.inject({
      method: 'PUT',
      url: `/api/v1/sessions/${session}/register`,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, 'if-match': '"0"' },
      payload: { outcome: 'came', lines: came.map((personId) => ({ personId, part: 'attended' })) },
    });
    return `${String(statusCode)} ${String(headers.etag)} ${body}`;
  };
}

async function onPage(session: SessionId, came: readonly ParticipantId[]): Promise<Send> {
  const page = `/leader/dates/${session}/register`;
  const { body } = await visitor.get(page);
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
  const fields = { do: 'save', came, key: hidden('key'), version: hidden('version'), _csrf: hidden('_csrf') };
  return async () => {
    const { statusCode, headers } = await visitor.post(page, fields);
    const receipt = await visitor.get(headers.location ?? '');
    return [statusCode, headers.location, /<main[^]*<\/main>/.exec(receipt.body)?.[0]].join(' ');
  };
}

describe.each([
  ['a program', byProgram],
  ['a page', onPage],
] as const)('a register that is sent by %s', (_, way) => {
  it('twice, ten times at once, an hour later, thirty days later, has one effect and one answer', async () => {
    const [sam, ben] = await registers.people(2);
    if (sam === undefined || ben === undefined) throw new Error('Nobody.');
    const session = await registers.session({ leaders: [leader], yes: [sam, ben] });
    const send = await way(session, [sam, ben]);
    const first = await send();
    const before = await effects(session);
    expect(await send()).toBe(first);
    const { kept, refused } = await atOnce(times(10, send));
    expect([new Set(kept), refused]).toEqual([new Set([first]), {}]);
    for (const time of ['1 hour', '30 days']) {
      await registers.letPass(session, time);
      expect(withoutMoment(await send())).toBe(withoutMoment(first));
    }
    expect(await effects(session)).toEqual(before);
    expect(await registers.toUse([sam, ben])).toEqual([1, 1]);
  });
});

/** What a register leaves that counts: its versions, its lines and its entries. */
async function effects(session: SessionId): Promise<unknown> {
  return world.book.ownerSource.query(
    `SELECT (SELECT count(*)::int FROM register_version WHERE session_id = $1) AS versions,
       (SELECT count(*)::int FROM attendance WHERE session_id = $1) AS lines,
       (SELECT count(*)::int FROM journal_entry WHERE source_key LIKE 'register/' || $1::text || '/%') AS entries,
       (SELECT count(*)::int FROM register_check WHERE session_id = $1) AS checks`,
    [session],
  );
}

/** The session itself is moved to let time pass, so a receipt names another day. */
function withoutMoment(answer: string): string {
  return answer.replace(/gx-caption">[^<]*</, 'gx-caption"><');
}
