/** How long somebody stays signed in from now on if they do nothing. */
export interface TimeLeft {
  readonly seconds: number;
  /** False near the end that comes whatever they do. */
  readonly canStay: boolean;
}

/** The page that warns before the end. */
export const STAY = '/sign-in/stay';

/** Time enough to read the warning and to press its button. */
const WARNED_SECONDS = 120;

/** Nobody who stays signed in for days is warned. */
const LONG_SECONDS = 86_400;

export function timeLeft(idle: number, whole: number): TimeLeft | undefined {
  const seconds = Math.max(1, Math.floor(Math.min(idle, whole)));
  return seconds > LONG_SECONDS ? undefined : { seconds, canStay: whole > idle };
}

/** Seconds until the warning is due; nought when it is. */
export function warningIn({ seconds }: TimeLeft): number {
  return Math.max(0, seconds - WARNED_SECONDS);
}
