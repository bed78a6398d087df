import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import type { PersonId, SchemeId } from '../shared/ids.js';
import { unknownPerson } from './participants.errors.js';
import {
  badPerson,
  type Contact,
  EMAIL_SHAPE,
  type Format,
  type MessageDetail,
  NAME_LENGTH,
  PHONE_SHAPE,
  readEmail,
  readLikedName,
  readPhone,
} from './person.js';

/** How to reach somebody from now on. An address that is left out is kept as it is. */
export interface NewContact {
  readonly contact: Contact;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** Changes what people chose. Each refuses with `unknown-person` whom the scheme does not know. */
@Injectable()
export class People {
  constructor(private readonly work: UnitOfWork) {}

  /** Refuses with `bad-person` a name that is empty or longer than 40 characters. */
  async call(scheme: SchemeId, person: PersonId, likedName: string): Promise<void> {
    const name = readLikedName(likedName);
    if (name === undefined) throw badPerson([{ pointer: '/likedName', detail: NAME_LENGTH }]);
    await this.set(scheme, person, 'liked_name = $3', [name]);
  }

  /** Refuses with `bad-person`, `email-taken` or `phone-taken`. */
  async reach(scheme: SchemeId, person: PersonId, { contact, email, phone }: NewContact): Promise<void> {
    const readable = {
      email: email === undefined ? null : readEmail(email),
      phone: phone === undefined ? null : readPhone(phone),
    };
    if (readable.email === undefined) throw badPerson([{ pointer: '/email', detail: EMAIL_SHAPE }]);
    if (readable.phone === undefined) throw badPerson([{ pointer: '/phone', detail: PHONE_SHAPE }]);
    const set = 'contact = $3, email = coalesce($4, email), phone = coalesce($5, phone)';
    await this.set(scheme, person, set, [contact, readable.email, readable.phone]);
  }

  /** How much messages may say. */
  async sayInMessages(scheme: SchemeId, person: PersonId, detail: MessageDetail): Promise<void> {
    await this.set(scheme, person, 'message_detail = $3', [detail]);
  }

  async chooseFormats(scheme: SchemeId, person: PersonId, formats: readonly Format[]): Promise<void> {
    await this.set(scheme, person, 'formats = $3', [[...new Set(formats)]]);
  }

  /** `columns` is SQL of our own, whose values begin at $3. */
  private async set(
    scheme: SchemeId,
    person: PersonId,
    columns: string,
    values: readonly unknown[],
  ): Promise<void> {
    await this.work.write(
      scheme,
      async (tx) => {
        const changed: unknown = await tx.query(
          `UPDATE person SET ${columns} WHERE scheme_id = $1 AND id = $2 RETURNING id`,
          [scheme, person, ...values],
        );
        if (isEmptyAnswer(changed)) throw unknownPerson();
      },
      { keyed: true },
    );
  }
}

/** TypeORM answers an UPDATE with its rows and their number. */
function isEmptyAnswer(answer: unknown): boolean {
  return Array.isArray(answer) && answer[1] === 0;
}
