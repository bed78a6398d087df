import { Injectable } from '@nestjs/common';
import { RegisterLines } from '../attendance/index.js';
import type { Doer } from '../audit/index.js';
import { Contributions } from '../contributions/index.js';
import type { Tx } from '../database/index.js';
import { available, Ledger } from '../ledger/index.js';
import type { IsoDate } from '../shared/calendar.js';
import { galaxies } from '../shared/galaxies.js';
import type { EntryId, ParticipantId, PutRightId, SchemeId, TransferId } from '../shared/ids.js';
import { nothingToPutRight } from './put-right.errors.js';
import { GIVEN, TODAY } from './put-rights.sql.js';

/** What is put right, for whom, and by whom it is written down. */
export interface Turn {
  readonly scheme: SchemeId;
  readonly id: PutRightId;
  readonly person: ParticipantId;
  readonly by: Doer;
}

interface Given {
  readonly galaxies: number;
  readonly occurredOn: IsoDate;
  readonly onRegister: boolean;
  readonly turned: boolean;
}

/** What putting right does in the book. A line and its source change together: a register gets a version without it. */
@Injectable()
export class TurningRound {
  constructor(
    private readonly ledger: Ledger,
    private readonly lines: RegisterLines,
    private readonly contributions: Contributions,
  ) {}

  /** How many galaxies a transfer gave; refuses with `nothing-to-put-right` when it is turned round already. */
  async given(tx: Tx, scheme: SchemeId, transfer: TransferId): Promise<number> {
    return (await this.standing(tx, scheme, transfer)).galaxies;
  }

  /**
   * Turns a line round and answers with the entry that did. What the person has used of it is made up from goodwill in that
   * entry. Refuses with `nothing-to-put-right` and `line-gone` when somebody did so before.
   */
  async takeBack(tx: Tx, turn: Turn, transfer: TransferId): Promise<EntryId> {
    return this.turn(tx, turn, { transfer, sourceKey: `put-right/${turn.id}` });
  }

  /**
   * Turns a line round and lets them keep what it gave: goodwill gives the same first, so that nobody has less for a
   * moment. Answers with the entry of that gift.
   */
  async letThemKeep(tx: Tx, turn: Turn, transfer: TransferId): Promise<EntryId> {
    const { scheme, id, person, by } = turn;
    const { galaxies: given, occurredOn } = await this.standing(tx, scheme, transfer);
    const amount = galaxies(given);
    const { entryId } = await this.ledger.record(tx, {
      ...{ scheme, kind: 'goodwill', sourceKey: `put-right/${id}`, occurredOn, recordedBy: by.actorId },
      transfers: [
        { debit: 'issued', credit: 'goodwill', amount },
        { debit: 'goodwill', credit: available(person), amount },
      ],
    });
    await this.turn(tx, turn, { transfer, sourceKey: `put-right/${id}/line` });
    return entryId;
  }

  /** Gives or takes galaxies with no line behind them; refuses with `not-enough-galaxies`. */
  async byHand(tx: Tx, { scheme, id, person, by }: Turn, effect: number): Promise<EntryId> {
    const [row]: { today: IsoDate }[] = await tx.query(TODAY, [scheme]);
    if (row === undefined) throw new Error('A scheme that is open is not there.');
    const [debit, credit] =
      effect > 0 ? (['issued', available(person)] as const) : ([available(person), 'issued'] as const);
    const { entryId } = await this.ledger.record(tx, {
      ...{ scheme, kind: 'adjustment', sourceKey: `put-right/${id}`, occurredOn: row.today },
      recordedBy: by.actorId,
      transfers: [{ debit, credit, amount: galaxies(Math.abs(effect)) }],
    });
    return entryId;
  }

  private async turn(
    tx: Tx,
    { scheme, id, by }: Turn,
    { transfer, sourceKey }: { readonly transfer: TransferId; readonly sourceKey: string },
  ): Promise<EntryId> {
    const { onRegister, occurredOn } = await this.standing(tx, scheme, transfer);
    if (onRegister) {
      const source = by.channel === 'api' ? 'api' : 'web';
      return this.lines.takeOff(tx, { scheme, transferId: transfer, by, key: `put-right/${id}`, source });
    }
    const about = { scheme, sourceKey, occurredOn, recordedBy: by.actorId };
    const { entryId, reversalIds } = await this.ledger.reverse(tx, { ...about, transfers: [transfer] });
    const [reversal] = reversalIds;
    if (reversal === undefined) throw new Error('A reversal of one transfer has none.');
    await this.contributions.putRight(tx, scheme, transfer, reversal);
    return entryId;
  }

  private async standing(tx: Tx, scheme: SchemeId, transfer: TransferId): Promise<Given> {
    const [given]: Given[] = await tx.query(GIVEN, [scheme, transfer]);
    if (given === undefined || given.turned) throw nothingToPutRight();
    return given;
  }
}
