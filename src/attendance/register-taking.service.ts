import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/index.js';
import { Participants } from '../participants/index.js';
import type { Actor } from '../identity/index.js';
import type { PersonId, SessionId } from '../shared/ids.js';
import type { AskedRegister, SavedRegister } from './answer.js';
import type { NewRegister, Source } from './new-register.js';
import { RegisterForms } from './register-forms.queries.js';
import { Registers } from './registers.service.js';
import type { SentRegister } from './saving.js';

/** A register as a form or a program sends it. */
export interface SentForm extends SentRegister {
  readonly sessionId: SessionId;
  readonly key: string;
  readonly source: Source;
  /** First names of people who are new here. Each is a person from now on, and came. */
  readonly newNames?: readonly string[];
  readonly onBehalfOf?: PersonId | undefined;
  readonly askStaff?: boolean;
}

/** Takes registers from those who may keep them. */
@Injectable()
export class RegisterTaking {
  constructor(
    private readonly work: UnitOfWork,
    private readonly forms: RegisterForms,
    private readonly participants: Participants,
    private readonly registers: Registers,
  ) {}

  /**
   * Saves a register in a transaction of its own. What Registers.save promises holds; refuses with `unknown-session` also
   * whoever may not keep this register.
   */
  async take(actor: Actor, form: SentForm): Promise<SavedRegister | AskedRegister> {
    return this.work.write(actor.schemeId, (tx) => this.takeIn(tx, actor, form), { keyed: true });
  }

  /** The same inside an open transaction. */
  async takeIn(
    tx: Tx,
    actor: Actor,
    { newNames = [], ...form }: SentForm,
  ): Promise<SavedRegister | AskedRegister> {
    await this.forms.session(tx, actor, form.sessionId);
    const people = await this.newPeople(tx, actor, { names: newNames, key: form.key });
    const channel = form.source === 'api' ? 'api' : 'web';
    const request: NewRegister = {
      ...form,
      scheme: actor.schemeId,
      by: { personId: actor.personId, actorId: actor.actorId, roles: actor.roles, channel },
      ticks: [...form.ticks, ...people.map((personId) => ({ personId, part: 'attended' as const }))],
    };
    return this.registers.save(tx, request);
  }

  /** The reference follows from the form, so that a form which is sent again makes nobody twice. */
  private async newPeople(
    tx: Tx,
    { schemeId }: Actor,
    { names, key }: { readonly names: readonly string[]; readonly key: string },
  ): Promise<readonly PersonId[]> {
    const people: PersonId[] = [];
    for (const [index, likedName] of names.entries()) {
      const made = createHash('sha256')
        .update(JSON.stringify([key, index, likedName]))
        .digest('hex');
      people.push(await this.participants.join(tx, schemeId, `new-${made.slice(0, 20)}`, { likedName }));
    }
    return people;
  }
}
