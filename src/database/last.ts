/**
 * The answer to the last that a work asks. Whoever has sent all statements of a transaction, and waits for nothing that would
 * still decide whether it is kept, returns this in place of waiting: COMMIT travels with them. Were one of them refused,
 * nothing is kept. Once it is returned the transaction takes no further statement.
 */
export class Last<T> {
  constructor(readonly answer: Promise<T>) {}
}

/** The answer itself, for whoever has more to ask afterwards. */
export async function answerOf<T>(given: T | Last<T>): Promise<T> {
  return given instanceof Last ? given.answer : given;
}
