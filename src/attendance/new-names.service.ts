import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import { askPrepared, type Tx, type View } from '../database/index.js';
import { Participants } from '../participants/index.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { type Met, metSince } from './put-on.statements.js';
import { namedSince } from './registers.errors.js';
import { LOCK } from './registers.sql.js';

/** $1 scheme, $2 reference. */
const THERE = 'SELECT FROM person WHERE scheme_id = $1 AND ref = $2';

/** Somebody new by first name, and what their reference follows from: the same is the same person. */
export interface Newcomer {
  readonly name: string;
  readonly from: readonly (string | number)[];
  /** The version of the register that whoever says so had seen: nobody of that name may have come onto it since. */
  readonly seen: number;
}

/** Whom a register names first, and the key under which it is sent. */
export interface NewOnes {
  readonly sessionId: SessionId;
  readonly key: string;
  /** Whom it names beside them: nobody who is new is one of those. */
  readonly beside: readonly PersonId[];
  readonly people: readonly Newcomer[];
}

/** Somebody who may be new no longer, by their place among the others, and whom the name may mean, the latest first. */
export interface InDoubt {
  readonly index: number;
  readonly met: readonly [Met, ...Met[]];
}

/** People whom a register names first, by first name alone. */
@Injectable()
export class NewNames {
  constructor(
    private readonly participants: Participants,
    private readonly audit: Audit,
  ) {}

  /**
   * A person for each of them, joining until staff have finished it with them: the work list counts them. A form that is sent
   * again makes nobody twice. Two who name people of one register at once follow one another, and nothing else is saved to it
   * meanwhile. Refuses with `named-since` when another list put somebody of such a name on it, for they may be the same.
   */
  async join(tx: Tx, scheme: SchemeId, by: Doer, named: NewOnes): Promise<readonly PersonId[]> {
    const people: PersonId[] = [];
    await askPrepared(tx, LOCK, [scheme, named.sessionId]);
    if ((await this.inDoubt(tx, scheme, named)) !== undefined) throw namedSince();
    for (const each of named.people) {
      const ref = refOf(each);
      const isThere = await there(tx, scheme, ref);
      const id = await this.participants.join(tx, scheme, ref, {
        likedName: each.name,
        takingPart: 'joining',
      });
      if (!isThere)
        await this.audit.note(tx, { by, action: 'person.added', subject: { kind: 'person', id } });
      people.push(id);
    }
    return people;
  }

  /**
   * The first of them of whose name another list put somebody on the register since; nothing when none is in doubt. Who was made
   * by an earlier sending is the same person, whoever came since.
   */
  async inDoubt(
    view: View,
    scheme: SchemeId,
    { sessionId: session, key, beside, people }: NewOnes,
  ): Promise<InDoubt | undefined> {
    for (const [index, each] of people.entries()) {
      if (await there(view, scheme, refOf(each))) continue;
      const { name, seen } = each;
      const [latest, ...others] = await metSince(view, { scheme, session }, { name, seen, key, beside });
      if (latest !== undefined) return { index, met: [latest, ...others] };
    }
    return undefined;
  }
}

async function there(view: View, scheme: SchemeId, ref: string): Promise<boolean> {
  const found: unknown[] = await view.query(THERE, [scheme, ref]);
  return found.length > 0;
}

function refOf({ from, name }: Newcomer): string {
  return `new-${digest([...from, name]).slice(0, 20)}`;
}

function digest(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
