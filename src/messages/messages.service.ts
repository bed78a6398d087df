import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import { OutboxService } from '../outbox/index.js';
import { type MessageId, newId, type PersonId, type SchemeId } from '../shared/ids.js';
import { decide, type Way } from './delivery.js';
import { type MessageKind, type MessageParts, tidyParts } from './message-kind.js';
import * as SQL from './messages.sql.js';

/** Something that somebody is to be told. */
export interface NewMessage {
  readonly scheme: SchemeId;
  readonly kind: MessageKind;
  /** What it is about, by its id: the same person is told the same thing once, however often this is called. */
  readonly key: string;
  readonly parts: MessageParts;
  /** The way they asked for, this once; without it, or when they cannot be reached that way, it goes their usual way. */
  readonly way?: Way;
  /** After this it would be of no use. */
  readonly until?: Date;
}

interface ReceiverRow {
  readonly contact: Way;
  readonly taking_part: string;
  readonly due_at: Date;
  readonly due: boolean;
  readonly too_late: boolean | null;
  readonly this_week: number;
}

/** How many messages one run of the minute's job promises. */
const MOST_PROMISED = 500;

/**
 * Tells people things, the way each of them chose: a text, an email, a letter that staff print, a line on the list of
 * calls that staff make, or nothing. It is promised in the caller's transaction and sent after it, between nine and six
 * by the clock of the scheme; three in seven days at the most, and none during a break.
 */
@Injectable()
export class Messages {
  constructor(private readonly outbox: OutboxService) {}

  /** Tells one person. Answers with nothing when they were told before, and when the scheme does not know them. */
  async send(tx: Tx, message: NewMessage & { readonly person: PersonId }): Promise<MessageId | undefined> {
    const { scheme, person, kind, key, until } = message;
    const parts = tidyParts(kind, message.parts);
    await tx.query(SQL.ONE_AT_A_TIME, [person]);
    const [row]: ReceiverRow[] = await tx.query(SQL.RECEIVER, [scheme, person, until, message.way]);
    if (row === undefined) return undefined;
    const decision = decide(kind, receiverOf(row));
    const isPromised = row.due && decision.state === 'queued' && isByMachine(decision.channel);
    const id = newId<MessageId>();
    const what = [scheme, id, person, kind, key, JSON.stringify(parts)];
    const how = [decision.channel, decision.state, decision.why, row.due_at, until, isPromised];
    const added: unknown[] = await tx.query(SQL.ADD, [...what, ...how]);
    if (added.length === 0) return undefined;
    if (isPromised) await this.outbox.add(tx, 'send-message', { messageId: id });
    return id;
  }

  /** Tells several people the same, each once. */
  async sendToAll(tx: Tx, people: readonly PersonId[], message: NewMessage): Promise<void> {
    // In one order, so that two who tell the same people do not wait for each other.
    for (const person of [...new Set(people)].toSorted()) await this.send(tx, { ...message, person });
  }

  /** Promises what has become due since, and removes what is long done. */
  async promiseDue(tx: Tx, scheme: SchemeId): Promise<void> {
    const [due]: [{ id: MessageId }[]] = await tx.query(SQL.PROMISE_DUE, [scheme, MOST_PROMISED]);
    for (const { id } of due) await this.outbox.add(tx, 'send-message', { messageId: id });
    await tx.query('SELECT message_tidy($1)', [MOST_PROMISED]);
  }
}

function receiverOf(row: ReceiverRow) {
  return {
    contact: row.contact,
    takingPart: row.taking_part,
    thisWeek: row.this_week,
    isTooLate: row.too_late === true,
  };
}

function isByMachine(channel: Way): boolean {
  return channel === 'text' || channel === 'email';
}
