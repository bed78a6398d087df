import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import type { MessageState, Way, Why } from './delivery.js';
import { isMessageKind, type MessageKind, type MessageParts, readParts } from './message-kind.js';

/** A message as the person it was for sees it. */
export interface OwnMessage {
  /** The day it was sent, or is to be sent, by the clock of the scheme. */
  readonly day: IsoDate;
  readonly kind: MessageKind;
  readonly parts: MessageParts;
  readonly channel: Way;
  readonly state: MessageState;
  readonly why: Why | undefined;
}

interface OwnRow {
  readonly day: IsoDate;
  readonly kind: string;
  readonly parts: unknown;
  readonly channel: Way;
  readonly state: MessageState;
  readonly why: Why | null;
}

/** As many as three a week in the ninety days that they are kept, and some. */
const MOST_LISTED = 100;

const OWN = `
  SELECT to_char(coalesce(m.done_at, m.due_at) AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS day, m.kind, m.parts, m.channel,
    m.state, m.why
  FROM message m JOIN scheme s ON s.id = m.scheme_id
  WHERE m.scheme_id = $1 AND m.person_id = $2 ORDER BY coalesce(m.done_at, m.due_at) DESC, m.id LIMIT $3`;

/** What somebody was told. */
@Injectable()
export class OwnMessagesQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** The newest first; a hundred at the most. */
  async of(scheme: SchemeId, person: PersonId): Promise<readonly OwnMessage[]> {
    const rows = await this.work.read(scheme, (view): Promise<OwnRow[]> =>
      view.query(OWN, [scheme, person, MOST_LISTED]),
    );
    return rows.flatMap(({ kind, parts, why, ...rest }) =>
      isMessageKind(kind) ? [{ ...rest, kind, parts: readParts(parts), why: why ?? undefined }] : [],
    );
  }
}
