import type { Page } from 'playwright-core';
import { AppCodes } from '../../../src/identity/app-codes.service.js';
import type { Role } from '../../../src/identity/index.js';
import { RecoveryCodes } from '../../../src/identity/recovery-codes.service.js';
import { parseId, type ParticipantId, type PersonId } from '../../../src/shared/ids.js';
import { orbitOf, press, type Seed, signedInAs, type Way, type World } from './world.js';

/** What somebody has to show that it is them. */
interface Has {
  readonly app?: boolean;
  readonly appUnderway?: boolean;
  readonly passkeys?: readonly string[];
  readonly codes?: boolean;
  /** False until they have given one of them here. */
  readonly isGiven?: boolean;
  /** Staff unless told. */
  readonly role?: Role;
}

export const secondFactorSeeds: Readonly<Record<string, Seed>> = {
  'second-both': seed({ app: true, passkeys: ['My phone'], isGiven: false }),
  'second-app': seed({ app: true, isGiven: false }, pressing({})),
  'second-passkey': seed({ passkeys: ['My phone'], isGiven: false }, pressPasskey),
  'second-recovery': seed({ app: true, isGiven: false }),
  'second-recovery-wrong': seed({ app: true, isGiven: false }, pressing({ '#code': 'ABC' })),
  'second-none-yet': seed({ isGiven: false }),
  'second-supervisor': seed({ app: true, isGiven: false, role: 'supervisor' }),
  'second-supervisor-none-yet': seed({ isGiven: false, role: 'supervisor' }),
  'second-set-up': seed({
    app: true,
    codes: true,
    passkeys: ['My phone', 'The computer at the allotment shed'],
  }),
  'second-last': seed({ app: true }, (page) => pressAndWait(page, '#mine-app')),
  'second-app-underway': seed({ appUnderway: true, isGiven: false }),
  'second-app-wrong': seed({ appUnderway: true, isGiven: false }, pressing({ '#code': '123 45' })),
  'second-passkey-new': seed({ app: true }),
  'second-passkey-wrong': seed({ app: true }, pressPasskey),
  'second-codes': seed({ app: true, codes: true }),
  'second-codes-made': seed({ app: true }, makeCodes),
};

function seed(has: Has, afterwards?: Way['afterwards']): Seed {
  return async (world) => {
    const { person, ...way } = await signedInAs(world, has.role ?? 'staff', { name: 'Ailsa' });
    await give(world, person, has);
    return { ...way, ...(afterwards && { afterwards }) };
  };
}

function pressing(typed: Readonly<Record<string, string>>): NonNullable<Way['afterwards']> {
  return async (page) => {
    for (const [field, value] of Object.entries(typed)) await page.fill(field, value);
    await press(page);
  };
}

/** They are others each time; what is compared is the rest of the page. */
async function makeCodes(page: Page): Promise<void> {
  await press(page);
  await page.evaluate(
    "for (const each of document.querySelectorAll('.gx-codes li')) each.textContent = '7KQ2-M4TD-0WXE-93HB'",
  );
}

/** No browser of these tests has a passkey, so the form comes back. With scripts it goes out a little later. */
function pressPasskey(page: Page): Promise<unknown> {
  return pressAndWait(page, '#passkey');
}

function pressAndWait(page: Page, button: string): Promise<unknown> {
  return Promise.all([page.waitForEvent('load'), page.click(button)]);
}

async function give(world: World, person: ParticipantId, has: Has): Promise<void> {
  const { book, web } = world;
  const { id: schemeId } = await orbitOf(web);
  const whose = { schemeId, personId: parseId<PersonId>(person) };
  await book.work.write(schemeId, async (tx) => {
    if (has.app === true || has.appUnderway === true)
      await web.app.get(AppCodes, { strict: false }).begin(tx, whose, Buffer.from('twenty bytes, always'));
    if (has.codes === true) await new RecoveryCodes().make(tx, whose);
    for (const name of has.passkeys ?? [])
      await tx.query(
        `INSERT INTO passkey (scheme_id, person_id, credential_id, public_key, counter, name)
         VALUES ($1, $2, uuid_send(gen_random_uuid()), '\\x00', 0, $3)`,
        [schemeId, person, name],
      );
  });
  await book.ownerSource.query(
    'UPDATE app_code SET proved_at = clock_timestamp() WHERE person_id = $1 AND $2',
    [person, has.app === true],
  );
  if (has.isGiven === false)
    await book.ownerSource.query('UPDATE web_sign_in SET second_factor_at = NULL WHERE person_id = $1', [
      person,
    ]);
}
