import { Injectable } from '@nestjs/common';
import { type Acting, Audit } from '../audit/index.js';
import { UnitOfWork } from '../database/index.js';
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

/**
 * Changes what people chose: they themselves, or staff whom they asked. Each change is written down with who made it, and
 * refuses with `unknown-person` whom the scheme does not know.
 */
@Injectable()
export class People {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** Refuses with `bad-person` a name that is empty or longer than 40 characters. */
  async call(acting: Acting, likedName: string): Promise<void> {
    const name = readLikedName(likedName);
    if (name === undefined) throw badPerson([{ pointer: '/likedName', detail: NAME_LENGTH }]);
    await this.set(acting, 'name', { columns: 'liked_name = $3', values: [name] });
  }

  /** Refuses with `bad-person`, `email-taken` or `phone-taken`. */
  async reach(acting: Acting, { contact, email, phone }: NewContact): Promise<void> {
    const readable = {
      email: email === undefined ? null : readEmail(email),
      phone: phone === undefined ? null : readPhone(phone),
    };
    if (readable.email === undefined) throw badPerson([{ pointer: '/email', detail: EMAIL_SHAPE }]);
    if (readable.phone === undefined) throw badPerson([{ pointer: '/phone', detail: PHONE_SHAPE }]);
    const columns = 'contact = $3, email = coalesce($4, email), phone = coalesce($5, phone)';
    await this.set(acting, 'reach', { columns, values: [contact, readable.email, readable.phone] });
  }

  /** How much messages may say. */
  async sayInMessages(acting: Acting, detail: MessageDetail): Promise<void> {
    await this.set(acting, 'messages', { columns: 'message_detail = $3', values: [detail] });
  }

  async chooseFormats(acting: Acting, formats: readonly Format[]): Promise<void> {
    await this.set(acting, 'formats', { columns: 'formats = $3', values: [[...new Set(formats)]] });
  }

  private async set(acting: Acting, what: string, { columns, values }: Change): Promise<void> {
    await this.work.write(
      acting.schemeId,
      async (tx) => {
        const changed: unknown = await tx.query(
          `UPDATE person SET ${columns} WHERE scheme_id = $1 AND id = $2 RETURNING id`,
          [acting.schemeId, acting.personId, ...values],
        );
        if (isEmptyAnswer(changed)) throw unknownPerson();
        await this.audit.note(tx, {
          by: acting,
          action: 'person.changed',
          subject: { kind: 'person', id: acting.personId },
          details: { what },
        });
      },
      { keyed: true },
    );
  }
}

/** `columns` is SQL of our own, whose values begin at $3. */
interface Change {
  readonly columns: string;
  readonly values: readonly unknown[];
}

/** TypeORM answers an UPDATE with its rows and their number. */
function isEmptyAnswer(answer: unknown): boolean {
  return Array.isArray(answer) && answer[1] === 0;
}
