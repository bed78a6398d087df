import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { Actor } from './actor.js';
import { AppGuesses, type NotNow, type TypedFrom } from './app-guesses.service.js';
import { type PasskeyAnswer, Passkeys } from './passkeys.service.js';
import { RecoveryCodes } from './recovery-codes.service.js';
import { alone, type Given, overviewIn, renewProved } from './second-factors.statements.js';

/** What somebody is asked for: a code where they have an app, and what their browser is to sign where they have a passkey. */
export interface AskedFor {
  readonly hasApp: boolean;
  /** JSON for the browser; empty where they have none. */
  readonly toSign: string;
}

/**
 * The second thing that those who see the affairs of others show when they sign in. Whoever guesses the codes of an app
 * takes nothing from its owner: what they type on a device where they gave a second factor before, their passkeys and
 * their recovery codes go on working.
 */
@Injectable()
export class GivenFactors {
  constructor(
    private readonly work: UnitOfWork,
    private readonly guesses: AppGuesses,
    private readonly passkeys: Passkeys,
    private readonly recovery: RecoveryCodes,
  ) {}

  /** What to ask for; neither of the two where they have nothing yet. */
  async asked(actor: Actor, origin: string): Promise<AskedFor> {
    return this.work.write(actor.schemeId, async (tx) => {
      const { hasApp, passkeys } = await overviewIn(tx, actor);
      if (passkeys.length === 0) return { hasApp, toSign: '' };
      return { hasApp, toSign: JSON.stringify(await this.passkeys.askToSign(tx, actor, origin)) };
    });
  }

  /** The code of their app. It works once, in its own thirty seconds or those beside them. */
  async giveCode(actor: Actor, code: string, from: TypedFrom): Promise<Given | NotNow> {
    return alone(this.work, actor, async (tx) => {
      const tried = await this.guesses.try(tx, actor, code, from);
      return typeof tried === 'boolean' ? this.given(tx, actor, tried, from) : tried;
    });
  }

  /** A recovery code, which works once. */
  async giveRecoveryCode(actor: Actor, code: string, from: TypedFrom): Promise<Given> {
    return alone(this.work, actor, async (tx) => {
      const isRight = await this.recovery.use(tx, actor, code);
      return this.given(tx, actor, isRight, from);
    });
  }

  async givePasskey(actor: Actor, answer: PasskeyAnswer, from: TypedFrom): Promise<Given> {
    return alone(this.work, actor, async (tx) => {
      const isRight = await this.passkeys.use(tx, actor, answer);
      return this.given(tx, actor, isRight, from);
    });
  }

  /** The device is known as theirs from now: no wrong code that anybody types elsewhere makes them wait there. */
  private async given(tx: Tx, actor: Actor, isRight: boolean, from: TypedFrom): Promise<Given> {
    if (isRight) await this.guesses.trust(tx, actor, from);
    return renewProved(tx, actor, isRight);
  }
}
