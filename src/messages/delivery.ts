import { isForSafety, MESSAGE_KINDS, type MessageKind } from './message-kind.js';

/** Which way a message goes: by a machine, by staff, or not at all. */
export type Way = 'text' | 'email' | 'letter' | 'phone' | 'none';

export type MessageState = 'queued' | 'sent' | 'delivered' | 'not_delivered' | 'stopped';

/** Why one was stopped or did not arrive. */
export type Why = 'break' | 'left' | 'week-full' | 'no-way' | 'too-late' | 'failed';

/** What is known of whom it is for when it is to be sent. */
export interface Receiver {
  readonly contact: Way;
  readonly takingPart: string;
  /** How many messages they get in these seven days already. */
  readonly thisWeek: number;
  /** True when the next moment that is not too early or too late in the day comes after it is of use. */
  readonly isTooLate: boolean;
}

export interface Decision {
  readonly channel: Way;
  readonly state: 'queued' | 'stopped';
  readonly why?: Why;
}

/** How many messages one person gets in seven days, but for codes that they ask for themselves. */
export const MOST_A_WEEK = 3;

/** Whether it is sent, and how. What is urgent and may not be sent any more is told by staff, so that it is not lost. */
export function decide(kind: MessageKind, receiver: Receiver): Decision {
  const { contact, takingPart } = receiver;
  const unwanted = reasonNotTo(kind, contact, takingPart);
  if (unwanted !== undefined) return stopped(contact, unwanted);
  if (contact === 'phone' || contact === 'none') return BY_STAFF;
  const reason = reasonNotNow(kind, receiver);
  if (reason === undefined) return { channel: contact, state: 'queued' };
  return MESSAGE_KINDS[kind].urgent ? BY_STAFF : stopped(contact, reason);
}

/** Why they are not to be told at all. What concerns their safety is told to everybody who has not left. */
export function reasonNotTo(kind: MessageKind, contact: string, takingPart: string): Why | undefined {
  if (takingPart === 'left') return 'left';
  if (isForSafety(kind)) return undefined;
  if (takingPart === 'taking-a-break') return 'break';
  return contact === 'none' ? 'no-way' : undefined;
}

function reasonNotNow(kind: MessageKind, { thisWeek, isTooLate }: Receiver): Why | undefined {
  if (thisWeek >= MOST_A_WEEK && !isForSafety(kind)) return 'week-full';
  return isTooLate ? 'too-late' : undefined;
}

/** Whether staff tell it where it could not be sent, so that it is not lost. */
export function isToldByStaff(kind: MessageKind, why: Why): boolean {
  return (why === 'too-late' && MESSAGE_KINDS[kind].urgent) || (why === 'failed' && isForSafety(kind));
}

const BY_STAFF: Decision = { channel: 'phone', state: 'queued' };

function stopped(channel: Way, why: Why): Decision {
  return { channel, state: 'stopped', why };
}
