import { createLog, loadEnvironment } from '../../../src/config/index.js';
import { isMessageKind, MESSAGE_KINDS, tidyParts } from '../../../src/messages/message-kind.js';
import { textOf, wordsOf } from '../../../src/messages/message.presenter.js';
import type { Message } from '../../../src/messages/index.js';
import { Smtp } from '../../../src/messages/smtp.service.js';
import { TextGateway } from '../../../src/messages/text-gateway.service.js';
import { type MessageId, newId, type SchemeId } from '../../../src/shared/ids.js';
import { INJECTIONS } from '../../support/injections.js';
import { LocalGateway, LocalMailServer } from '../../support/local-servers.js';

/** What would be a header, another receiver or another mail, if a line of ours ended where theirs does. */
const LINES = [
  'Hill\r\nBcc: evil@example.org',
  'Hill\nX-Evil: 1',
  'Hill\rX-Evil: 1',
  'Hill\r\n\r\n<script>top.ran=1</script>',
  'Hill\r\n.\r\nMAIL FROM:<evil@example.org>\r\nRCPT TO:<evil@example.org>\r\nDATA',
  'Hill\u2028X-Evil: 1\u2029X-Evil: 2\u0085X-Evil: 3',
  '=?utf-8?Q?=0D=0ABcc:_evil@example.org?=',
  'Content-Type: text/html',
];
const TEXTS = [...LINES, ...INJECTIONS];
const SENDER = { name: 'Orbit', phone: '01382 000 000' };
const KINDS = Object.keys(MESSAGE_KINDS).filter(isMessageKind);

let mail: LocalMailServer;
let gateway: LocalGateway;

beforeAll(async () => {
  mail = await LocalMailServer.open();
  gateway = await LocalGateway.open();
});

afterAll(async () => {
  await mail.close();
  await gateway.close();
});

/** Each text in every part that people write, in a kind of message of its own. */
function told(text: string, index: number) {
  const kind = KINDS[index % KINDS.length] ?? 'answer';
  const said = { day: text, time: text, what: text, where: text, why: text };
  const parts = tidyParts(kind, { ...said, wasDay: text, wasTime: text, wasWhere: text });
  return { kind, parts, detail: 'everything' } as const;
}

function messageOf(channel: Message['channel'], change: Partial<Message>): Message {
  return {
    ...{ schemeId: newId<SchemeId>(), channel, address: 'jo@example.org', subject: 'A message from Orbit' },
    ...{ body: 'Hello', reference: newId<MessageId>(), ...change },
  };
}

async function mailed(
  change: Partial<Message>,
): Promise<{ readonly headers: string; readonly body: string }> {
  await new Smtp({ url: mail.url, from: 'hello@orbit.example' }).send(messageOf('email', change));
  const [headers = '', ...body] = (mail.mails.at(-1) ?? '').split('\r\n\r\n');
  return { headers, body: body.join('\r\n\r\n') };
}

/** The names of the headers, those that go on in a next line once. */
const namesOf = (headers: string) =>
  headers
    .split(/\r\n(?![ \t])/)
    .map((line) => line.split(':')[0])
    .toSorted();

it('no word of people makes a header, a receiver or a second mail, and every mail is plain text only (A11)', async () => {
  const usual = namesOf((await mailed({})).headers);
  const [mails, receivers] = [mail.mails.length, mail.receivers.length];
  for (const [index, text] of TEXTS.entries()) {
    const { headers } = await mailed({ body: wordsOf(told(text, index), SENDER) });
    expect([text, namesOf(headers)]).toEqual([text, usual]);
    expect(headers).toMatch(/^Subject: A message from Orbit$/m);
    expect(headers).toMatch(/^Content-Type: text\/plain; charset=utf-8$/m);
  }
  expect([mail.mails.length - mails, mail.receivers.length - receivers]).toEqual([
    TEXTS.length,
    TEXTS.length,
  ]);
  expect(new Set(mail.receivers)).toEqual(new Set(['jo@example.org']));
});

it('a subject and a sender with the end of a line in them stay one header each (A11)', async () => {
  const usual = namesOf((await mailed({})).headers);
  for (const text of LINES) {
    const { headers } = await mailed({ subject: `A message from ${text}` });
    expect([text, namesOf(headers)]).toEqual([text, usual]);
  }
  expect(new Set(mail.receivers)).toEqual(new Set(['jo@example.org']));
});

it('a text arrives at the gateway as the words it is, in one field of one request (A11)', async () => {
  const texts = TEXTS.map((text, index) => textOf(told(text, index), SENDER));
  for (const body of texts)
    await new TextGateway({ url: gateway.url, token: undefined }).send(messageOf('text', { body }));
  expect(gateway.asked.map(({ text }) => text)).toEqual(texts);
  expect(texts.filter((text) => /[\r\n]/.test(text))).toEqual([]);
});

it('one line of the log stays one line, whatever is in it (A11)', () => {
  const lines: string[] = [];
  const log = createLog(loadEnvironment({}, __dirname), { write: (line) => lines.push(line) });
  for (const text of TEXTS) log.info({ code: text, err: new Error(text) }, text);
  expect(lines).toHaveLength(TEXTS.length);
  for (const [index, line] of lines.entries()) {
    expect(line).toMatch(/^[^\r\n]*\n$/);
    expect(JSON.parse(line)).toMatchObject({ code: TEXTS[index], message: TEXTS[index] });
  }
});
