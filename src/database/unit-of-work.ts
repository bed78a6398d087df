import { type ClientBase, Pool, type QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';
import type { SchemeId } from '../shared/ids.js';
import { asDomainError } from './constraint-errors.js';
import { statementLimitOf } from './data-source.js';
import { ask, askApart, type Statement } from './exchange.js';
import { refuseInside, runInside, transactionOf } from './inside.js';
import { Last } from './last.js';
import { OpenTransaction, type Prepared } from './open-transaction.js';
import { breathe, isLostConnection, isWorthRetrying } from './retry.js';
import { SharedWork, STRANGERS_WAIT_MS } from './shared-work.js';
import type { SharedChoices, Tx, View, Work, WriteChoices } from './work.js';

const MOST_TRIES = 8;

/** Opens the one transaction of each public action. There is no nesting and no ambient transaction. */
export class UnitOfWork {
  /** How long any statement may take, in milliseconds. */
  private readonly mayTakeMs: number;

  private readonly shared = new SharedWork((scheme, work) => this.once(this.beginsShared(scheme), work));

  constructor(private readonly source: DataSource) {
    this.mayTakeMs = statementLimitOf(source);
  }

  /**
   * Runs the work in one READ COMMITTED transaction of a scheme and commits it. The whole work runs again, up to eight
   * times in all, after a serialization failure or a deadlock, and after a lost connection when it is keyed. What the
   * database refuses by a named constraint arrives as a DomainError. Work that opens another transaction is refused. The
   * last that a work asks may travel with COMMIT: see Last.
   *
   * A work that says what it takes may run in one transaction with others, and first in that of all: it does without what
   * they write, and they without what it writes.
   */
  async write<T>(scheme: SchemeId, work: Work<T>, choices: WriteChoices | SharedChoices = {}): Promise<T> {
    if (!('takes' in choices)) return this.writeAlone(scheme, work, choices);
    refuseInside(this);
    const alone = () => this.writeAlone(scheme, work, { keyed: true });
    return this.shared.write(scheme, { takes: choices.takes, work, alone });
  }

  private async writeAlone<T>(scheme: SchemeId, work: Work<T>, choices: WriteChoices): Promise<T> {
    const begin = this.begins('READ COMMITTED', scheme, choices);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(begin, work);
      } catch (error) {
        const again = isWorthRetrying(error) || (choices.keyed === true && isLostConnection(error));
        if (!again || attempt === MOST_TRIES) throw asDomainError(error);
        await breathe(attempt);
      }
    }
  }

  /** Runs questions in one REPEATABLE READ READ ONLY transaction, so that the figures on one page agree. */
  async read<T>(scheme: SchemeId, work: (view: View) => Promise<T>, choices: WriteChoices = {}): Promise<T> {
    try {
      return await this.once(this.begins('REPEATABLE READ READ ONLY', scheme, choices), work);
    } catch (error) {
      throw asDomainError(error);
    }
  }

  /**
   * Asks one prepared question that says itself of which scheme it is: a function of the database that looks and cannot
   * write. It is one statement, so it needs no BEGIN and no COMMIT.
   */
  async look<Row extends QueryResultRow>({ name, text }: Prepared, values: unknown[]): Promise<Row[]> {
    refuseInside(this);
    const statement = { name, text, values, mayTakeMs: this.mayTakeMs };
    try {
      return (await this.connected((client) => ask<Row>(client, statement))).rows;
    } catch (error) {
      throw asDomainError(error);
    }
  }

  /** Asks one question that belongs to no scheme, such as which schemes live here. */
  async ask<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.source.query<Row[]>(sql, [...parameters]);
  }

  private begins(isolation: string, scheme: SchemeId, { statementTimeoutMs }: WriteChoices): Begin {
    const statements = [
      control(`BEGIN ISOLATION LEVEL ${isolation}`),
      { ...control(`SET LOCAL galaxies.scheme = '${quotable(scheme)}'`), name: `scheme ${scheme}` },
    ];
    if (statementTimeoutMs === undefined) return { statements, statementMs: this.mayTakeMs };
    const limit = {
      text: `SET LOCAL statement_timeout = ${String(Math.trunc(statementTimeoutMs))}`,
      mayTakeMs: 0,
    };
    return { statements: [...statements, limit], statementMs: statementTimeoutMs };
  }

  /** Nobody waits long for a lock that another of them needs: that one waits for it by itself. */
  private beginsShared(scheme: SchemeId): Begin {
    const { statements, statementMs } = this.begins('READ COMMITTED', scheme, {});
    const patience = control(`SET LOCAL lock_timeout = ${String(STRANGERS_WAIT_MS)}`);
    return { statements: [...statements, patience], statementMs };
  }

  private async once<T>(begin: Begin, work: Work<T>): Promise<T> {
    refuseInside(this);
    const transaction = transactionOf(this);
    return this.connected(async (client) => {
      const open = new OpenTransaction(client, begin.statementMs);
      try {
        return await runInside(transaction, () =>
          transact(client, begin, { work: () => work(open as unknown as Tx), close: () => open.close() }),
        );
      } finally {
        transaction.ended = true;
        open.close();
      }
    });
  }

  private async connected<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    const client = await poolOf(this.source).connect();
    client.on('error', whoeverAsksIsTold);
    try {
      return await work(client);
    } finally {
      client.off('error', whoeverAsksIsTold);
      client.release();
    }
  }
}

