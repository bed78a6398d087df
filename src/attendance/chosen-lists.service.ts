import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { RegisterCheckId, SchemeId } from '../shared/ids.js';
import type { AskedRegister, SavedRegister } from './answer.js';
import type { ListChoice } from './list-choice.js';
import { type Check, RegisterChecksQueries } from './register-checks.queries.js';
import { Registers } from './registers.service.js';
import { registerMovedOn } from './registers.errors.js';
import { CLOSE } from './rosters.sql.js';

/** What staff chose, having seen that version of the register. */
export interface Chosen {
  readonly scheme: SchemeId;
  readonly check: RegisterCheckId;
  readonly choice: ListChoice;
  readonly seen: number;
  readonly by: Doer;
}

/** What came of it: nothing changed, somebody had decided before, or a new version. */
export type Held = { readonly kind: 'stays' | 'decided-before' } | SavedRegister | AskedRegister;

/** Staff look at one thing about a register, and may say which of two lists holds. */
@Injectable()
export class ChosenLists {
  constructor(
    private readonly work: UnitOfWork,
    private readonly checks: RegisterChecksQueries,
    private readonly registers: Registers,
    private readonly audit: Audit,
  ) {}

  /**
   * Closes the check, once, and holds to the list that was chosen: the register gets a new version of exactly that list, and
   * galaxies follow. Both lists stay in its history. Refuses with `unknown-session`, and with `register-moved-on` when the
   * register is another by now than the one that was looked at.
   */
  async hold(chosen: Chosen): Promise<Held> {
    return this.work.write(chosen.scheme, (tx) => this.holdIn(tx, chosen), { keyed: true });
  }

  private async holdIn(tx: Tx, chosen: Chosen): Promise<Held> {
    const { scheme, check: id, choice, by } = chosen;
    const check = await this.checks.one(tx, scheme, id);
    const [closed]: [unknown[]] = await tx.query(CLOSE, [scheme, id, by.personId]);
    if (closed.length === 0) return { kind: 'decided-before' };
    const subject = { kind: 'register', id: check.sessionId };
    await this.audit.note(tx, {
      by,
      action: 'register.checked',
      subject,
      details: { kind: check.kind, choice },
    });
    return this.save(tx, chosen, check);
  }

  private async save(
    tx: Tx,
    { scheme, check: id, choice, seen, by }: Chosen,
    { sessionId, current, lists }: Check,
  ): Promise<Held> {
    if (choice === 'stay') return { kind: 'stays' };
    const list = lists.find((each) => each.choice === choice);
    if (list === undefined || current?.version !== seen) throw registerMovedOn();
    const { outcome, ticks } = list;
    const { headCountExtra, countedOut, countedBack } = current;
    return this.registers.save(tx, {
      ...{ scheme, sessionId, by, outcome, ticks, headCountExtra, countedOut, countedBack },
      ...{ key: keyOf(id, choice), source: 'web', basedOn: seen, note: undefined },
    });
  }
}

function keyOf(id: RegisterCheckId, choice: ListChoice): string {
  return `check/${id}/${choice}`;
}
