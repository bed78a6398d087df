/** Ends a command with a sentence of its own and exit code 1: something was refused, or is wrong. */
export class Stopped extends Error {}

/** Ends a command with exit code 2: it was asked for in a way that cannot be understood. */
export class Misused extends Error {}
