import { Injectable } from '@nestjs/common';
import { UnitOfWork, type View } from '../database/index.js';
import type { IsoDate } from '../shared/calendar.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { unknownPerson } from './participants.errors.js';
import type { Contact, Format, MessageDetail, TakingPart } from './person.js';

/** Somebody as they see themselves, and as staff see them. */
export interface Person {
  readonly id: PersonId;
  readonly ref: string;
  readonly likedName: string;
  readonly surname: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly contact: Contact;
  readonly messageDetail: MessageDetail;
  readonly formats: readonly Format[];
  readonly noteForLeaders: string | undefined;
  readonly noteShared: boolean;
  readonly findableByLeaders: boolean;
  readonly takingPart: TakingPart;
  readonly joinedOn: IsoDate;
  readonly leftOn: IsoDate | undefined;
}

interface PersonRow {
  readonly id: PersonId;
  readonly ref: string;
  readonly liked_name: string;
  readonly surname: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly contact: Contact;
  readonly message_detail: MessageDetail;
  readonly formats: readonly Format[];
  readonly note_for_leaders: string | null;
  readonly note_shared: boolean;
  readonly findable_by_leaders: boolean;
  readonly taking_part: TakingPart;
  readonly joined_on: IsoDate;
  readonly left_on: IsoDate | null;
}

/** Questions about people. Each names its scheme; a person of another scheme is as unknown as one who is not there. */
@Injectable()
export class PeopleQueries {
  constructor(private readonly work: UnitOfWork) {}

  /** That person; refuses with `unknown-person`. */
  async one(scheme: SchemeId, person: PersonId): Promise<Person> {
    return this.work.read(scheme, (view) => personIn(view, scheme, person));
  }

  /** What that person likes to be called; nothing when the scheme does not know them. */
  async likedName(scheme: SchemeId, person: PersonId): Promise<string | undefined> {
    const rows: { liked_name: string }[] = await this.work.read(scheme, (view) =>
      view.query('SELECT liked_name FROM person WHERE scheme_id = $1 AND id = $2', [scheme, person]),
    );
    return rows[0]?.liked_name;
  }
}

/** That person, inside an open transaction; refuses with `unknown-person`. */
export async function personIn(view: View, scheme: SchemeId, person: PersonId): Promise<Person> {
  const [row]: PersonRow[] = await view.query(
    `SELECT id, ref, liked_name, surname, email, phone, contact, message_detail, formats, note_for_leaders, note_shared,
       findable_by_leaders, taking_part, joined_on::text, left_on::text
     FROM person WHERE scheme_id = $1 AND id = $2`,
    [scheme, person],
  );
  if (row === undefined) throw unknownPerson();
  return personOf(row);
}

function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    ref: row.ref,
    likedName: row.liked_name,
    surname: row.surname ?? undefined,
    email: row.email ?? undefined,
    phone: row.phone ?? undefined,
    contact: row.contact,
    messageDetail: row.message_detail,
    formats: row.formats,
    noteForLeaders: row.note_for_leaders ?? undefined,
    noteShared: row.note_shared,
    findableByLeaders: row.findable_by_leaders,
    takingPart: row.taking_part,
    joinedOn: row.joined_on,
    leftOn: row.left_on ?? undefined,
  };
}
