import type { Connection } from 'pg';

/** How one column of an answer is read. */
export interface Column {
  readonly name: string;
  readonly read: (cell: string) => unknown;
}

interface Kept {
  readonly text: string;
  /** Unknown until the statement was answered. */
  columns?: readonly Column[];
  /** `perhaps` when nobody can tell whether the server has parsed it. */
  parsed: 'no' | 'yes' | 'perhaps';
}

const ofConnections = new WeakMap<Connection, ParsedStatements>();

/** The statements that have a name, as one connection knows them: each is parsed and described once. */
export class ParsedStatements {
  private readonly byName = new Map<string, Kept>();

  private constructor(private readonly connection: Connection) {}

  static of(connection: Connection): ParsedStatements {
    const found = ofConnections.get(connection) ?? new ParsedStatements(connection);
    ofConnections.set(connection, found);
    return found;
  }

  /** How its rows are read, when that is known. */
  columnsOf(name: string): readonly Column[] | undefined {
    return this.byName.get(name)?.columns;
  }

  learn(name: string, columns: readonly Column[]): void {
    const statement = this.byName.get(name);
    if (statement !== undefined) statement.columns ??= columns;
  }

  doubt(name: string): void {
    const statement = this.byName.get(name);
    if (statement !== undefined) statement.parsed = 'perhaps';
  }

  /** Keeps a name for a text; an error when it is that of another. */
  keep(name: string, text: string): void {
    const kept = this.byName.get(name);
    if (kept !== undefined && kept.text !== text)
      throw new Error(`Two statements have the name ${name}: ${kept.text} and ${text}`);
    if (kept === undefined && name !== '') this.byName.set(name, { text, parsed: 'no' });
  }

  /** Has the server parse a statement whose name was kept, unless it did. One without a name, which is '', is parsed each time. */
  parse(name: string, text: string): void {
    const statement = this.byName.get(name);
    if (statement?.parsed === 'yes') return;
    if (statement?.parsed === 'perhaps') this.connection.close({ type: 'S', name }, true);
    this.connection.parse({ name, text, types: [] }, true);
    if (statement !== undefined) statement.parsed = 'yes';
  }
}
