import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/index.js';
import { type MessageParts, Messages } from '../messages/index.js';
import { clockInWords, dayInWords } from '../shared/day-words.js';
import { type MessageId, newId, type PersonId, type SchemeId, type SessionId } from '../shared/ids.js';
import type { Move } from './moves.statements.js';
import type { PlaceAnswer } from './place.js';
import type { SessionView } from './session.js';
import { SessionsQueries } from './sessions.queries.js';

/** Tells people about dates, each the way they chose, in the transaction of what happened. */
@Injectable()
export class Telling {
  constructor(
    private readonly messages: Messages,
    private readonly sessions: SessionsQueries,
  ) {}

  /** Everybody who said yes or maybe, or waits: once, with the reason. Nobody when it is over already. */
  async calledOff(tx: Tx, scheme: SchemeId, id: SessionId): Promise<SessionView> {
    const session = await this.sessions.one(tx, scheme, id);
    const until = new Date(session.endsAt);
    const people = await answered(tx, scheme, id, ['yes', 'maybe', 'waiting']);
    if (people.length === 0) return session;
    const parts = { ...(await partsOf(tx, scheme, session)), why: session.calledOff?.reason ?? '' };
    await this.messages.sendToAll(tx, people, { scheme, kind: 'date-called-off', key: id, parts, until });
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

  /** Somebody who waits, once for each date. False when they were told before. */
  async placeOffered(
    tx: Tx,
    scheme: SchemeId,
    { session: id, person }: { readonly session: SessionId; readonly person: PersonId },
  ): Promise<boolean> {
    const session = await this.sessions.one(tx, scheme, id);
    const parts = await partsOf(tx, scheme, session);
    const until = new Date(session.startsAt);
    const message = { scheme, kind: 'place-offered', key: id, parts, until, person } as const;
    return (await this.messages.send(tx, message)) !== undefined;
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

async function zoneOf(tx: Tx, scheme: SchemeId): Promise<string> {
  const [row]: { time_zone: string }[] = await tx.query('SELECT time_zone FROM scheme WHERE id = $1', [
    scheme,
  ]);
  return row?.time_zone ?? 'UTC';
}

/** Who gave one of these answers and may still come: a date that is over concerns nobody. */
async function answered(
  tx: Tx,
  scheme: SchemeId,
  session: SessionId,
  answers: readonly PlaceAnswer[],
): Promise<readonly PersonId[]> {
  const rows: { person_id: PersonId }[] = await tx.query(
    `SELECT p.person_id FROM place p JOIN session s ON s.scheme_id = p.scheme_id AND s.id = p.session_id
     WHERE p.scheme_id = $1 AND p.session_id = $2 AND p.answer = ANY ($3) AND s.ends_at > clock_timestamp()
     ORDER BY p.person_id`,
    [scheme, session, answers],
  );
  return rows.map(({ person_id }) => person_id);
}
