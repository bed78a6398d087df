import { ROLES } from '../../src/identity/index.js';
import { SignInWorld } from '../support/sign-in-world.js';

describe('somebody signed in by a test', () => {
  let world: SignInWorld;

  beforeAll(async () => {
    world = await SignInWorld.open();
  });

  afterAll(() => world.close());

  it.each(ROLES)('is at home at once: %s', async (role) => {
    const { visitor } = await world.signedInAs(role, { name: 'Ash' });
    const answer = await visitor.get('/account');
    expect([answer.statusCode, answer.body.includes('Ash')]).toEqual([200, true]);
  });
});
