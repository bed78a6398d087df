import { Injectable } from '@nestjs/common';
import type { Tx, View } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, SchemeId, SessionId } from '../shared/ids.js';
import { isLinkSecret, linkHash, newLinkSecret } from './place-link.js';
import { Answering } from './answering.service.js';

/** What a link in a message may show without signing in: a first name and a day. */
export interface LinkView {
  readonly likedName: string;
  readonly occursOn: IsoDate;
  readonly state: 'open' | 'used' | 'over';
}

interface LinkRow {
  readonly session_id: SessionId;
  readonly person_id: PersonId;
  readonly liked_name: string;
  readonly occurs_on: IsoDate;
  readonly is_used: boolean;
  readonly is_over: boolean;
}

const LINK = `
  SELECT l.session_id, l.person_id, p.liked_name, s.occurs_on::text AS occurs_on, l.used_at IS NOT NULL AS is_used,
    s.ends_at <= clock_timestamp() OR s.called_off_at IS NOT NULL AS is_over
  FROM place_link l JOIN session s ON s.scheme_id = l.scheme_id AND s.id = l.session_id
    JOIN person p ON p.scheme_id = l.scheme_id AND p.id = l.person_id
  WHERE l.scheme_id = $1 AND l.token_hash = $2`;

/** Links that say "not this time" without signing in. They can do nothing else, and work once. */
@Injectable()
export class PlaceLinks {
  constructor(private readonly answering: Answering) {}

  /** A new link for somebody's answer about a session; the secret is kept nowhere. */
  async make(tx: Tx, scheme: SchemeId, session: SessionId, person: PersonId): Promise<string> {
    const secret = newLinkSecret();
    await tx.query(
      'INSERT INTO place_link (scheme_id, token_hash, session_id, person_id) VALUES ($1, $2, $3, $4)',
      [scheme, linkHash(secret), session, person],
    );
    return secret;
  }

  /** What the page of a link shows; nothing for a link that is none. */
  async look(view: View, scheme: SchemeId, secret: string): Promise<LinkView | undefined> {
    const row = await read(view, scheme, secret);
    if (row === undefined) return undefined;
    const state = row.is_used ? 'used' : row.is_over ? 'over' : 'open';
    return { likedName: row.liked_name, occursOn: row.occurs_on, state };
  }

  /**
   * Says "not this time" for whoever got the link; a second tap is like one, while that is still what they say. False when
   * it is no link, was used, or the date is over or off.
   */
  async use(tx: Tx, scheme: SchemeId, secret: string): Promise<boolean> {
    const row = await read(tx, scheme, secret, 'FOR NO KEY UPDATE OF l');
    if (row === undefined || row.is_over) return false;
    if (row.is_used) return saysSo(tx, scheme, row);
    await tx.query(
      'UPDATE place_link SET used_at = clock_timestamp() WHERE scheme_id = $1 AND token_hash = $2',
      [scheme, linkHash(secret)],
    );
    const { session_id: sessionId, person_id: personId } = row;
    await this.answering.answer(tx, {
      scheme,
      sessionId,
      personId,
      answer: 'not-this-time',
      answeredBy: personId,
    });
    return true;
  }
}

async function read(view: View, scheme: SchemeId, secret: string, lock = ''): Promise<LinkRow | undefined> {
  if (!isLinkSecret(secret)) return undefined;
  const [row]: LinkRow[] = await view.query(`${LINK} ${lock}`, [scheme, linkHash(secret)]);
  return row;
}

/** Asked by itself, so that whoever waited for the one before sees what that did. */
async function saysSo(
  tx: Tx,
  scheme: SchemeId,
  { session_id: session, person_id: person }: LinkRow,
): Promise<boolean> {
  const found: unknown[] = await tx.query(
    `SELECT FROM place WHERE scheme_id = $1 AND session_id = $2 AND person_id = $3 AND answer = 'not-this-time'`,
    [scheme, session, person],
  );
  return found.length > 0;
}
