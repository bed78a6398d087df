import { Injectable } from '@nestjs/common';
import { UnitOfWork, type View } from '../database/index.js';
import type { IsoDate, IsoInstant } from '../shared/calendar.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import type { AskedHow, Channel } from './acting.js';
import type { AuditDetails } from './audit-event.js';

/** Somebody looked at another person's record on a day; however often they did, it is one. */
export interface Look {
  readonly day: IsoDate;
  readonly likedName: string;
  readonly role: string;
}

/** What was written down, newest first. */
export interface NotedEvent {
  readonly id: string;
  readonly at: IsoInstant;
  readonly action: string;
  readonly actorId: PersonId | undefined;
  readonly actorName: string | undefined;
  readonly actorRef: string | undefined;
  readonly actorRole: string | undefined;
  readonly personId: PersonId | undefined;
  readonly personName: string | undefined;
  readonly personRef: string | undefined;
  readonly askedHow: AskedHow | undefined;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly channel: Channel;
  readonly correlationId: string;
  readonly details: AuditDetails;
}

/** What is searched for; what is left out is not narrowed down. */
export interface AuditFilter {
  readonly actor?: PersonId | undefined;
  readonly person?: PersonId | undefined;
  /** The same two by a name, a reference or an email address, as somebody typed it. */
  readonly who?: string | undefined;
  readonly whom?: string | undefined;
  /** Begins with this: `person` finds `person.changed` and `person.looked`. */
  readonly action?: string | undefined;
  readonly subject?: { readonly kind: string; readonly id: string } | undefined;
  /** The first and the last day, by the scheme's own clock. */
  readonly from?: IsoDate | undefined;
  readonly to?: IsoDate | undefined;
  /** Of the last three months only. */
  readonly recent?: boolean;
  readonly channel?: Channel | undefined;
  readonly correlationId?: string | undefined;
  /** The `id` of the last one of the page before. */
  readonly before?: string | undefined;
}

const MOST_LOOKS = 500;
const MOST_AT_ONCE = 200;

const LOOKS = `
  SELECT to_char(e.at AT TIME ZONE s.time_zone, 'YYYY-MM-DD') AS day, p.liked_name AS "likedName", e.actor_role AS role
  FROM audit_event e JOIN scheme s ON s.id = e.scheme_id
    JOIN person p ON p.scheme_id = e.scheme_id AND p.id = e.actor_id
  WHERE e.scheme_id = $1 AND e.person_id = $2 AND e.action = 'person.looked'
  GROUP BY 1, 2, 3, e.actor_id ORDER BY 1 DESC, min(e.id) DESC LIMIT $3`;

/** True of whoever has that name, reference or email address; of all when nothing was typed. */
const CALLED = (id: string, text: string): string => `(${text}::text IS NULL OR ${id} IN (
  SELECT n.id FROM person n WHERE n.scheme_id = $1
    AND lower(${text}) IN (lower(n.liked_name), lower(n.liked_name || ' ' || n.surname), lower(n.ref), lower(n.email))))`;

const EVENTS = `
  SELECT e.id::text, to_json(e.at) #>> '{}' AS at, e.action, e.actor_id AS "actorId", a.liked_name AS "actorName",
    a.ref AS "actorRef", p.ref AS "personRef",
    e.actor_role AS "actorRole", e.person_id AS "personId", p.liked_name AS "personName", e.asked_how AS "askedHow",
    e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.channel, e.correlation_id AS "correlationId", e.details
  FROM audit_event e JOIN scheme s ON s.id = e.scheme_id
    LEFT JOIN person a ON a.scheme_id = e.scheme_id AND a.id = e.actor_id
    LEFT JOIN person p ON p.scheme_id = e.scheme_id AND p.id = e.person_id
  WHERE e.scheme_id = $1
    AND ($2::uuid IS NULL OR e.actor_id = $2) AND ($3::uuid IS NULL OR e.person_id = $3)
    AND ($4::text IS NULL OR e.action = $4 OR starts_with(e.action, $4 || '.'))
    AND ($5::text IS NULL OR (e.subject_kind = $5 AND e.subject_id = $6))
    AND ($7::date IS NULL OR e.at >= $7::date::timestamp AT TIME ZONE s.time_zone)
    AND ($8::date IS NULL OR e.at < ($8::date + 1)::timestamp AT TIME ZONE s.time_zone)
    AND ($9::text IS NULL OR e.channel = $9) AND ($10::text IS NULL OR e.correlation_id = $10)
    AND ($11::bigint IS NULL OR e.id < $11)
    AND ${CALLED('e.actor_id', '$13')} AND ${CALLED('e.person_id', '$14')}
    AND ($15::boolean IS NOT TRUE OR e.at > clock_timestamp() - interval '3 months')
  ORDER BY e.id DESC LIMIT $12`;

type Nullable<Row> = { readonly [Key in keyof Row]: undefined extends Row[Key] ? Row[Key] | null : Row[Key] };

/** Questions about what was written down. */
@Injectable()
export class AuditQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** Who looked at the record of that person, newest first: one line for each who looked on each day. */
  async looksAt(scheme: SchemeId, person: PersonId): Promise<readonly Look[]> {
    return this.work.read(scheme, (view) => view.query(LOOKS, [scheme, person, MOST_LOOKS]));
  }

  /** The same in a look of its own. */
  async search(scheme: SchemeId, filter: AuditFilter, limit: number): Promise<readonly NotedEvent[]> {
    return this.work.read(scheme, (view) => this.find(view, scheme, filter, limit));
  }

  /** What was done, newest first; at most `limit`, which is at most 200. */
  async find(view: View, scheme: SchemeId, filter: AuditFilter, limit = 50): Promise<readonly NotedEvent[]> {
    const rows: Nullable<NotedEvent>[] = await view.query(EVENTS, [
      scheme,
      filter.actor,
      filter.person,
      filter.action,
      filter.subject?.kind,
      filter.subject?.id,
      filter.from,
      filter.to,
      filter.channel,
      filter.correlationId,
      filter.before,
      Math.min(limit, MOST_AT_ONCE),
      filter.who,
      filter.whom,
      filter.recent,
    ]);
    return rows.map((row) => ({ ...row, ...actorOf(row), ...personOf(row) }));
  }
}

function actorOf({ actorId, actorName, actorRef, actorRole }: Nullable<NotedEvent>) {
  return {
    actorId: actorId ?? undefined,
    actorName: actorName ?? undefined,
    actorRef: actorRef ?? undefined,
    actorRole: actorRole ?? undefined,
  };
}

function personOf({ personId, personName, personRef, askedHow }: Nullable<NotedEvent>) {
  return {
    personId: personId ?? undefined,
    personName: personName ?? undefined,
    personRef: personRef ?? undefined,
    askedHow: askedHow ?? undefined,
  };
}
