import { Injectable } from '@nestjs/common';
import { type Acting, Audit } from '../audit/index.js';
import { type Tx, UnitOfWork } from '../database/index.js';
import { Consents } from './consents.service.js';
import { addressOfStaff, unknownPerson } from './participants.errors.js';
import { IS_STAFF } from './people.sql.js';
import {
  badPerson,
  type Consent,
  type Contact,
  EMAIL_SHAPE,
  type Format,
  type MessageDetail,
  NAME_LENGTH,
  NOTE_LENGTH,
  PHONE_SHAPE,
  readEmail,
  readLikedName,
  readNote,
  readPhone,
  TAKING_PART,
  type TakingPart,
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
    private readonly consents: Consents,
  ) {}

  /** Refuses with `bad-person` a name that is empty or longer than 40 characters. */
  async call(acting: Acting, likedName: string): Promise<void> {
    const name = readLikedName(likedName);
    if (name === undefined) throw badPerson([{ pointer: '/likedName', detail: NAME_LENGTH }]);
    await this.set(acting, 'name', { columns: 'liked_name = $3', values: [name] });
  }

  /** Refuses with `bad-person`, `email-taken`, `phone-taken`, and `address-of-staff` what only an administrator changes. */
  async reach(acting: Acting, { contact, email, phone }: NewContact): Promise<void> {
    const readable = {
      email: email === undefined ? null : readEmail(email),
      phone: phone === undefined ? null : readPhone(phone),
    };
    if (readable.email === undefined) throw badPerson([{ pointer: '/email', detail: EMAIL_SHAPE }]);
    if (readable.phone === undefined) throw badPerson([{ pointer: '/phone', detail: PHONE_SHAPE }]);
    const columns = 'contact = $3, email = coalesce($4, email), phone = coalesce($5, phone)';
    const values = [contact, readable.email, readable.phone];
    await this.set(acting, 'reach', { columns, values, isGuarded: true });
  }

  /** How much messages may say. */
  async sayInMessages(acting: Acting, detail: MessageDetail): Promise<void> {
    await this.set(acting, 'messages', { columns: 'message_detail = $3', values: [detail] });
  }

  async chooseFormats(acting: Acting, formats: readonly Format[]): Promise<void> {
    await this.set(acting, 'formats', { columns: 'formats = $3', values: [[...new Set(formats)]] });
  }

  /** What they want leaders to know, and whether leaders may read it. Refuses with `bad-person` more than 200 characters. */
  async tellLeaders(acting: Acting, text: string, isShared: boolean): Promise<void> {
    const note = readNote(text);
    if (note === undefined) throw badPerson([{ pointer: '/noteForLeaders', detail: NOTE_LENGTH }]);
    const columns = "note_for_leaders = nullif($3, ''), note_shared = $4 AND $3 <> ''";
    await this.set(acting, 'note-for-leaders', { columns, values: [note, isShared] });
  }

  /** What others may see of them: whether leaders find them by name, and what they say yes to. */
  async share(acting: Acting, isFindable: boolean, consents: readonly Consent[]): Promise<void> {
    const change = { columns: 'findable_by_leaders = $3', values: [isFindable] };
    await this.set(acting, 'sharing', change, (tx) => this.consents.choose(tx, acting, consents));
  }

  /** No messages from now on. Their galaxies stay, and they come back by saying so. */
  async takeABreak(acting: Acting): Promise<void> {
    await this.become(acting, 'taking-a-break', ['joining', 'taking-part', 'taking-a-break']);
  }

  /** Back from a break. Whoever takes part already stays as they are. */
  async comeBack(acting: Acting): Promise<void> {
    await this.become(acting, 'taking-part', ['joining', 'taking-part', 'taking-a-break']);
  }

  /** They leave: whatever they are signed in on is signed out with the same step. */
  async leave(acting: Acting): Promise<void> {
    await this.become(acting, 'left', TAKING_PART);
  }

  private async become(acting: Acting, state: TakingPart, from: readonly TakingPart[]): Promise<void> {
    const columns = 'taking_part = CASE WHEN taking_part = ANY ($4) THEN $3 ELSE taking_part END';
    await this.set(acting, state, { columns, values: [state, from], isGuarded: true });
  }

  private async set(
    acting: Acting,
    what: string,
    { columns, values, isGuarded = false }: Change,
    andThen: (tx: Tx) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    await this.work.write(
      acting.schemeId,
      async (tx) => {
        if (isGuarded) await this.expectOwnAddress(tx, acting);
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
        await andThen(tx);
      },
      { keyed: true },
    );
  }

  /** Whoever could change where a member of staff gets their code could sign in as them. */
  async expectOwnAddress(tx: Tx, { schemeId, personId, doer }: Acting): Promise<void> {
    if (doer.personId === personId || doer.roles.includes('administrator')) return;
    const found: unknown[] = await tx.query(IS_STAFF, [schemeId, personId]);
    if (found.length > 0) throw addressOfStaff();
  }
}

/** `columns` is SQL of our own, whose values begin at $3. */
interface Change {
  readonly columns: string;
  readonly values: readonly unknown[];
  /** Of a member of staff only an administrator changes it. */
  readonly isGuarded?: boolean;
}

/** TypeORM answers an UPDATE with its rows and their number. */
function isEmptyAnswer(answer: unknown): boolean {
  return Array.isArray(answer) && answer[1] === 0;
}
