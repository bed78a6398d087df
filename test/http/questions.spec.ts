import type { ParticipantId } from '../../src/shared/ids.js';
import { GalaxiesVisit, lineLinks, said } from '../support/galaxies-visit.js';
import type { SignInWorld } from '../support/sign-in-world.js';
import type { Visitor } from '../support/visitor.js';

let visit: GalaxiesVisit;
let world: SignInWorld;
let sam: ParticipantId;
let visitor: Visitor;

beforeAll(async () => {
  visit = await GalaxiesVisit.open();
  ({ world } = visit);
});

afterAll(() => visit.close());

beforeEach(async () => {
  ({ person: sam, visitor } = await visit.sam());
});

it('a question about a line is kept with it, asked once, and its answer is shown', async () => {
  await visit.walked(sam);
  const [link = ''] = await lineLinks(visitor);
  for (let again = 0; again < 2; again++) {
    const sent = await visitor.send(`${link}/not-right`, { words: 'I led it <b>', reply_by: 'here' });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${link}/not-right/sent`]);
  }
  expect(await said(`${link}/not-right/sent`, visitor)).toMatch(
    /Thank you Staff will look by \w+ \d+ \w+( \d{4})?\. Nothing bad happens because you told us\./,
  );
  const rows = await world.book.ownerSource.query<unknown[]>('SELECT FROM question WHERE person_id = $1', [
    sam,
  ]);
  expect(rows).toHaveLength(1);
  const { body } = await visitor.get(link);
  expect(body).toContain('I led it &lt;b&gt;');
});

it('other words while the first wait for staff are not dropped unsaid: the page says so and keeps them', async () => {
  await visit.walked(sam);
  const [link = ''] = await lineLinks(visitor);
  await visitor.send(`${link}/not-right`, { words: 'I led it\r\nall day', reply_by: 'here' });
  const more = await visitor.send(`${link}/not-right`, { words: 'And I made tea', reply_by: 'here' });
  expect(more.statusCode).toBe(422);
  expect(more.body).toMatch(
    /<a href="#words">This was not sent\. Staff have what you asked on .+ and look by /,
  );
  expect(more.body).toContain('And I made tea');
  const blank = await visitor.send(`${link}/not-right`, { words: '', reply_by: 'letter' });
  expect([blank.statusCode, blank.body]).toEqual([422, expect.stringContaining('This was not sent')]);
  const same = await visitor.send(`${link}/not-right`, { words: ' I led it\r\nall day ', reply_by: 'here' });
  expect(same.headers.location).toBe(`${link}/not-right/sent`);
  expect((await visitor.get(link)).body).toContain('I led it');
});

it('too long a question is explained beside its field, and nothing that was typed is lost', async () => {
  await visit.walked(sam);
  const [link = ''] = await lineLinks(visitor);
  const long = 'x'.repeat(520);
  const { statusCode, body } = await visitor.send(`${link}/not-right`, { words: long, reply_by: 'here' });
  expect(statusCode).toBe(422);
  expect(body).toContain('<a href="#words">Use 500 characters or fewer. You have 20 too many</a>');
  expect(body).toContain(long);
  const rows = await world.book.ownerSource.query<unknown[]>('SELECT FROM question WHERE person_id = $1', [
    sam,
  ]);
  expect(rows).toEqual([]);
});

const QUESTION = 'SELECT id FROM question WHERE person_id = $1';
const questionId = async () => (await world.book.ownerSource.query<[{ id: string }]>(QUESTION, [sam]))[0].id;

it('staff answer a question, and the person reads it with the line', async () => {
  await visit.walked(sam);
  const [link = ''] = await lineLinks(visitor);
  await visitor.send(`${link}/not-right`, { words: 'I led it', reply_by: 'here' });
  const { visitor: staff } = await world.signedInAs('staff', { name: 'Iain' });
  expect((await staff.get('/staff')).body).toContain('about');
  const page = `/staff/questions/${await questionId()}`;
  expect(await said('/staff/questions', staff)).toContain('Answer Sam by');
  const empty = await staff.send(page, { answer: '  ' });
  expect([empty.statusCode, empty.body]).toEqual([
    422,
    expect.stringContaining('Write an answer. Sam will see it'),
  ]);
  const saved = await staff.send(page, { answer: 'You are right.\nWe put it right.' });
  expect([saved.statusCode, saved.headers.location]).toEqual([303, page]);
  expect(await said(page, staff)).toMatch(/is saved\. Sam can read it beside the line\. These/);
  const other = await world.signedInAs('staff', { name: 'Kirsty' });
  expect((await other.visitor.send('/account/name', { answer: 'No.' }, page)).statusCode).toBe(409);
  expect(await said(link, visitor)).toMatch(/Iain answered on [^:]*: You are right\. We put it right\./);
  expect((await visitor.get(page)).statusCode).toBe(403);
  expect(await told()).toEqual([]);
});

describe('the way of an answer', () => {
  let link: string;

  beforeEach(async () => {
    await visit.walked(sam);
    [link = ''] = await lineLinks(visitor);
    await change(
      "email = id || '@example.org', phone = '+447700' || (100000 + abs(hashtext(id::text)) % 800000)",
    );
  });

  const change = (set: string) =>
    world.book.ownerSource.query(`UPDATE person SET ${set} WHERE id = $1`, [sam]);

  /** Asks for the answer that way, has it answered twice, and says by which way it goes. */
  async function goesBy(replyBy: string): Promise<unknown> {
    await visitor.send(`${link}/not-right`, { words: 'I led it', reply_by: replyBy });
    const { visitor: staff } = await world.signedInAs('staff', { name: 'Iain' });
    const id = await questionId();
    const { body } = await staff.get(`/staff/questions/${id}`);
    expect(body.includes('this page says how they are told')).toBe(replyBy !== 'here');
    const answer = { answer: 'You are right.' };
    for (let again = 0; again < 2; again++)
      await staff.send('/account/name', answer, `/staff/questions/${id}`);
    expect(await said(link, visitor)).toContain('You are right.');
    return world.book.ownerSource.query(
      `SELECT concat_ws(' ', channel, state) AS went FROM message WHERE person_id = $1 AND kind = 'answer' AND key = $2`,
      [sam, id],
    );
  }

  it.each(['text', 'email', 'letter', 'phone'])('is by %s for whoever asked for that, once', async (way) => {
    await change(`contact = '${way === 'email' ? 'text' : 'email'}'`);
    expect(await goesBy(way)).toEqual([{ went: `${way} queued` }]);
    expect(await told()).toEqual([
      { kind: 'answer', key: expect.any(String), parts: { what: 'You are right.' } },
    ]);
  });

  it('is by text for whoever asked for that, and wants nothing else sent', async () => {
    await change("contact = 'none'");
    expect(await goesBy('text')).toEqual([{ went: 'text queued' }]);
  });

  it('is by none for whoever looks there', async () => {
    expect(await goesBy('here')).toEqual([]);
  });

  it('is the usual one when the number is gone by then', async () => {
    await visitor.send(`${link}/not-right`, { words: 'I led it', reply_by: 'text' });
    await change("contact = 'email', phone = NULL");
    expect(await goesBy('text')).toEqual([{ went: 'email queued' }]);
  });

  it('is not offered where nobody knows the number, and not taken either', async () => {
    await change("contact = 'email', phone = NULL");
    const { body } = await visitor.get(`${link}/not-right`);
    expect(body.match(/name="reply_by"[^>]*value="\w+"|value="\w+"[^>]*name="reply_by"/g)).toHaveLength(3);
    const refused = await visitor.send(`${link}/not-right`, { words: 'I led it', reply_by: 'text' });
    expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining('I led it')]);
    expect(refused.body).toContain('<a href="#reply_by">Choose one of these</a>');
    expect(await told()).toEqual([]);
  });
});

function told(): Promise<readonly unknown[]> {
  return world.book.ownerSource.query('SELECT kind, key, parts FROM message WHERE person_id = $1', [sam]);
}
