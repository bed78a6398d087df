import { Audit } from '../../../src/audit/index.js';
import { ApiTokens } from '../../../src/identity/api-tokens.service.js';
import type { Role } from '../../../src/identity/index.js';
import { RoleGrants } from '../../../src/identity/role-grants.service.js';
import { Roles } from '../../../src/identity/roles.service.js';
import { type ActorId, parseId, type ParticipantId, type PersonId } from '../../../src/shared/ids.js';
import { orbitOf, press, type Seed, signedInAs, type World } from './world.js';

/** An administrator of these states, as the services want one. */
async function administrator(world: World, personId: PersonId) {
  const { id: schemeId } = await orbitOf(world.web);
  return { schemeId, personId, actorId: parseId<ActorId>(personId), roles: ['administrator'] };
}

/** Asks for a role as one administrator; another agrees when told. */
async function asked(
  world: World,
  by: ParticipantId,
  role: Role,
  agreedBy?: ParticipantId,
): Promise<ParticipantId> {
  const grants = new RoleGrants(world.book.work, new Roles(), new Audit(world.book.work));
  const { person } = await signedInAs(world, 'participant', { name: 'Sam' });
  const grant = await grants.ask(await administrator(world, by), person, role);
  if (agreedBy !== undefined) await grants.agree(await administrator(world, agreedBy), grant);
  return person;
}

const MADE = 'Volunteer rota of the garden group';
/** A token is another one each time; what is compared is the rest of the page. */
const SHOWN_ONCE = `galaxies_${'Ab3_'.repeat(10)}xyz`;

export const adminSeeds: Readonly<Record<string, Seed>> = {
  'roles-waiting': async (world) => {
    const way = await signedInAs(world, 'administrator', { name: 'Ailsa' });
    const second = await signedInAs(world, 'administrator', {
      name: 'Callum with a long name for a telephone',
    });
    await asked(world, second.person, 'staff');
    await asked(world, way.person, 'leader');
    await asked(world, way.person, 'supervisor', second.person);
    return way;
  },
  'tokens-some': async (world) => {
    const way = await signedInAs(world, 'administrator', { name: 'Ailsa' });
    const by = await administrator(world, way.person);
    const tokens = world.web.app.get(ApiTokens, { strict: false });
    await tokens.make(by, {
      name: 'Spreadsheet of registers',
      scopes: ['registers:read', 'people:read'],
      days: 90,
    });
    await tokens.make(by, { name: 'Old', scopes: ['accounts:read'], days: 30 });
    await world.book.ownerSource.query(
      `UPDATE api_token SET revoked_by = made_by, revoked_at = clock_timestamp() WHERE name = 'Old'`,
    );
    return way;
  },
  'tokens-taken': async (world) => {
    const way = await signedInAs(world, 'administrator', { name: 'Ailsa' });
    const by = await administrator(world, way.person);
    const tokens = world.web.app.get(ApiTokens, { strict: false });
    await tokens.make(by, { name: 'Kiosk', scopes: ['people:read'], days: 30 });
    return {
      ...way,
      afterwards: async (page) => {
        await page.fill('#name', 'Kiosk');
        await page.check('input[value="people:read"]');
        await page.check('input[value="30"]');
        await press(page);
      },
    };
  },
  'token-made': async (world) => ({
    ...(await signedInAs(world, 'administrator', { name: 'Ailsa' })),
    afterwards: async (page) => {
      // The page is come to twice, and two tokens that count do not share a name.
      await world.book.ownerSource.query(
        'UPDATE api_token SET revoked_by = made_by, revoked_at = clock_timestamp() WHERE name = $1',
        [MADE],
      );
      await page.fill('#name', MADE);
      await page.check('input[value="registers:read"]');
      await page.check('input[value="90"]');
      await press(page);
      await page.evaluate(`document.querySelector('main strong').textContent = '${SHOWN_ONCE}'`);
    },
  }),
  'roles-new': (world) => signedInAs(world, 'administrator', { name: 'Ailsa' }),
  'roles-new-wrong': async (world) => ({
    ...(await signedInAs(world, 'administrator', { name: 'Ailsa' })),
    afterwards: press,
  }),
  'roles-new-several': async (world) => {
    for (let n = 0; n < 2; n += 1) await signedInAs(world, 'participant', { name: 'Robin' });
    return {
      ...(await signedInAs(world, 'administrator', { name: 'Ailsa' })),
      afterwards: async (page) => {
        await page.fill('#person', 'Robin');
        await page.check('input[value=leader]');
        await press(page);
      },
    };
  },
};
