import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork, type View } from '../database/index.js';
import { newId, type SignInId } from '../shared/ids.js';
import type { Actor } from './actor.js';
import { AppCodes, type Whose } from './app-codes.service.js';
import { type PasskeyAnswer, Passkeys } from './passkeys.service.js';
import { RecoveryCodes } from './recovery-codes.service.js';
import { seesOthers } from './second-factor.js';
import { hashOf, newSecret } from './secret.js';
import {
  lastSecondFactor,
  secondFactorNeeded,
  signedOutMeanwhile,
  unknownSecondFactor,
} from './second-factors.errors.js';
import * as SQL from './second-factors.sql.js';
import type { Started } from './sign-ins.service.js';
import { RENEW_PROVED, WAIT_FOR_ROLES } from './sign-ins.sql.js';

/** What somebody has to show that it is them. */
export interface Overview {
  readonly hasApp: boolean;
  readonly codesLeft: number;
  readonly passkeys: readonly { readonly id: string; readonly name: string }[];
}

/** What became of what was given. */
export type Given =
  { readonly outcome: 'in'; readonly renewed: Started } | { readonly outcome: 'wrong' | 'too-often' };

/** Wrong codes in five minutes, from the person's usual networks and from all others counted apart. */
const MOST_WRONG = 10;
/** Wrong codes in a day from networks where the person never gave a second factor. */
const MOST_WRONG_IN_A_DAY = 50;

