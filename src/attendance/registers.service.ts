import { Injectable } from '@nestjs/common';
import { EarningRatesQueries, type RatesInForce } from '../activities/index.js';
import { Audit } from '../audit/index.js';
import type { Tx } from '../database/index.js';
import { available, Ledger, type Recorded } from '../ledger/index.js';
import { galaxies } from '../shared/galaxies.js';
import { type ActorId, parseId, type ParticipantId } from '../shared/ids.js';
import { answersTo, type AskedRegister, type SavedRegister, type VersionView } from './answer.js';
import { contentHash, keysOf, type NewRegister } from './new-register.js';
import { RegisterChecks } from './register-checks.service.js';
import { registerAhead, registerEmpty, registerLocked, unknownRegister } from './registers.errors.js';
import {
  type Moment,
  readVersion,
  standingAt,
  type StandingRow,
  standingOf,
  writeVersion,
} from './registers.statements.js';
import { LEADERS_DAYS, type Saving, savingOf } from './saving.js';

/** What a saving needs to be written. */
interface Written {
  readonly at: StandingRow;
  readonly saving: Saving;
  readonly rates: RatesInForce;
  readonly key: string;
  readonly content: Buffer;
}

/** The one writer of registers. A line of a register and its transfer are written together, or neither. */
@Injectable()
export class Registers {
  constructor(
    private readonly ledger: Ledger,
    private readonly rates: EarningRatesQueries,
    private readonly checks: RegisterChecks,
    private readonly audit: Audit,
  ) {}

  /**
   * Saves the whole list of a session as a new version: one journal entry, with a transfer for each new line and a reversal
   * for each line that was changed or taken off. Lines that stay as they were keep what they gave.
   *
   * The same key and list again is answered as the first time, however much later. A list that was made without having seen
   * the latest version, or that comes under a key of another list, is joined to it: everybody from both is kept, and staff
   * get one thing to check. No plan limits what happened. The caller has seen to it that `by` may keep this register.
   *
   * Refuses with `unknown-session`, `register-ahead` before the day, `register-empty`, and `register-locked` for what others
   * than staff change more than 14 days after; with `askStaff` that is kept and asked of staff instead.
   */
  async save(tx: Tx, request: NewRegister): Promise<SavedRegister | AskedRegister> {
    const content = contentHash(request);
    const keys = keysOf(request.key, content);
    const at = await standingAt(tx, request, { keys, content });
    if (at === undefined) throw unknownRegister();
    if (at.sameVersion !== null) return this.again(tx, request, at.sameVersion);
    refuseEmpty(request);
    if (at.daysAhead > 0 && request.recordedAt === undefined) throw registerAhead();
    const saving = savingOf(request, standingOf(at, request), request.by.personId);
    if (isLocked(request, at)) return this.askStaff(tx, request, { at, saving });
    const rates = await this.ratesFor(tx, request, { at, saving });
    const key = at.keyUsed ? keys[1] : keys[0];
    const view = await this.write(tx, request, { at, saving, rates, key, content });
    await this.checks.openFor(tx, request, { saving, standing: standingOf(at, request), view });
    return answerOf(request, view);
  }

  private async again(tx: Tx, request: NewRegister, version: number): Promise<SavedRegister> {
    return answerOf(request, await readVersion(tx, request, version));
  }

  private async askStaff(
    tx: Tx,
    request: NewRegister,
    { at, saving }: Pick<Written, 'at' | 'saving'>,
  ): Promise<AskedRegister> {
    if (request.askStaff !== true) throw registerLocked();
    await this.checks.askFor(tx, request, { version: at.latest, saving });
    return { kind: 'asked', sessionId: request.sessionId, version: at.latest };
  }

  /** The rates of the session's own day, whenever it is written down. */
  private async ratesFor(
    tx: Tx,
    { scheme }: NewRegister,
    { at: { activityId, occursOn }, saving }: Pick<Written, 'at' | 'saving'>,
  ): Promise<RatesInForce> {
    return saving.added.length === 0 ? {} : this.rates.inForce(tx, scheme, { activityId, on: occursOn });
  }

  private async write(tx: Tx, request: NewRegister, written: Written): Promise<VersionView> {
    const version = written.at.latest + 1;
    const recorded = await this.record(tx, request, written);
    const moment: Moment = { version, key: written.key, content: written.content, recorded };
    const { saving, rates } = written;
    const [view] = await Promise.all([
      writeVersion(tx, request, { ...moment, saving, rates }),
      this.note(tx, request, { version, saving }),
    ]);
    return view;
  }

  private async note(
    tx: Tx,
    { by, sessionId, source }: NewRegister,
    { version, saving }: { readonly version: number; readonly saving: Saving },
  ): Promise<void> {
    const { added, putRight, merged } = saving;
    await this.audit.note(tx, {
      by,
      action: 'register.saved',
      subject: { kind: 'register', id: sessionId },
      details: { version, added: added.length, putRight: putRight.length, merged, source },
    });
  }

  /** Nothing where no galaxies move. */
  private async record(tx: Tx, request: NewRegister, written: Written): Promise<Recorded | undefined> {
    const { at, saving, rates } = written;
    const transfers = saving.added.flatMap(({ personId, part }) => {
      const rate = rates[part];
      if (rate === undefined) return [];
      const credit = available(parseId<ParticipantId>(personId));
      return [{ debit: 'issued' as const, credit, amount: galaxies(rate.galaxies) }];
    });
    const reverses = saving.putRight.flatMap(({ transferId }) =>
      transferId === undefined ? [] : [transferId],
    );
    if (transfers.length + reverses.length === 0) return undefined;
    const { scheme, sessionId, by, onBehalfOf, recordedAt } = request;
    return this.ledger.record(tx, {
      scheme,
      kind: 'register',
      sourceKey: `register/${sessionId}/${String(at.latest + 1)}`,
      occurredOn: at.occursOn,
      recordedBy: by.actorId,
      ...(onBehalfOf === undefined ? {} : { onBehalfOf: parseId<ActorId>(onBehalfOf) }),
      ...(recordedAt === undefined ? {} : { recordedAt }),
      transfers,
      reverses,
    });
  }
}

function answerOf(request: NewRegister, view: VersionView): SavedRegister {
  const { sessionId, ticks, by } = request;
  return { kind: 'saved', sessionId, ...view, answers: answersTo(ticks, view, by.personId) };
}

function refuseEmpty({ outcome, ticks, headCountExtra }: NewRegister): void {
  if (outcome === 'came' && ticks.length === 0 && headCountExtra === 0) throw registerEmpty();
}

/** The first list of a session is never too late: it says what happened. */
function isLocked({ by, source }: NewRegister, { daysAhead, latest }: StandingRow): boolean {
  return latest > 0 && daysAhead < -LEADERS_DAYS && source !== 'import' && !by.roles.includes('staff');
}
