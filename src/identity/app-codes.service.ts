import { Injectable } from '@nestjs/common';
import type { Tx, View } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { newAppSecret, stepOfCode } from './app-code.js';
import { SecretBox } from './secret-box.service.js';
import * as SQL from './second-factors.sql.js';

/** Somebody, in a scheme. */
export interface Whose {
  readonly schemeId: SchemeId;
  readonly personId: PersonId;
}

interface AppRow {
  readonly id: string;
  readonly closed_secret: Buffer;
  /** A bigint. */
  readonly last_step: string;
}

/** Apps that show six digits. The secret is in the database only encrypted, and is shown only until it is proved. */
@Injectable()
export class AppCodes {
  constructor(private readonly box: SecretBox) {}

  /** A new secret, which counts once a code of it was typed. One that was never proved is forgotten. */
  async begin(tx: Tx, whose: Whose, secret = newAppSecret()): Promise<void> {
    await tx.query(SQL.FORGET_UNDERWAY, idsOf(whose));
    await tx.query(SQL.ADD_APP, [...idsOf(whose), this.box.close(secret, aboutOf(whose))]);
  }

  /** An app that counts at once, for an example in development whose secret is known to all. */
  async plant(tx: Tx, whose: Whose, secret: Buffer): Promise<void> {
    await tx.query(SQL.PLANT_APP, [...idsOf(whose), this.box.close(secret, aboutOf(whose))]);
  }

  /** The secret that waits to be proved; nothing when none was begun in the last hour. */
  async underway(view: View, whose: Whose): Promise<Buffer | undefined> {
    const [row]: AppRow[] = await view.query(SQL.APP_UNDERWAY, idsOf(whose));
    return row === undefined ? undefined : this.box.open(row.closed_secret, aboutOf(whose));
  }

  /** The first code: the app counts from now, and the one before does not. False when the code is wrong. */
  async prove(tx: Tx, whose: Whose, code: string): Promise<boolean> {
    const [row]: AppRow[] = await tx.query(SQL.APP_UNDERWAY, idsOf(whose));
    const step = await this.stepOf(tx, whose, row, code);
    if (row === undefined || step === undefined) return false;
    await this.remove(tx, whose);
    await tx.query(SQL.PROVE_APP, [whose.schemeId, row.id, step]);
    return true;
  }

  /** Whether the code is right and was not used before; from now on it was. */
  async use(tx: Tx, whose: Whose, code: string): Promise<boolean> {
    const [row]: AppRow[] = await tx.query(SQL.APP, idsOf(whose));
    const step = await this.stepOf(tx, whose, row, code);
    if (row === undefined || step === undefined) return false;
    const [used]: [unknown[]] = await tx.query(SQL.USE_STEP, [whose.schemeId, row.id, step]);
    return used.length > 0;
  }

  /** False when there is none. */
  async remove(tx: Tx, whose: Whose): Promise<boolean> {
    const [removed]: [unknown[]] = await tx.query(SQL.REMOVE_APP, idsOf(whose));
    return removed.length > 0;
  }

  private async stepOf(
    tx: Tx,
    whose: Whose,
    row: AppRow | undefined,
    code: string,
  ): Promise<number | undefined> {
    if (row === undefined) return undefined;
    const secret = this.box.open(row.closed_secret, aboutOf(whose));
    const [now]: { at: number }[] = await tx.query(SQL.NOW);
    if (secret === undefined || now === undefined) return undefined;
    return stepOfCode(secret, { code, at: now.at, lastStep: Number(row.last_step) });
  }
}

function idsOf({ schemeId, personId }: Whose): readonly [SchemeId, PersonId] {
  return [schemeId, personId];
}

function aboutOf({ schemeId, personId }: Whose): string {
  return `${schemeId}/${personId}`;
}