/**
 * The second thing that those who see the affairs of others show when they sign in. Whoever guesses the codes of an app
 * takes nothing from its owner: what they type at their usual network, their passkeys and their recovery codes go on
 * working.
 */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly work: UnitOfWork,
    private readonly apps: AppCodes,
    private readonly passkeys: Passkeys,
    private readonly recovery: RecoveryCodes,
  ) {}

  async overview({ schemeId, personId }: Whose): Promise<Overview> {
    return this.work.read(schemeId, (view) => overviewIn(view, { schemeId, personId }));
  }

  /** The code of their app. It works once, in its own thirty seconds or those beside them. */
  async giveCode(actor: Actor, code: string, network: string): Promise<Given> {
    return this.alone(actor, async (tx) => {
      if (await this.isGuessedOut(tx, actor, network)) return { outcome: 'too-often' };
      const isRight = await this.apps.use(tx, actor, code);
      if (!isRight) await tx.query(SQL.COUNT_WRONG, [actor.schemeId, actor.personId, network]);
      return this.given(tx, actor, isRight);
    });
  }

  /** A recovery code, which works once. */
  async giveRecoveryCode(actor: Actor, code: string): Promise<Given> {
    return this.alone(actor, async (tx) => this.given(tx, actor, await this.recovery.use(tx, actor, code)));
  }

  async givePasskey(actor: Actor, answer: PasskeyAnswer): Promise<Given> {
    return this.alone(actor, async (tx) => this.given(tx, actor, await this.passkeys.use(tx, actor, answer)));
  }

  /** A new secret for an app, to be proved by a first code. Refuses with `second-factor-needed`. */
  async beginApp(actor: Actor): Promise<void> {
    await this.change(actor, (tx) => this.apps.begin(tx, actor));
  }

  /** The secret that waits to be proved. It is shown to whoever may change what is there, and to nobody later. */
  async appUnderway(actor: Actor): Promise<Buffer | undefined> {
    return this.work.read(actor.schemeId, async (view) => {
      expectMayChange(actor, await overviewIn(view, actor));
      return this.apps.underway(view, actor);
    });
  }

  /** The first code of the new app. */
  async proveApp(actor: Actor, code: string): Promise<Given> {
    return this.change(actor, async (tx) => this.given(tx, actor, await this.apps.prove(tx, actor, code)));
  }

  async addPasskey(actor: Actor, answer: PasskeyAnswer, name: string): Promise<Given> {
    return this.change(actor, async (tx) =>
      this.given(tx, actor, await this.passkeys.add(tx, actor, answer, name)),
    );
  }

  /** What the browser is told to make a new passkey. */
  async askToMake(actor: Actor, origin: string) {
    return this.change(actor, (tx) => this.passkeys.askToMake(tx, actor, origin));
  }

  /** What the browser is told to sign with one of their passkeys. */
  async askToSign(actor: Actor, origin: string) {
    return this.work.write(actor.schemeId, (tx) => this.passkeys.askToSign(tx, actor, origin));
  }

  /** Takes the app (`app`) or a passkey (its id) away. Refuses with `last-second-factor` and `unknown-second-factor`. */
  async remove(actor: Actor, what: string): Promise<void> {
    await this.change(actor, async (tx, { hasApp, passkeys }) => {
      const isThere = what === 'app' ? hasApp : passkeys.some(({ id }) => id === what);
      if (!isThere) throw unknownSecondFactor();
      if (seesOthers(actor.roles) && passkeys.length + Number(hasApp) === 1) throw lastSecondFactor();
      if (what === 'app') await this.apps.remove(tx, actor);
      else await this.passkeys.remove(tx, actor, what);
    });
  }

  /** Ten new recovery codes; those before work no more. */
  async newRecoveryCodes(actor: Actor): Promise<readonly string[]> {
    return this.change(actor, (tx) => this.recovery.make(tx, actor));
  }

  /** What is shown once, and only where one was given, makes the roles count that waited for it. */
  private async given(tx: Tx, actor: Actor, isRight: boolean): Promise<Given> {
    if (!isRight) return { outcome: 'wrong' };
    const [id, cookie] = [newId<SignInId>(), newSecret()];
    await tx.query(WAIT_FOR_ROLES, [actor.schemeId, actor.personId]);
    const values = [actor.schemeId, actor.signInId, id, hashOf(cookie)];
    const [row]: { own_device: boolean | null }[] = await tx.query(RENEW_PROVED, values);
    if (row === undefined) throw signedOutMeanwhile();
    return { outcome: 'in', renewed: { id, cookie, ownDevice: row.own_device } };
  }

  private async isGuessedOut(tx: Tx, { schemeId, personId }: Actor, network: string): Promise<boolean> {
    const [row]: Wrong[] = await tx.query(SQL.WRONG, [schemeId, personId, network]);
    if (row === undefined) return false;
    return row.lately >= MOST_WRONG || (!row.isUsual && row.inADay >= MOST_WRONG_IN_A_DAY);
  }

  /** Changes what somebody has. Whoever has something shows it first. */
  private async change<T>(actor: Actor, work: (tx: Tx, there: Overview) => Promise<T>): Promise<T> {
    return this.alone(actor, async (tx) => {
      const there = await overviewIn(tx, actor);
      expectMayChange(actor, there);
      return work(tx, there);
    });
  }

  /** What is done about one person's second factors is done one after the other, so that many at once are like many in a row. */
  private async alone<T>({ schemeId, personId }: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.work.write(schemeId, async (tx) => {
      await tx.query(SQL.ONE_AT_A_TIME, [personId]);
      return work(tx);
    });
  }
}

interface Wrong {
  readonly lately: number;
  readonly inADay: number;
  readonly isUsual: boolean;
}

async function overviewIn(view: View, { schemeId, personId }: Whose): Promise<Overview> {
  const [row]: Overview[] = await view.query(SQL.OVERVIEW, [schemeId, personId]);
  if (row === undefined) throw new Error('A question for one row was answered with none.');
  return row;
}

/** Signing in by email alone is enough to make the first one, and not to change it afterwards. */
function expectMayChange({ hasSecondFactor }: Actor, there: Overview): void {
  if (!hasSecondFactor && hasAny(there)) throw secondFactorNeeded();
}

/** Recovery codes alone are none: they are used up. */
export function hasAny({ hasApp, passkeys }: Overview): boolean {
  return hasApp || passkeys.length > 0;
}
