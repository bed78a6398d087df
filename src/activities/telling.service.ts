import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import { type MessageParts, Messages, tellingOf } from '../messages/index.js';
import type { IsoInstant } from '../shared/calendar.js';
import { clockInWords, dayInWords } from '../shared/day-words.js';
import { type MessageId, newId, type PersonId, type SchemeId, type SessionId } from '../shared/ids.js';
import { type Move, takeMove } from './moves.statements.js';
import { isAfter, type SessionView } from './session.js';
import { SessionsQueries } from './sessions.queries.js';
import { waitingWithRoom } from './waiting.statements.js';

/** Tells people about dates, each the way they chose, in the transaction of what happened. */
@Injectable()
export class Telling {
  constructor(
    private readonly messages: Messages,
    private readonly sessions: SessionsQueries,
  ) {}

  /**
   * Everybody who said yes or maybe, or waits, and who leads: once, with the reason, and not whoever called it off. When it was
   * moved and they have not been told yet, they hear of the date that they know. Nobody when it is over already.
   */
  async calledOff(tx: Tx, scheme: SchemeId, id: SessionId, by: PersonId): Promise<SessionView> {
    const session = await this.sessions.one(tx, scheme, id);
    const move = await takeMove(tx, scheme, id);
    const why = session.calledOff?.reason ?? '';
    const [now, before] = [await partsOf(tx, scheme, session), await partsBefore(tx, scheme, session, move)];
    for (const { person, knowsNow } of await awaiting(tx, scheme, { id, by, move })) {
      const parts = { ...(knowsNow ? now : before), why };
      const until = new Date(knowsNow ? session.endsAt : laterOf(session.endsAt, move?.wasStartsAt));
      await this.messages.send(tx, { scheme, kind: 'date-called-off', key: id, parts, until, person });
    }
    return session;
  }

  /** Somebody who said yes or maybe, once for each date; `link` is where they say that it does not suit. */
  async remind(
    tx: Tx,
    scheme: SchemeId,
    {
      session: id,
      person,
      link,
    }: { readonly session: SessionId; readonly person: PersonId; readonly link: string },
  ): Promise<void> {
    const session = await this.sessions.one(tx, scheme, id);
    const parts = { ...(await partsOf(tx, scheme, session)), link };
    const until = new Date(session.startsAt);
    await this.messages.send(tx, { scheme, kind: 'date-reminder', key: id, parts, until, person });
  }

  /** Somebody of a date that was moved: what it was, and what it is now. `link` is where they say that it does not suit. */
  async moved(tx: Tx, scheme: SchemeId, { session, move, person, link }: Moved): Promise<void> {
    const parts = {
      ...(await partsOf(tx, scheme, session)),
      wasDay: dayInWords(move.wasOn, session.occursOn),
      wasTime: clockInWords(move.wasStartsAt, await zoneOf(tx, scheme)),
      wasWhere: move.wasMeetPlace,
      ...(link === undefined ? {} : { link }),
    };
    const isTime = Date.parse(move.wasStartsAt) !== Date.parse(session.startsAt);
    const kind = isTime ? 'date-changed' : 'place-changed';
    const key = `${session.id}/${move.movedAt}`;
    const until = new Date(session.startsAt);
    await this.messages.send(tx, { scheme, kind, key, parts, until, person });
  }

  /** Somebody who leads first now, when that is still to come. */
  async leadsNow(tx: Tx, scheme: SchemeId, id: SessionId, person: PersonId): Promise<void> {
    const toCome: unknown[] = await tx.query(
      'SELECT FROM session WHERE scheme_id = $1 AND id = $2 AND called_off_at IS NULL AND ends_at > clock_timestamp()',
      [scheme, id],
    );
    if (toCome.length === 0) return;
    const session = await this.sessions.one(tx, scheme, id);
    const parts = await partsOf(tx, scheme, session);
    const until = new Date(session.startsAt);
    await this.messages.send(tx, {
      scheme,
      kind: 'leads-now',
      key: newId<MessageId>(),
      parts,
      until,
      person,
    });
  }

