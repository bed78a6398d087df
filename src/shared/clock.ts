/** Tells the time. The one place that reads the machine's clock; tests give a clock of their own. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
