import { Injectable } from '@nestjs/common';
import type { Part } from '../activities/index.js';
import { type Last, type Tx, UnitOfWork } from '../database/index.js';
import type { Actor } from '../identity/index.js';
import type { PersonId, SessionId } from '../shared/ids.js';
import type { AskedRegister, SavedRegister } from './answer.js';
import { nameableBy } from './keepers.statements.js';
import { type InDoubt, type Newcomer, NewNames, type NewOnes } from './new-names.service.js';
import type { Source } from './new-register.js';
import { eachOnce } from './register.js';
import { Registers } from './registers.service.js';
import type { SentRegister } from './saving.js';

type Saved = SavedRegister | AskedRegister;

/** Somebody new, and what they did. */
export interface NewName {
  readonly name: string;
  readonly part: Part;
  /** What makes them the same person when they are named again; the key of the form and their place among those of that name unless told. */
  readonly from?: Newcomer['from'];
  /** The version of the register beside which they were said to be new. */
  readonly seen: number;
}

/** A register as a form or a program sends it. */
export interface SentForm extends SentRegister {
  readonly sessionId: SessionId;
  readonly key: string;
  readonly source: Source;
  /** First names of people who are new here. Each is a person from now on, and came; staff finish it with them. */
  readonly newNames?: readonly NewName[];
  /** Whom the list names beside them, so that nobody new is one of those; everybody on it unless told. */
  readonly beside?: readonly PersonId[] | undefined;
  readonly onBehalfOf?: PersonId | undefined;
  readonly askStaff?: boolean;
}

/** What of a register says who is new. */
type NamingForm = Pick<SentForm, 'sessionId' | 'key' | 'ticks' | 'newNames' | 'beside'>;

/** Takes registers from those who may keep them. */
@Injectable()
export class RegisterTaking {
  constructor(
    private readonly work: UnitOfWork,
    private readonly newcomers: NewNames,
    private readonly registers: Registers,
  ) {}

  /**
   * Saves a register in a transaction of its own. What Registers.save promises holds; refuses with `unknown-session` also
   * whoever may not keep this register, and with `named-since` when somebody may be new no longer.
   */
  async take(actor: Actor, form: SentForm): Promise<SavedRegister | AskedRegister> {
    return this.work.write(actor.schemeId, (tx) => this.takeIn(tx, actor, form), {
      keyed: true,
      takes: [form.sessionId, ...form.ticks.map(({ personId }) => personId)],
    });
  }

  /** The first of its new names that may be new no longer; nothing when none is in doubt. */
  async inDoubt({ schemeId: scheme }: Actor, form: NamingForm): Promise<InDoubt | undefined> {
    return this.work.read(scheme, (view) => this.newcomers.inDoubt(view, scheme, newOnesOf(form)));
  }

  private async takeIn(
    tx: Tx,
    actor: Actor,
    { newNames = [], beside, ...form }: SentForm,
  ): Promise<Saved | Last<Saved>> {
    const people = form.ticks.map(({ personId }) => personId);
    const mayName = () => nameableBy(tx, actor, { sessionId: form.sessionId, people });
    const channel = form.source === 'api' ? 'api' : 'web';
    const by = { personId: actor.personId, actorId: actor.actorId, roles: actor.roles, channel } as const;
    const request = { ...form, scheme: actor.schemeId, by };
    if (newNames.length === 0) return this.registers.saveLast(tx, { ...request, nameable: mayName });
    const nameable = await mayName();
    const named = newOnesOf({ ...form, newNames, beside });
    const added = await this.newcomers.join(tx, actor.schemeId, by, named);
    const came = added.map((personId, index) => ({ personId, part: newNames[index]?.part ?? 'attended' }));
    return this.registers.saveLast(tx, {
      ...request,
      nameable: () => Promise.resolve(nameable && [...nameable, ...added]),
      // Sent again, a paper finds them on the register already.
      ticks: eachOnce([...form.ticks, ...came]),
    });
  }
}

function newOnesOf({ sessionId, key, ticks, newNames = [], beside }: NamingForm): NewOnes {
  return {
    ...{ sessionId, key, beside: beside ?? ticks.map(({ personId }) => personId) },
    people: newNames.map(({ name, from, seen }, index) => {
      const before = newNames.slice(0, index).filter((other) => other.name === name).length;
      return { name, from: from ?? [key, before], seen };
    }),
  };
}