/**
 * BEGIN is not awaited: the first statement of the work travels with it, as COMMIT does with the last when the work waits
 * for no answer to it. PostgreSQL answers a COMMIT of a failed transaction with ROLLBACK and no error, so the answer is read.
 */
async function transact<T>(client: ClientBase, begin: Begin, { work, close }: Transaction<T>): Promise<T> {
  const begun = Promise.all(begin.statements.map((statement) => ask(client, statement)));
  let refusal: unknown;
  begun.catch((error: unknown) => {
    refusal = error;
  });
  try {
    const given = await work();
    if (given instanceof Last) {
      close();
      const kept = commit(client);
      // Whatever was refused says why before the end says that nothing was kept.
      kept.catch(() => undefined);
      const result = await given.answer;
      await begun;
      await kept;
      return result;
    }
    await begun;
    await commit(client);
    return given;
  } catch (error) {
    close();
    await askApart(client, control('ROLLBACK')).catch(() => undefined);
    throw refusal ?? error;
  }
}

async function commit(client: ClientBase): Promise<void> {
  const { command } = await ask(client, control('COMMIT'));
  if (command !== 'COMMIT')
    throw new Error('A statement of this transaction had failed, so nothing was kept.');
}

interface Transaction<T> {
  readonly work: () => ReturnType<Work<T>>;
  /** Lets nothing more be asked in it. */
  readonly close: () => void;
}

/** How a transaction begins, and how long each of its statements may take. */
interface Begin {
  readonly statements: readonly Statement[];
  readonly statementMs: number;
}

/** What the server does at once. Each connection parses it once. */
function control(text: string): Statement {
  return { name: text, text, mayTakeMs: 0 };
}

/** SET takes no parameters, so what goes into it must be made of an id's own letters. */
function quotable(scheme: SchemeId): string {
  if (!/^[0-9a-f-]{36}$/.test(scheme)) throw new TypeError('A scheme id is a UUID.');
  return scheme;
}

/** The pool that TypeORM's own runners take their connections from. */
function poolOf({ driver }: DataSource): Pool {
  const pool: unknown = Reflect.get(driver, 'master');
  if (!(pool instanceof Pool)) throw new TypeError('The data source must be open, and have a pool of pg.');
  return pool;
}

/** A connection that breaks says so twice: to those who wait for an answer, and as an event that nobody else needs. */
function whoeverAsksIsTold(): void {
  return;
}
