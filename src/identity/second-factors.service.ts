import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { Actor } from './actor.js';
import { AppCodes, type Whose } from './app-codes.service.js';
import { type PasskeyAnswer, Passkeys } from './passkeys.service.js';
import { RecoveryCodes } from './recovery-codes.service.js';
import { seesOthers } from './second-factor.js';
import { lastSecondFactor, secondFactorNeeded, unknownSecondFactor } from './second-factors.errors.js';
import {
  alone,
  type Given,
  hasAny,
  type Overview,
  overviewIn,
  renewProved,
} from './second-factors.statements.js';

/** What those who see the affairs of others have to show when they sign in: made, added to, and taken away. */
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
    return this.change(actor, async (tx) => renewProved(tx, actor, await this.apps.prove(tx, actor, code)));
  }

  async addPasskey(actor: Actor, answer: PasskeyAnswer, name: string): Promise<Given> {
    return this.change(actor, async (tx) =>
      renewProved(tx, actor, await this.passkeys.add(tx, actor, answer, name)),
    );
  }

  /** What the browser is told to make a new passkey. */
  async askToMake(actor: Actor, origin: string) {
    return this.change(actor, (tx) => this.passkeys.askToMake(tx, actor, origin));
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

  /**
   * Ten new recovery codes instead of those (`codes` of the overview), which work no more. Nothing when they have others by
   * now: a page that is sent again does not end the codes that it has made.
   */
  async newRecoveryCodes(actor: Actor, insteadOf: string): Promise<readonly string[] | undefined> {
    return this.change(actor, async (tx, { codes }) =>
      codes === insteadOf ? this.recovery.make(tx, actor) : undefined,
    );
  }

  /** Changes what somebody has. Whoever has something shows it first. */
  private async change<T>(actor: Actor, work: (tx: Tx, there: Overview) => Promise<T>): Promise<T> {
    return alone(this.work, actor, async (tx) => {
      const there = await overviewIn(tx, actor);
      expectMayChange(actor, there);
      return work(tx, there);
    });
  }
}

/** Signing in by email alone is enough to make the first one, and not to change it afterwards. */
function expectMayChange({ hasSecondFactor }: Actor, there: Overview): void {
  if (!hasSecondFactor && hasAny(there)) throw secondFactorNeeded();
}
