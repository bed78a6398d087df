import { Injectable } from '@nestjs/common';
import { UnitOfWork, type View } from '../database/index.js';
import type { MessageId, SchemeId } from '../shared/ids.js';
import { isMessageKind, type MessageKind, type MessageParts, readParts } from './message-kind.js';

/** A message that staff see to. */
export interface WaitingMessage {
  readonly id: MessageId;
  readonly person: string;
  readonly ref: string;
  /** Nothing when they gave no number. */
  readonly phone: string | undefined;
  readonly kind: MessageKind;
  readonly parts: MessageParts;
}

/** What waits for staff: letters to print, calls to make, and what did not arrive. */
export type WaitingKind = 'letters' | 'calls' | 'not-arrived';

interface WaitingRow {
  readonly id: MessageId;
  readonly liked_name: string;
  readonly ref: string;
  readonly phone: string | null;
  readonly kind: string;
  readonly parts: unknown;
}

const MOST_LISTED = 100;

/** What did not arrive is shown for a fortnight; after that nobody calls about it. */
const WHERE: Readonly<Record<WaitingKind, string>> = {
  letters: `m.state = 'queued' AND m.channel = 'letter'`,
  calls: `m.state = 'queued' AND m.channel = 'phone' AND (m.until_at IS NULL OR m.until_at > clock_timestamp())`,
  'not-arrived': `m.state = 'not_delivered' AND m.done_at > clock_timestamp() - interval '14 days'`,
};

/** Questions about messages. */
@Injectable()
export class MessagesQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** The oldest first; a hundred at the most. */
  async waiting(scheme: SchemeId, kind: WaitingKind): Promise<readonly WaitingMessage[]> {
    return this.work.read(scheme, async (view) => {
      const rows: WaitingRow[] = await view.query(
        `SELECT m.id, p.liked_name, p.ref, p.phone, m.kind, m.parts FROM message m
           JOIN person p ON p.scheme_id = m.scheme_id AND p.id = m.person_id
         WHERE m.scheme_id = $1 AND ${WHERE[kind]} ORDER BY m.made_at, m.id LIMIT $2`,
        [scheme, MOST_LISTED],
      );
      return rows.flatMap(waitingOf);
    });
  }

  /** How many of them there are. */
  async count(view: View, scheme: SchemeId, kind: WaitingKind): Promise<number> {
    const [row]: { count: number }[] = await view.query(
      `SELECT count(*)::integer AS count FROM message m WHERE m.scheme_id = $1 AND ${WHERE[kind]}`,
      [scheme],
    );
    return row?.count ?? 0;
  }
}

/** A kind of a newer release is left to it. */
function waitingOf({ id, liked_name: person, ref, phone, kind, parts }: WaitingRow): WaitingMessage[] {
  if (!isMessageKind(kind)) return [];
  return [{ id, person, ref, phone: phone ?? undefined, kind, parts: readParts(parts) }];
}
