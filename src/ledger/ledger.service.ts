import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import type { EntryId, OwnerId, SchemeId, TransferId } from '../shared/ids.js';
import { available, held } from './account.js';
import type { HoldClosing, NewEntry, NewGift, NewHold, NewReversal, Recorded } from './entry.js';
import { unknownEntry } from './ledger.errors.js';
import { TRANSFERS_OF_ENTRY } from './ledger.sql.js';
import { record } from './ledger.statements.js';

/**
 * The one writer of the book. Everything takes the open transaction of its caller, so that what caused an entry and the
 * entry itself are kept together or not at all, and every call is one round trip.
 *
 * The same source key with the same content again answers with the first entry; with other content it is refused
 * (`source-key-used`). Nobody's balance goes below nought (`not-enough-galaxies`).
 */
@Injectable()
export class Ledger {
  /** Opens a participant's two accounts, or the scheme's five when the owner is the scheme; again is the same as once. */
  async open(tx: Tx, scheme: SchemeId, owner: OwnerId): Promise<void> {
    await tx.query('SELECT ledger_open_accounts($1, $2)', [scheme, owner]);
  }

  /** Records one fact with all its transfers, 1 to 1,000, and turns round what it replaces. */
  async record(tx: Tx, entry: NewEntry): Promise<Recorded> {
    return record(tx, entry);
  }

  /**
   * Turns transfers round, each at most once (`already-reversed`). What people have used since is made up from goodwill
   * in the same entry. A reversal is not turned round itself (`not-reversible`).
   */
  async reverse(tx: Tx, { transfers, ...details }: NewReversal): Promise<Recorded> {
    return record(tx, { ...details, kind: 'reversal', transfers: [], reverses: transfers });
  }

  /** The transfers of an entry, in order; `unknown-entry` when there is none. They are what `reverse` takes. */
  async transfersOf(tx: Tx, scheme: SchemeId, entry: EntryId): Promise<readonly TransferId[]> {
    const rows: { id: TransferId }[] = await tx.query(TRANSFERS_OF_ENTRY, [scheme, entry]);
    if (rows.length === 0) throw unknownEntry();
    return rows.map(({ id }) => id);
  }

  /** Sets galaxies aside: from what the participant may use to what is held. Its transfer is what closes it later. */
  async hold(tx: Tx, { participant, amount, ...details }: NewHold): Promise<Recorded> {
    const transfer = { debit: available(participant), credit: held(participant), amount };
    return record(tx, { ...details, kind: 'hold', transfers: [transfer] });
  }

  /** Uses what was held. A hold is settled or released once (`hold-closed`). */
  async settle(tx: Tx, { participant, amount, hold, ...details }: HoldClosing): Promise<Recorded> {
    const transfer = { debit: held(participant), credit: 'used', amount } as const;
    return record(tx, { ...details, kind: 'settle', transfers: [transfer] }, hold);
  }

  /** Gives back what was held. A hold is settled or released once (`hold-closed`). */
  async release(tx: Tx, { participant, amount, hold, ...details }: HoldClosing): Promise<Recorded> {
    const transfer = { debit: held(participant), credit: available(participant), amount };
    return record(tx, { ...details, kind: 'release', transfers: [transfer] }, hold);
  }

  /** Moves galaxies between two accounts: a gift to another participant or to the scheme's pot, or from the pot. */
  async transfer(tx: Tx, { debit, credit, amount, ...details }: NewGift): Promise<Recorded> {
    return record(tx, { ...details, kind: 'transfer', transfers: [{ debit, credit, amount }] });
  }
}
