import { Controller, Get } from '@nestjs/common';
import { Allow } from '../../src/identity/index.js';
import { App, secretIn } from './app.js';
import { SignInWorld } from './sign-in-world.js';
import { askedIn, type SoftwarePasskey } from './software-passkey.js';
import { tokenIn, type Visitor } from './visitor.js';

@Allow('staff')
@Controller('for-staff')
class ForStaff {
  @Get()
  look(): string {
    return 'the affairs of others';
  }
}

/** Where passkeys of these tests are at home. */
export const HERE = 'http://localhost';

export const RECOVERY = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}/g;

/** A scheme with Ailsa, who is staff and has no second factor yet, and a page that is for staff. */
export class StaffWorld {
  private constructor(readonly world: SignInWorld) {}

  static async open(): Promise<StaffWorld> {
    const staff = new StaffWorld(await SignInWorld.open({}, [ForStaff]));
    await staff.startOver();
    return staff;
  }

  /** Begins anew in the same app, with nobody but Ailsa. */
  async startOver(): Promise<void> {
    await this.world.startOver();
    const ailsa = await this.world.person({ likedName: 'Ailsa', email: 'ailsa@example.org' });
    await this.world.give(ailsa, 'staff');
  }

  /** Ailsa with her email alone. */
  signIn(visitor?: Visitor): Promise<Visitor> {
    return this.world.signIn('ailsa@example.org', visitor);
  }

  /** Ailsa has signed in, set up an app and made recovery codes. The next code of the app is still to be used. */
  async withApp(): Promise<{ visitor: Visitor; codes: readonly string[]; app: App }> {
    const visitor = await this.signIn();
    const { secret, codes } = await this.setUpApp(visitor);
    return { visitor, codes, app: new App(secret, this.world.book.ownerSource) };
  }

  async setUpApp(visitor: Visitor): Promise<{ secret: string; codes: readonly string[] }> {
    await visitor.send('/account/second', {}, '/account/second/app/new');
    const secret = secretIn((await visitor.get('/account/second/app')).body);
    const code = await new App(secret, this.world.book.ownerSource).code();
    const answer = await visitor.send('/account/second/app', { code });
    if (answer.headers.location !== '/account/second/codes') throw new Error(answer.body);
    const { body } = await visitor.send('/account/second/codes', {});
    return { secret, codes: body.match(RECOVERY) ?? [] };
  }

  /** All that a refusal could leave behind. */
  async rows(): Promise<unknown> {
    const found: unknown[] = [];
    for (const table of ['app_code', 'passkey', 'recovery_code'])
      found.push(await this.world.book.ownerSource.query(`SELECT * FROM ${table} ORDER BY id`));
    return found;
  }
}

/** Makes a passkey on the page for it. */
export async function makePasskey(visitor: Visitor, passkey: SoftwarePasskey, name = 'My phone') {
  const { body } = await visitor.get('/account/second/passkey');
  const fields = { name, answer: passkey.make(askedIn(body)), _csrf: tokenIn(body) };
  return visitor.post('/account/second/passkey', fields);
}

/** Gives a passkey as the second factor. */
export async function usePasskey(visitor: Visitor, passkey: SoftwarePasskey) {
  const { body } = await visitor.get('/sign-in/second');
  const answer = passkey.sign(askedIn(body));
  return visitor.post('/sign-in/second/passkey', { answer, _csrf: tokenIn(body) });
}
