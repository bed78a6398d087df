import { Body, Get, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { CurrentActing, ForPeople, pathFor } from '../identity/index.js';
import { DomainError } from '../shared/domain-error.js';
import { type FieldError, fieldError, goTo, Pages } from '../web/index.js';
import { NewReach } from './account.dto.js';
import { addressErrors } from './addresses.http.js';
import { PeopleQueries } from './people.queries.js';
import { type NewContact, People } from './people.service.js';
import { CONTACTS } from './person.js';

/** How the person wants to be reached: the way, and the address when that way needs one. */
@ForPeople('account/reach')
export class AccountReachPages {
  constructor(
    private readonly pages: Pages,
    private readonly people: People,
    private readonly queries: PeopleQueries,
  ) {}

  @Get()
  async ask(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const { contact, phone = '', email = '' } = await this.queries.one(acting.schemeId, acting.personId);
    this.show(reply, acting, { value: { contact, phone, email } });
  }

  @Post()
  async take(
    @CurrentActing() acting: Acting,
    @Body() value: NewReach,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const contact = CONTACTS.find((each) => each === value.contact);
    const wrong = contact === undefined ? [CHOOSE] : addressErrors(contact, value);
    if (contact === undefined || wrong.length > 0) this.show(reply, acting, { value, errors: wrong });
    else if (await this.isKept(acting, { contact, ...given(value) }))
      goTo(reply, pathFor(acting, '/account'));
    else {
      const errors = [fieldError(contact === 'email' ? 'email' : 'phone', 'errors.account.taken')];
      this.show(reply, acting, { value, errors });
    }
  }

  /** False when somebody else has the address. */
  private async isKept(acting: Acting, change: NewContact): Promise<boolean> {
    try {
      await this.people.reach(acting, change);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.refusal === 'conflict') return false;
      throw error;
    }
  }

  private show(reply: FastifyReply, acting: Acting, shown: Shown): void {
    this.pages.render(reply, 'participants/account-reach', { ...shown, back: pathFor(acting, '/account') });
  }
}

interface Shown {
  readonly value: NewReach;
  readonly errors?: readonly FieldError[];
}

const CHOOSE = fieldError('contact', 'errors.account.choose');

function given({ phone, email }: NewReach): Pick<NewContact, 'phone' | 'email'> {
  return {
    ...(phone.trim() === '' ? {} : { phone }),
    ...(email.trim() === '' ? {} : { email }),
  };
}
