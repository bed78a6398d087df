import { type ClientBase, type Connection, Query, type QueryResultRow, types, utils } from 'pg';
import { type Column, ParsedStatements } from './parsed-statements.js';

declare module 'pg' {
  /** What pg itself makes of a value before it is sent; its type package leaves it out. */
  const utils: { readonly prepareValue: (value: unknown) => string | Buffer | null };
}

/** A statement to be asked. One that has a name is parsed and planned once by each connection: one name, one text. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  /** How long the server may work at it, in milliseconds. */
  readonly mayTakeMs: number;
}

export interface Answer<Row extends QueryResultRow> {
  /** Such as SELECT or COMMIT, as the server says it. */
  readonly command: string;
  /** How many rows it answered or changed. */
  readonly count: number;
  readonly rows: Row[];
}

/** A statement under way, and whoever waits for its answer. */
interface Step extends Statement {
  readonly name: string;
  answer(answer: Answer<QueryResultRow>): void;
  refuse(error: unknown): void;
}

/** How long an answer may be on its way beyond what the server works: then its connection counts as lost. */
const ON_ITS_WAY_MS = 5_000;

const readerOf: (type: number, format: 'text') => Column['read'] = types.getTypeParser;

const waiting = new WeakMap<ClientBase, Step[]>();

/**
 * Asks one statement of a connection. What is asked of it in one turn travels together and is answered together; when one
 * statement is refused, those behind it are not looked at, and are refused for the same reason.
 */
export function ask<Row extends QueryResultRow>(
  client: ClientBase,
  statement: Statement,
): Promise<Answer<Row>> {
  return new Promise((resolve, refuse) => {
    const answer = (given: Answer<Row>): void => resolve(given);
    const step: Step = { name: '', ...statement, answer, refuse };
    const steps = waiting.get(client);
    if (steps !== undefined) {
      steps.push(step);
      return;
    }
    waiting.set(client, [step]);
    process.nextTick(() => send(client));
  });
}

/** Asks a statement that is to be looked at whatever becomes of those before it. */
export function askApart(client: ClientBase, statement: Statement): Promise<Answer<QueryResultRow>> {
  send(client);
  const answer = ask(client, statement);
  send(client);
  return answer;
}

function send(client: ClientBase): void {
  const steps = waiting.get(client);
  waiting.delete(client);
  if (steps !== undefined) client.query(new Exchange(steps));
}

/**
 * Several statements as one query of pg, with one Sync behind the last, so that the server answers in one piece. The columns
 * of a statement that has a name are asked for once, as the statement itself is parsed once.
 */
class Exchange extends Query {
  /** After which pg gives the connection up. */
  readonly query_timeout: number;
  private parsed: ParsedStatements | undefined;
  /** Which of the steps is answered now. */
  private at = 0;
  private columns: readonly Column[] | undefined;
  private found: QueryResultRow[] = [];

  constructor(private readonly steps: readonly Step[]) {
    super(steps.map(({ text }) => text).join('; '));
    this.query_timeout = steps.reduce((sum, { mayTakeMs }) => sum + mayTakeMs, ON_ITS_WAY_MS);
  }

  /** Called by pg when all is answered, or when something went wrong. */
  readonly callback = (error: unknown): void => {
    for (const step of this.steps.slice(this.at)) {
      this.parsed?.doubt(step.name);
      step.refuse(error);
    }
  };

  override submit = (connection: Connection): unknown => {
    const parsed = (this.parsed = ParsedStatements.of(connection));
    try {
      const ready = this.steps.map((step) => readied(parsed, step));
      connection.stream.cork();
      for (const { name, text, values } of ready) {
        parsed.parse(name, text);
        connection.bind({ statement: name, values }, true);
        if (parsed.columnsOf(name) === undefined) connection.describe({ type: 'P' }, true);
        connection.execute(null, true);
      }
      connection.sync();
      connection.stream.uncork();
      return null;
    } catch (error) {
      return error;
    }
  };

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    this.columns = fields.map(({ name, dataTypeID }) => ({ name, read: readerOf(dataTypeID, 'text') }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    this.columns ??= this.parsed?.columnsOf(this.step.name) ?? [];
    const row: QueryResultRow = {};
    for (const [n, { name, read }] of this.columns.entries()) {
      const cell = fields[n] ?? null;
      row[name] = cell === null ? null : read(cell);
    }
    this.found.push(row);
  }

  handleCommandComplete({ text }: { text: string }): void {
    const { step } = this;
    this.parsed?.learn(step.name, this.columns ?? []);
    const [command = '', ...counts] = text.split(' ');
    step.answer({ command, count: Number(counts.at(-1) ?? 0), rows: this.found });
    this.at++;
    this.columns = undefined;
    this.found = [];
  }

  private get step(): Step {
    const step = this.steps[this.at];
    if (step === undefined) throw new Error('The server answered more than it was asked.');
    return step;
  }
}

/** What is sent of a step. Whatever is wrong with it is found before anything is sent. */
function readied(parsed: ParsedStatements, { name, text, values = [] }: Step): Readied {
  parsed.keep(name, text);
  return { name, text, values: values.map((value) => utils.prepareValue(value)) };
}

interface Readied {
  readonly name: string;
  readonly text: string;
  readonly values: (string | Buffer | null)[];
}
