import { asDomainError, type Tx, UnitOfWork, type View } from '../../database/index.js';
import { type SchemeDetails, Schemes } from '../../schemes/index.js';
import { newId, type SchemeId } from '../../shared/ids.js';
import type { Session } from '../session.js';

/** Where a row is written. */
export interface Place {
  readonly tx: Tx;
  readonly scheme: SchemeId;
}

/** Writes into one scheme. What is written together is kept together, or not at all. */
export interface Writing {
  readonly scheme: SchemeId;
  write<T>(work: (place: Place) => Promise<T>): Promise<T>;
  look<T>(question: (view: View) => Promise<T>): Promise<T>;
}

/** Each writing is a transaction of its own. */
export function keeping(session: Session, scheme: SchemeId): Writing {
  const work = session.get(UnitOfWork);
  return {
    scheme,
    write: (write) => work.write(scheme, (tx) => write({ tx, scheme }), { keyed: true }),
    look: (question) => work.read(scheme, question),
  };
}

/** A scheme that is there, or one to found. */
export type Target = { readonly there: SchemeId } | { readonly founding: SchemeDetails };

/** Does everything in one transaction and takes it back at its end, so that what comes later finds what came before. */
export async function tryingOut<T>(
  session: Session,
  target: Target,
  work: (writing: Writing) => Promise<T>,
): Promise<T> {
  const scheme = 'there' in target ? target.there : newId<SchemeId>();
  const found: T[] = [];
  try {
    await session.get(UnitOfWork).write(scheme, async (tx) => {
      if ('founding' in target) await session.get(Schemes).foundAs(tx, scheme, target.founding);
      found.push(await work(steps(tx, scheme)));
      throw new TriedOut('This was a dry run.');
    });
  } catch (error) {
    if (!(error instanceof TriedOut)) throw error;
  }
  const [outcome] = found.slice(-1);
  if (outcome === undefined) throw new Error('A dry run has no outcome.');
  return outcome;
}

/** Takes a transaction back whose work was only tried out. */
class TriedOut extends Error {}

function steps(tx: Tx, scheme: SchemeId): Writing {
  return {
    scheme,
    write: (write) => step(tx, () => write({ tx, scheme })),
    look: (question) => question(tx),
  };
}

/** A refused statement ends a transaction in PostgreSQL, unless it can go back to where it stood before. */
async function step<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.query('SAVEPOINT import_step');
  try {
    const done = await work();
    await tx.query('RELEASE SAVEPOINT import_step');
    return done;
  } catch (error) {
    await tx.query('ROLLBACK TO SAVEPOINT import_step');
    throw asDomainError(error);
  }
}
