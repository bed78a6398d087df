const DEEPEST = 4;

/** What may be written down about a failure. */
export interface LoggedError {
  readonly type: string;
  readonly message?: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/**
 * A failure as the logs may hold it. A message of the database can quote a person's row, so of those only the code and
 * the names of the constraint and the table are kept; statements and their parameters never are.
 */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const cause = depth < DEEPEST ? causeOf(error) : undefined;
  return {
    type: error.name,
    ...whatItSays(error),
    stack: framesOf(error),
    ...(cause === undefined ? {} : { cause: loggedError(cause, depth + 1) }),
  };
}

function causeOf(error: Error): unknown {
  return 'driverError' in error ? error.driverError : error.cause;
}

function whatItSays(error: Error): Omit<LoggedError, 'type'> {
  const code = text(error, 'code');
  if (code === undefined) return { message: error.message };
  return /^[0-9A-Z]{5}$/.test(code) ? { code, ...named(error) } : { code, message: error.message };
}

function named(error: Error): Pick<LoggedError, 'constraint' | 'table'> {
  const constraint = text(error, 'constraint');
  const table = text(error, 'table');
  return { ...(constraint === undefined ? {} : { constraint }), ...(table === undefined ? {} : { table }) };
}

/** The lines of the stack that say where; the first repeats the message. */
function framesOf({ stack = '' }: Error): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, 12).join('\n');
}

function text(error: Error, name: string): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
}
