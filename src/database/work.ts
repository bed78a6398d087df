import type { EntityManager } from 'typeorm';
import type { Last } from './last.js';

/** Whatever answers SQL questions, as TypeORM does. */
export type Asks = Pick<EntityManager, 'query'>;

declare const tx: unique symbol;

/** An open transaction. Only UnitOfWork makes one; whoever holds one may write. */
export type Tx = Asks & { readonly [tx]: true };

declare const view: unique symbol;

/** A transaction that sees one instant. A Tx may look too, so it will do wherever a View is wanted, never the other way. */
export type View = Asks & { readonly [view]?: true };

/** What runs in a transaction. */
export type Work<T> = (tx: Tx) => Promise<T | Last<T>> | Last<T>;

export interface WriteChoices {
  /**
   * Says that the work carries its own natural key, so that doing it again after a lost connection is safe. Without
   * it a lost connection is reported, for nobody can know whether the commit was reached.
   */
  readonly keyed?: boolean;
  /** The longest one statement may take, in milliseconds, at most a minute; the connection's own limit unless told. */
  readonly statementTimeoutMs?: number;
}

/** How a keyed work shares its transaction with others of its scheme that come at the same time. */
export interface SharedChoices {
  readonly keyed: true;
  /**
   * What it has for itself while it runs, such as the register that it saves and the people on it: works that take the same
   * follow one another, as they would for the locks that they hold.
   */
  readonly takes: readonly string[];
}
