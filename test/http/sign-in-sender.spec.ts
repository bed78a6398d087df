import { SignInWorld } from '../support/sign-in-world.js';

let world: SignInWorld;

beforeAll(async () => {
  world = await SignInWorld.open({ SENDER_NAME: 'Orbit' });
  await world.person({ likedName: 'Jo', email: 'jo@example.org', phone: '07700 900 982' });
});

afterAll(() => world.close());

it('a code comes under the name that every other message of the scheme comes from', async () => {
  await world.visitor().send('/sign-in/text', { address: '07700 900 982' });
  const { message: text } = await world.deliverOne();
  expect(text.body).toMatch(/^Orbit: your code is \d{6}\./);
  await world.visitor().askByEmail('jo@example.org');
  const { message: email } = await world.deliverOne();
  expect([email.subject, email.body.includes('Galaxies')]).toEqual(['A message from Orbit', false]);
});
