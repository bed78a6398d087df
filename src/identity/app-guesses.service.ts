import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import { AppCodes, type Whose } from './app-codes.service.js';
import { secondsToWait } from './guessing.js';
import { KnownDevices } from './known-devices.service.js';
import { COUNT_WRONG, WRONG } from './second-factors.sql.js';
import type { Visit } from './sign-in-codes.service.js';

/** From where a code is typed. */
export type TypedFrom = Pick<Visit, 'network' | 'device'>;

/** Why a code is not looked at now. */
export type NotNow =
  { readonly outcome: 'wait'; readonly seconds: number } | { readonly outcome: 'too-often' };

/** Wrong codes in five minutes: from devices where the person gave a second factor, usual networks and all others apart. */
const MOST_WRONG = 10;
/** Wrong codes in a day from networks and devices where the person never gave a second factor. */
const MOST_WRONG_IN_A_DAY = 50;

interface Wrong {
  readonly lately: number;
  readonly inADay: number;
  readonly isUsual: boolean;
  /** Of the last hour, from the same network or those devices, and how many seconds ago the last of them was. */
  readonly wrong: number;
  readonly since: number | null;
}

/** Counts the wrong codes of somebody's app, so that each guess after the third waits longer than the one before. */
@Injectable()
export class AppGuesses {
  constructor(
    private readonly apps: AppCodes,
    private readonly devices: KnownDevices,
  ) {}

  /** Whether the code is right, or why it was not looked at. */
  async try(tx: Tx, whose: Whose, code: string, from: TypedFrom): Promise<boolean | NotNow> {
    const notNow = await this.notNow(tx, whose, from);
    if (notNow !== undefined) return notNow;
    const isRight = await this.apps.use(tx, whose, code);
    if (!isRight) await tx.query(COUNT_WRONG, await this.values(tx, whose, from));
    return isRight;
  }

  /** What is typed on that device counts apart from now. */
  async trust(tx: Tx, { schemeId, personId }: Whose, { device }: TypedFrom): Promise<void> {
    await this.devices.prove(tx, { scheme: schemeId, person: personId, device });
  }

  /** Nothing when a code may be looked at. */
  private async notNow(tx: Tx, whose: Whose, from: TypedFrom): Promise<NotNow | undefined> {
    const [row]: Wrong[] = await tx.query(WRONG, await this.values(tx, whose, from));
    if (row === undefined) return undefined;
    if (row.lately >= MOST_WRONG || (!row.isUsual && row.inADay >= MOST_WRONG_IN_A_DAY))
      return { outcome: 'too-often' };
    const seconds = secondsToWait(row);
    return seconds > 0 ? { outcome: 'wait', seconds } : undefined;
  }

  private async values(tx: Tx, { schemeId, personId }: Whose, { network, device }: TypedFrom) {
    const isProved = await this.devices.isProved(tx, { scheme: schemeId, person: personId, device });
    return [schemeId, personId, network, isProved];
  }
}
