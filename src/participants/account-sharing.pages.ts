import { Body, Get, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { CurrentActing, ForPeople, pathFor } from '../identity/index.js';
import { fieldError, goTo, Pages } from '../web/index.js';
import { NewSharing } from './account.dto.js';
import { Consents } from './consents.service.js';
import { PERSON_CHOICES } from './people.presenter.js';
import { PeopleQueries } from './people.queries.js';
import { People } from './people.service.js';
import { CONSENTS } from './person.js';

/** Who sees what anyway, and what somebody allows besides: nothing is allowed before they tick it. */
@ForPeople('account/sharing')
export class AccountSharingPages {
  constructor(
    private readonly pages: Pages,
    private readonly people: People,
    private readonly queries: PeopleQueries,
    private readonly consents: Consents,
  ) {}

  @Get()
  async ask(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const { findableByLeaders } = await this.queries.one(acting.schemeId, acting.personId);
    const consents = await this.consents.of(acting.schemeId, acting.personId);
    this.show(reply, acting, { findable_by_leaders: findableByLeaders ? 'yes' : '', consents });
  }

  @Post()
  async take(
    @CurrentActing() acting: Acting,
    @Body() value: NewSharing,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const consents = CONSENTS.filter((each) => value.consents.includes(each));
    if (consents.length < new Set(value.consents).size) {
      this.show(reply, acting, value, true);
      return;
    }
    await this.people.share(acting, value.findable_by_leaders === 'yes', consents);
    goTo(reply, pathFor(acting, '/account'));
  }

  private show(reply: FastifyReply, acting: Acting, value: NewSharing, isWrong = false): void {
    const errors = isWrong ? [fieldError('consents', 'errors.account.choose')] : [];
    const model = {
      value,
      choices: PERSON_CHOICES,
      seen: SEEN_BY,
      errors,
      back: pathFor(acting, '/account'),
    };
    this.pages.render(reply, 'participants/account-sharing', model);
  }
}

/** Who sees something of a person without being asked, in the order of the page. */
const SEEN_BY = ['leaders', 'staff', 'supervisors', 'administrators', 'others', 'funders'];
