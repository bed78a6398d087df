import { AsyncResource } from 'node:async_hooks';
import type { SchemeId } from '../shared/ids.js';
import { Gathering, type Waiting } from './gathering.js';
import { open, runInside } from './inside.js';
import { answerOf, Last } from './last.js';
import { foundNoConnection } from './unavailable.js';
import type { Work } from './work.js';

/** A work that may share, and the same in a transaction of its own. */
export interface Sharing<T> extends Waiting {
  readonly work: Work<T>;
  readonly alone: () => Promise<T>;
}

/** One of those that share, whatever it gives. */
interface Member extends Waiting {
  readonly work: Work<unknown>;
  /** Gives whoever waits for it what it gave, now that it was kept. */
  readonly kept: () => void;
  /** Tells whoever waits for it why it could not be tried. */
  readonly refused: (error: unknown) => void;
  readonly alone: () => Promise<void>;
}

/** How long one work may keep others waiting that have nothing to do with it, as when it waits for a lock. */
export const STRANGERS_WAIT_MS = 200;

/** One transaction of a scheme is computed while another is written to the disk. */
const LIMITS = { atOnce: 2, most: 32 };

const NOBODY_ELSE = new Error('Nobody else came at the same time.');

/**
 * Works that come at the same time share one transaction and one commit. When any of them is refused nothing of any is kept,
 * and each runs again in a transaction of its own, where it is answered; unless no connection was free for them in all the time
 * that anybody waits for one.
 */
export class SharedWork {
  private readonly ofSchemes = new Map<SchemeId, Gathering<Member>>();

  /** `share` runs a work in a transaction of a scheme, once, and gives up what waits longer for a lock than strangers may. */
  constructor(private readonly share: (scheme: SchemeId, work: Work<unknown>) => Promise<unknown>) {}

  write<T>(scheme: SchemeId, { takes, work, alone }: Sharing<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const here = new AsyncResource('SharedWork');
      let kept = (): void => undefined;
      const inTurn: Work<T> = async (tx) => {
        const transaction = open();
        const given = await here.runInAsyncScope(() => runInside(transaction, () => work(tx)));
        kept = () => resolve(answerOf(given));
        return given;
      };
      this.of(scheme).join({
        ...{ takes, work: inTurn, kept: () => kept(), refused: reject },
        alone: () => here.runInAsyncScope(alone).then(resolve, reject),
      });
    });
  }

  private of(scheme: SchemeId): Gathering<Member> {
    const found =
      this.ofSchemes.get(scheme) ??
      new Gathering<Member>((members, leave) => this.serve(scheme, members, leave), LIMITS);
    this.ofSchemes.set(scheme, found);
    return found;
  }

  private async serve(
    scheme: SchemeId,
    members: readonly Member[],
    leave: (member: Member) => void,
  ): Promise<void> {
    const failure = members.length === 1 ? NOBODY_ELSE : await this.failureOf(scheme, members);
    if (failure !== undefined && !foundNoConnection(failure))
      return forAWhile(Promise.all(members.map((member) => member.alone().then(() => leave(member)))));
    for (const member of members) {
      if (failure === undefined) member.kept();
      else member.refused(failure);
      leave(member);
    }
  }

  /** Why nothing of any was kept; nothing when all were. */
  private async failureOf(scheme: SchemeId, members: readonly Member[]): Promise<unknown> {
    try {
      await this.share(scheme, async (tx) => together(members.map(({ work }) => work(tx))));
      return undefined;
    } catch (error) {
      return error ?? NOBODY_ELSE;
    }
  }
}

/** What works by itself may wait for a lock; whoever comes after it does not wait for it that long. */
function forAWhile(alone: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const enough = setTimeout(resolve, STRANGERS_WAIT_MS);
    void alone.then(() => {
      clearTimeout(enough);
      resolve();
    });
  });
}

/** COMMIT travels with whatever is still under way when the last of them has nothing more to ask. */
async function together(works: readonly ReturnType<Work<unknown>>[]): Promise<Last<unknown>> {
  const given = await Promise.all(works.map(watched));
  return new Last(Promise.all(given.map(answerOf)));
}

/** What one still waits for may be refused after another has ended the transaction of both. */
async function watched(working: ReturnType<Work<unknown>>): Promise<unknown> {
  const given = await working;
  if (given instanceof Last) given.answer.catch(() => undefined);
  return given;
}
