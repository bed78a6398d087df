import { Injectable } from '@nestjs/common';
import { AccountsQueries, givenIn } from '../accounts/index.js';
import { Audit, type AuditAction, type Doer } from '../audit/index.js';
import type { Tx } from '../database/index.js';
import { Messages } from '../messages/index.js';
import type { ParticipantId, PersonId, PutRightId, SchemeId, TransferId } from '../shared/ids.js';
import {
  badNumber,
  decidedBefore,
  idUsed,
  nothingToPutRight,
  notYourOwn,
  secondPerson,
  unknownPutRight,
} from './put-right.errors.js';
import {
  checkedTexts,
  type LineToPutRight,
  MOST_BY_HAND,
  type NewAdjustment,
  type PutRight,
  type PutRightState,
} from './put-right.js';
import {
  ADD_DONE,
  ADD_WAITING,
  AGREE,
  FOUND,
  IS_STAFF,
  LEAVE,
  LOCKED,
  ONE_AT_A_TIME,
  putRightOf,
  type PutRightRow,
} from './put-rights.sql.js';
import { TurningRound } from './turning-round.service.js';

/** Whoever of the staff puts something right, in which scheme. */
export type Staff = Doer & { readonly schemeId: SchemeId };

/**
 * What staff put right for people, in the caller's transaction. Letting somebody keep what they have takes one person;
 * whatever changes what they have takes two, and the database holds that on the person. The person reads the sentence in
 * their history and is told.
 */
@Injectable()
export class PutRights {
  constructor(
    private readonly accounts: AccountsQueries,
    private readonly turning: TurningRound,
    private readonly messages: Messages,
    private readonly audit: Audit,
  ) {}

  /**
   * Puts a line right: at once where they keep what it gave, and otherwise when a second person has agreed. The same again
   * is the same as once. Refuses with `bad-put-right`, `own-put-right`, `second-person`, `unknown-entry`,
   * `nothing-to-put-right`, `put-right-before` and `id-used`.
   */
  async ask(tx: Tx, by: Staff, line: LineToPutRight): Promise<PutRightState> {
    const { id, person, entry, keep, whatIsWrong } = line;
    const texts = checkedTexts(line, !keep);
    const before = await this.begin(tx, by, { id, person });
    const given = givenIn(await this.accounts.line(tx, by.schemeId, person, entry));
    if (given === undefined) throw nothingToPutRight();
    const asked = { kind: 'line', transferId: given.id, whatIsWrong, letThemKeep: keep, ...texts } as const;
    if (before !== undefined) return sameState(before, { ...asked, effect: keep ? 0 : -given.toUse });
    if (!keep) return this.wait(tx, by, { ...line, ...asked, effect: -given.toUse });
    const turn = { scheme: by.schemeId, id, person, by };
    const entryId = await this.turning.letThemKeep(tx, turn, given.id);
    const values = [by.schemeId, id, person, given.id, whatIsWrong, texts.sentence, by.personId, entryId];
    await tx.query(ADD_DONE, values);
    await this.note(tx, by, 'put-right.done', { id, personId: person });
    await this.tell(tx, by, { id, personId: person, sentence: texts.sentence });
    return 'done';
  }

  /**
   * Asks a second person to agree that galaxies are given or taken with no line behind them. The same again is the same as
   * once. Refuses with `bad-put-right`, `bad-number`, `own-put-right`, `second-person` and `id-used`.
   */
  async adjust(tx: Tx, by: Staff, adjustment: NewAdjustment): Promise<PutRightState> {
    const { effect } = adjustment;
    const texts = checkedTexts(adjustment, true);
    if (!Number.isInteger(effect) || effect === 0 || Math.abs(effect) > MOST_BY_HAND)
      throw badNumber(MOST_BY_HAND);
    const before = await this.begin(tx, by, adjustment);
    const asked = { kind: 'adjustment', letThemKeep: false, effect, ...texts } as const;
    if (before !== undefined) return sameState(before, asked);
    return this.wait(tx, by, { ...adjustment, ...asked });
  }

  /**
   * Agrees, and it is done. The same person again is the same as once. Refuses with `unknown-put-right`, `second-person`
   * whoever asked, `own-put-right`, `put-right-decided`, `nothing-to-put-right` and `not-enough-galaxies`.
   */
  async agree(tx: Tx, by: Staff, id: PutRightId): Promise<void> {
    const found = await this.locked(tx, by, id);
    if (found.state === 'done' && found.agreedBy === by.personId) return;
    if (found.state !== 'waiting') throw decidedBefore();
    if (found.askedBy === by.personId) throw secondPerson();
    const turn = { scheme: by.schemeId, id, person: found.personId, by };
    const entryId =
      found.transferId === undefined
        ? await this.turning.byHand(tx, turn, found.effect)
        : await this.turning.takeBack(tx, turn, found.transferId);
    await tx.query(AGREE, [by.schemeId, id, by.personId, entryId]);
    await this.note(tx, by, 'put-right.agreed', found);
    await this.tell(tx, by, found);
  }

