import { Post } from '../../../src/messages/post.service.js';
import { Smtp } from '../../../src/messages/smtp.service.js';
import { TextGateway } from '../../../src/messages/text-gateway.service.js';
import { LocalGateway, LocalMailServer } from '../../support/local-servers.js';
import { MessagesWorld } from '../../support/messages-world.js';

let gateway: LocalGateway;
let mail: LocalMailServer;
let world: MessagesWorld;

beforeEach(async () => {
  gateway = await LocalGateway.open();
  mail = await LocalMailServer.open();
  const post = new Post({
    text: new TextGateway({ url: gateway.url, token: 'a-token' }),
    email: new Smtp({ url: mail.url, from: 'hello@orbit.example' }),
  });
  world = await MessagesWorld.open(12, post);
});

afterEach(async () => {
  await world.close();
  await gateway.close();
  await mail.close();
});

it('a text goes to the gateway with its token and our reference', async () => {
  const id = await world.tell(await world.person());
  await world.work();
  expect(gateway.asked).toEqual([
    { to: '+447700900982', text: expect.stringContaining('a reminder for Saturday'), reference: id },
  ]);
  expect(gateway.headers[0]).toMatchObject({ authorization: 'Bearer a-token', 'idempotency-key': id });
});

it('a gateway that took a text and whose answer was lost gets it again under the same reference, so it is sent once', async () => {
  gateway.failures = 2;
  const id = await world.tell(await world.person());
  for (let run = 0; run < 4; run += 1) await world.work();
  expect(gateway.asked.map(({ reference }) => reference)).toEqual([id, id, id]);
  expect([gateway.sent.size, await world.states()]).toEqual([1, ['text sent']]);
});

it('an email goes to the mail server, in plain text, with a subject that says nothing', async () => {
  const id = await world.tell(await world.person({ email: 'jo@example.org' }));
  await world.work();
  expect(mail.receivers).toEqual(['jo@example.org']);
  expect(mail.mails[0]).toContain('Subject: A message from Galaxies');
  expect(mail.mails[0]).toContain(`Message-ID: <${id ?? ''}@orbit.example>`);
  expect(mail.mails[0]).not.toContain('text/html');
});

it('a mail server that says later is asked again, and gets the mail once', async () => {
  mail.failures = 2;
  await world.tell(await world.person({ email: 'jo@example.org' }));
  for (let run = 0; run < 4; run += 1) await world.work();
  expect([mail.mails.length, await world.states()]).toEqual([1, ['email sent']]);
});

it('a gateway that is not there at all leaves the message on the list of staff', async () => {
  await world.tell(await world.person());
  await gateway.close();
  for (let run = 0; run < 6; run += 1) await world.work();
  expect(await world.states()).toEqual(['text not_delivered failed']);
  gateway = await LocalGateway.open();
});
