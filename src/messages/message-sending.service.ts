import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '../database/index.js';
import type { MessageDetail } from '../participants/index.js';
import type { MessageId, SchemeId } from '../shared/ids.js';
import { isAskedFor, isMessageKind, type MessageKind, type MessageParts, readParts } from './message-kind.js';
import type { Channel } from './message.js';
import * as SQL from './messages.sql.js';
import { isToldByStaff, reasonNotTo, type Why } from './delivery.js';

/** What is to be sent, to whom, as things are at this moment. */
export interface ReadyMessage {
  readonly kind: MessageKind;
  readonly parts: MessageParts;
  readonly channel: Channel;
  readonly address: string;
  readonly detail: MessageDetail;
  /** True when no other try follows this one. */
  readonly isLastTry: boolean;
}

/** Whether it is sent now; otherwise what is written down instead. */
export type Tried =
  | { readonly outcome: 'ready'; readonly message: ReadyMessage }
  | { readonly outcome: 'later' }
  | { readonly outcome: 'stopped'; readonly kind: string; readonly why: Why }
  | { readonly outcome: 'done' };

/** One fewer than a job is begun, so that its end is written down before the job is parked. */
const MOST_TRIES = 4;

interface TryRow {
  readonly kind: string;
  readonly parts: unknown;
  readonly channel: Channel;
  readonly tries: number;
  readonly contact: string;
  readonly taking_part: string;
  readonly message_detail: MessageDetail;
  readonly address: string | null;
  readonly quiet: boolean;
  readonly too_late: boolean;
}

/** What the job of a message reads and writes. */
@Injectable()
export class MessageSending {
  constructor(private readonly work: UnitOfWork) {}

  /** Counts a try and answers with what to send. What has been sent or stopped since is `done`. */
  async begin(scheme: SchemeId, message: MessageId): Promise<Tried> {
    return this.work.write(scheme, async (tx) => {
      const [rows]: [TryRow[]] = await tx.query(SQL.TRY, [scheme, message]);
      const [row] = rows;
      return row === undefined ? { outcome: 'done' } : tried(row);
    });
  }

  async sent(tx: Tx, scheme: SchemeId, message: MessageId): Promise<void> {
    await tx.query(SQL.SENT, [scheme, message]);
  }

  async postpone(tx: Tx, scheme: SchemeId, message: MessageId): Promise<void> {
    await tx.query(SQL.POSTPONE, [scheme, message]);
  }

  /** It is not sent. What is urgent and came too late, or concerns their safety, goes to the list of calls. */
  async stop(tx: Tx, scheme: SchemeId, message: MessageId, { kind, why }: StopReason): Promise<void> {
    if (isMessageKind(kind) && isToldByStaff(kind, why)) await tx.query(SQL.CALL_INSTEAD, [scheme, message]);
    else await tx.query(SQL.STOPPED, [scheme, message, why === 'failed' ? 'not_delivered' : 'stopped', why]);
  }
}

interface StopReason {
  readonly kind: string;
  readonly why: Why;
}

function tried(row: TryRow): Tried {
  const { kind, channel, message_detail: detail, address } = row;
  if (!isMessageKind(kind)) return { outcome: 'stopped', kind, why: 'failed' };
  const contact = isAskedFor(kind) ? row.channel : row.contact;
  const why = reasonNotTo(kind, contact, row.taking_part) ?? (row.too_late ? 'too-late' : undefined);
  if (why !== undefined) return { outcome: 'stopped', kind, why };
  if (row.quiet) return { outcome: 'later' };
  if (address === null) return { outcome: 'stopped', kind, why: 'failed' };
  const isLastTry = row.tries >= MOST_TRIES;
  return {
    outcome: 'ready',
    message: { kind, parts: readParts(row.parts), channel, address, detail, isLastTry },
  };
}