  /**
   * There is room for so many more: as many of those who wait are told, in their order. Whoever was told of this date before,
   * or gets no messages just now, is passed over, so that the place does not stay empty for them.
   */
  async offerRoom(tx: Tx, scheme: SchemeId, session: SessionId, places = 1): Promise<void> {
    let left = places;
    for (const person of await waitingWithRoom(tx, scheme, session)) {
      if (left === 0) return;
      if (await this.placeOffered(tx, scheme, { session, person })) left -= 1;
    }
  }

  /** Somebody who waits, once for each date. False when they were told before, and when they are not told now. */
  private async placeOffered(
    tx: Tx,
    scheme: SchemeId,
    { session: id, person }: { readonly session: SessionId; readonly person: PersonId },
  ): Promise<boolean> {
    const session = await this.sessions.one(tx, scheme, id);
    const parts = await partsOf(tx, scheme, session);
    const until = new Date(session.startsAt);
    const message = { scheme, kind: 'place-offered', key: id, parts, until, person } as const;
    if ((await this.messages.send(tx, message)) === undefined) return false;
    return (await tellingOf(tx, message))?.state !== 'stopped';
  }
}

/** What somebody is told of a date that was moved. */
interface Moved {
  readonly session: SessionView;
  readonly move: Move;
  readonly person: PersonId;
  readonly link: string | undefined;
}

/** When it is by the scheme's own clock, and what and where. */
async function partsOf(tx: Tx, scheme: SchemeId, session: SessionView): Promise<MessageParts> {
  return {
    day: dayInWords(session.occursOn, session.occursOn),
    time: clockInWords(session.startsAt, await zoneOf(tx, scheme)),
    what: session.activityName,
    where: session.meetPlace,
  };
}

/** The same as it was before a move that nobody was told of. */
async function partsBefore(
  tx: Tx,
  scheme: SchemeId,
  session: SessionView,
  move: Move | undefined,
): Promise<MessageParts> {
  const parts = await partsOf(tx, scheme, session);
  if (move === undefined) return parts;
  const time = clockInWords(move.wasStartsAt, await zoneOf(tx, scheme));
  return { ...parts, day: dayInWords(move.wasOn, move.wasOn), time, where: move.wasMeetPlace };
}

function laterOf(one: IsoInstant, other: IsoInstant | undefined): IsoInstant {
  return other !== undefined && isAfter(other, one) ? other : one;
}

async function zoneOf(tx: Tx, scheme: SchemeId): Promise<string> {
  const [row]: { time_zone: string }[] = await tx.query('SELECT time_zone FROM scheme WHERE id = $1', [
    scheme,
  ]);
  return row?.time_zone ?? 'UTC';
}

/** Somebody who would come in vain, and whether they know of the latest change. */
interface Awaiting {
  readonly person: PersonId;
  readonly knowsNow: boolean;
}

/**
 * $1 scheme, $2 session, $3 who called it off, $4 when it was moved and $5 when it was to begin before, where nobody was told.
 * A date that is over concerns nobody. In the order of the people, so that two who tell the same people do not wait for each other.
 */
const AWAITING = `
  SELECT person_id AS person, coalesce(max(answered_at) >= $4::timestamptz, $4::timestamptz IS NULL) AS "knowsNow"
  FROM session s, LATERAL (
    SELECT p.person_id, p.answered_at FROM place p
    WHERE p.scheme_id = s.scheme_id AND p.session_id = s.id AND p.answer IN ('yes', 'maybe', 'waiting')
    UNION ALL SELECT l.person_id, NULL FROM session_leader l WHERE l.scheme_id = s.scheme_id AND l.session_id = s.id) who
  WHERE s.scheme_id = $1 AND s.id = $2 AND person_id <> $3 AND greatest(s.ends_at, $5::timestamptz) > clock_timestamp()
  GROUP BY person_id ORDER BY person_id`;

function awaiting(
  tx: Tx,
  scheme: SchemeId,
  { id, by, move }: { readonly id: SessionId; readonly by: PersonId; readonly move: Move | undefined },
): Promise<readonly Awaiting[]> {
  return tx.query(AWAITING, [scheme, id, by, move?.movedAt ?? null, move?.wasStartsAt ?? null]);
}
