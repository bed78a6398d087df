import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  CONTACTS,
  isUkMobile,
  type NewContact,
  People,
  PeopleQueries,
  readEmail,
  readPhone,
} from '../participants/index.js';
import { DomainError } from '../shared/domain-error.js';
import { type FieldError, fieldError, Pages } from '../web/index.js';
import { NewReach } from './account.dto.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { CurrentActor } from './current-actor.decorator.js';
import { ROLES } from './role.js';
import { goTo } from './sign-in.pages.js';

/** How the person wants to be reached: the way, and the address when that way needs one. */
@ApiExcludeController()
@Allow(...ROLES)
@Controller('account/reach')
export class AccountReachPages {
  constructor(
    private readonly pages: Pages,
    private readonly people: People,
    private readonly queries: PeopleQueries,
  ) {}

  @Get()
  async ask(@CurrentActor() { schemeId, personId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { contact, phone = '', email = '' } = await this.queries.one(schemeId, personId);
    this.show(reply, { contact, phone, email }, []);
  }

  @Post()
  async take(
    @CurrentActor() { schemeId, personId }: Actor,
    @Body() typed: NewReach,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const contact = CONTACTS.find((each) => each === typed.contact);
    const errors = contact === undefined ? [CHOOSE] : addressErrors(contact, typed);
    if (contact === undefined || errors.length > 0) this.show(reply, typed, errors);
    else if (await this.isKept(schemeId, personId, { contact, ...given(typed) })) goTo(reply, '/account');
    else
      this.show(reply, typed, [fieldError(contact === 'email' ? 'email' : 'phone', 'errors.account.taken')]);
  }

  /** False when somebody else has the address. */
  private async isKept(
    scheme: Actor['schemeId'],
    person: Actor['personId'],
    change: NewContact,
  ): Promise<boolean> {
    try {
      await this.people.reach(scheme, person, change);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.refusal === 'conflict') return false;
      throw error;
    }
  }

  private show(reply: FastifyReply, value: NewReach, errors: readonly FieldError[]): void {
    const model = { value, contacts: CONTACTS, errors, back: '/account' };
    this.pages.render(reply, 'identity/account-reach', model);
  }
}

const CHOOSE = fieldError('contact', 'errors.account.choose');

/** An address that was typed is looked at also when the chosen way does not need it. */
function addressErrors(contact: (typeof CONTACTS)[number], typed: NewReach): readonly FieldError[] {
  const isPhoneWrong = isWrong(typed.phone, contact === 'phone' || contact === 'text', (text) => {
    const phone = readPhone(text);
    return phone !== undefined && (contact !== 'text' || isUkMobile(phone));
  });
  const isEmailWrong = isWrong(typed.email, contact === 'email', (text) => readEmail(text) !== undefined);
  return [
    ...(isPhoneWrong ? [fieldError('phone', 'errors.phone.format')] : []),
    ...(isEmailWrong ? [fieldError('email', 'errors.email.format')] : []),
  ];
}

function isWrong(typed: string, isNeeded: boolean, isRight: (typed: string) => boolean): boolean {
  return typed.trim() === '' ? isNeeded : !isRight(typed);
}

function given({ phone, email }: NewReach): Pick<NewContact, 'phone' | 'email'> {
  return {
    ...(phone.trim() === '' ? {} : { phone }),
    ...(email.trim() === '' ? {} : { email }),
  };
}
