import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import type { Whose } from './app-codes.service.js';
import { newCardCode } from './card-code.js';
import { hashOf } from './secret.js';
import * as SQL from './second-factors.sql.js';

const HOW_MANY = 10;

/** Codes on paper for when the phone is lost. Eighty random bits each, so nobody guesses one and no limit is needed. */
@Injectable()
export class RecoveryCodes {
  /** Ten new ones; those before work no more. They are told once and kept nowhere. */
  async make(tx: Tx, { schemeId, personId }: Whose): Promise<readonly string[]> {
    const codes = Array.from({ length: HOW_MANY }, newCardCode);
    await tx.query(SQL.FORGET_RECOVERY, [schemeId, personId]);
    await tx.query(SQL.ADD_RECOVERY, [schemeId, personId, codes.map(hashOf)]);
    return codes;
  }

  /** Uses one up; false when it is wrong or was used. */
  async use(tx: Tx, { schemeId, personId }: Whose, code: string): Promise<boolean> {
    const [used]: [unknown[]] = await tx.query(SQL.USE_RECOVERY, [schemeId, personId, hashOf(code)]);
    return used.length > 0;
  }
}
