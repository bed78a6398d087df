import { Injectable } from '@nestjs/common';
import { EarningRatesQueries } from '../activities/index.js';
import { Audit } from '../audit/index.js';
import { answerOf as answered, Last, type Tx } from '../database/index.js';
import { available, Ledger, type NewEntry } from '../ledger/index.js';
import { galaxies } from '../shared/galaxies.js';
import { type ActorId, parseId, type ParticipantId } from '../shared/ids.js';
import { answersTo, type AskedRegister, type SavedRegister, type VersionView } from './answer.js';
import { contentHash, keysOf, type NewRegister } from './new-register.js';
import { causeOf, RegisterChecks } from './register-checks.service.js';
import { registerAhead, registerEmpty, registerLocked, unknownRegister } from './registers.errors.js';
import {
  readVersion,
  standingAt,
  type StandingRow,
  standingOf,
  type ToWrite,
  viewOf,
  writeVersion,
} from './registers.statements.js';
import { LEADERS_DAYS, type Saving, savingOf } from './saving.js';

type Saved = SavedRegister | AskedRegister;

/** What a saving needs to be written. */
interface Written extends Omit<ToWrite, 'version' | 'sourceKey'> {
  readonly at: StandingRow;
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
    return answered(await this.saveLast(tx, request));
  }

  /** The same for whoever has nothing more to ask in the transaction: what is written then travels with COMMIT. */
  async saveLast(tx: Tx, request: NewRegister): Promise<Saved | Last<Saved>> {
    const content = contentHash(request);
    const keys = keysOf(request.key, content);
    const [nameable, at, rates] = await Promise.all([
      request.nameable?.(),
      standingAt(tx, request, { keys, content }),
      this.rates.ofSession(tx, request.scheme, request.sessionId),
    ]);
    if (at === undefined) throw unknownRegister();
    if (at.sameVersion !== null) return this.again(tx, request, at.sameVersion);
    refuseUnready(request, at);
    const standing = standingOf(at, nameable);
    const saving = savingOf(request, standing, request.by.personId);
    if (isLocked(request, at)) return this.askStaff(tx, request, { at, saving });
    const key = at.keyUsed ? keys[1] : keys[0];
    const written = this.write(tx, request, { at, saving, rates, key, content });
    const kind = causeOf(request, { saving, standing, rates });
    if (kind === undefined) return new Last(written.then((view) => answerOf(request, view)));
    const view = await written;
    await this.checks.openFor(tx, request, { kind, version: view.version, saving });
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

  /** All of it is sent at once: what is written for the entry is found by the entry's source key. */
  private async write(tx: Tx, request: NewRegister, { at, ...given }: Written): Promise<VersionView> {
    const version = at.latest + 1;
    const entry = entryOf(request, { at, ...given });
    const writing = { ...given, version, sourceKey: entry?.sourceKey };
    const [recorded] = await Promise.all([
      entry === undefined ? undefined : this.ledger.record(tx, entry),
      writeVersion(tx, request, writing),
      this.note(tx, request, writing),
    ]);
    return viewOf(writing, recorded?.entryId);
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
}

/** What the book is to record; nothing where no galaxies move. */
function entryOf(request: NewRegister, { at, saving, rates }: Written): NewEntry | undefined {
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
  return {
    scheme,
    kind: 'register',
    sourceKey: `register/${sessionId}/${String(at.latest + 1)}`,
    occurredOn: at.occursOn,
    recordedBy: by.actorId,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf: parseId<ActorId>(onBehalfOf) }),
    ...(recordedAt === undefined ? {} : { recordedAt }),
    transfers,
    reverses,
  };
}

function answerOf(request: NewRegister, view: VersionView): SavedRegister {
  const { sessionId, ticks, by } = request;
  return { kind: 'saved', sessionId, ...view, answers: answersTo(ticks, view, by.personId) };
}

/** A list that says nothing, and one of a day that has not been. */
function refuseUnready(
  { outcome, ticks, headCountExtra, recordedAt }: NewRegister,
  { daysAhead }: StandingRow,
): void {
  if (outcome === 'came' && ticks.length === 0 && headCountExtra === 0) throw registerEmpty();
  if (daysAhead > 0 && recordedAt === undefined) throw registerAhead();
}

/** The first list of a session is never too late: it says what happened. */
function isLocked({ by, source }: NewRegister, { daysAhead, latest }: StandingRow): boolean {
  return latest > 0 && daysAhead < -LEADERS_DAYS && source !== 'import' && !by.roles.includes('staff');
}