  /**
   * Leaves everything as it is: a second person does not agree, or whoever asked takes it back. Again is the same as once.
   * Refuses with `unknown-put-right`, `own-put-right` and, once it is done, `put-right-decided`.
   */
  async leave(tx: Tx, by: Staff, id: PutRightId): Promise<void> {
    const found = await this.locked(tx, by, id);
    if (found.state === 'not-agreed') return;
    if (found.state === 'done') throw decidedBefore();
    await tx.query(LEAVE, [by.schemeId, id]);
    const isAsker = found.askedBy === by.personId;
    await this.note(tx, by, isAsker ? 'put-right.taken-back' : 'put-right.not-agreed', found);
  }

  /** Waits until nothing else is put right for that person, then looks whether this was asked before. */
  private async begin(
    tx: Tx,
    by: Staff,
    { id, person }: { readonly id: PutRightId; readonly person: ParticipantId },
  ): Promise<PutRight | undefined> {
    if (by.personId === person) throw notYourOwn();
    await tx.query(ONE_AT_A_TIME, [by.schemeId, person]);
    const [row]: PutRightRow[] = await tx.query(FOUND, [by.schemeId, id]);
    if (row !== undefined && (row.personId !== person || row.askedBy !== by.personId)) throw idUsed();
    return row === undefined ? undefined : putRightOf(row);
  }

  private async wait(tx: Tx, by: Staff, asked: ToWait): Promise<PutRightState> {
    const { id, person, kind, transferId = null, whatIsWrong = null, effect, sentence, reason } = asked;
    const second = asked.askedOf;
    if (second === undefined || second === by.personId || second === person) throw secondPerson();
    const staff: unknown[] = await tx.query(IS_STAFF, [by.schemeId, second]);
    if (staff.length === 0) throw secondPerson();
    if (transferId !== null) await this.turning.given(tx, by.schemeId, transferId);
    const what = [by.schemeId, id, person, kind, transferId, whatIsWrong, effect];
    await tx.query(ADD_WAITING, [...what, sentence, by.personId, reason, second]);
    await this.note(tx, by, 'put-right.asked', { id, personId: person });
    return 'waiting';
  }

  private async locked(tx: Tx, by: Staff, id: PutRightId): Promise<PutRight> {
    const [row]: PutRightRow[] = await tx.query(LOCKED, [by.schemeId, id]);
    if (row === undefined) throw unknownPutRight();
    if (row.personId === by.personId) throw notYourOwn();
    return putRightOf(row);
  }

  private async tell(
    tx: Tx,
    { schemeId: scheme }: Staff,
    { id, personId, sentence }: Pick<PutRight, 'id' | 'personId' | 'sentence'>,
  ): Promise<void> {
    const parts = { what: sentence };
    await this.messages.send(tx, { scheme, person: personId, kind: 'put-right', key: id, parts });
  }

  private async note(
    tx: Tx,
    by: Staff,
    action: AuditAction,
    { id, personId }: Pick<PutRight, 'id' | 'personId'>,
  ): Promise<void> {
    await this.audit.note(tx, { by, action, subject: { kind: 'put-right', id }, about: personId });
  }
}

interface ToWait {
  readonly id: PutRightId;
  readonly person: ParticipantId;
  readonly kind: PutRight['kind'];
  readonly transferId?: TransferId;
  readonly whatIsWrong?: PutRight['whatIsWrong'];
  readonly effect: number;
  readonly sentence: string;
  readonly reason: string | null;
  readonly askedOf?: PersonId | undefined;
}

type SaidBefore = Pick<PutRight, 'kind' | 'effect' | 'letThemKeep' | 'sentence'> & {
  readonly reason: string | null;
};

/** Refuses with `id-used` when something else was asked under the same id. */
function sameState(before: PutRight, asked: SaidBefore): PutRightState {
  const isSame =
    before.kind === asked.kind &&
    before.effect === asked.effect &&
    before.letThemKeep === asked.letThemKeep &&
    before.sentence === asked.sentence &&
    (before.reason ?? null) === asked.reason;
  if (!isSame) throw idUsed();
  return before.state;
}
