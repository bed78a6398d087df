import { Body, Get, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { CurrentActing, ForPeople, pathFor } from '../identity/index.js';
import { type FieldErrors, goTo, Pages } from '../web/index.js';
import { NewLeadersNote } from './account.dto.js';
import { lengthErrors } from './addresses.http.js';
import { PeopleQueries } from './people.queries.js';
import { People } from './people.service.js';
import { LONGEST_NOTE } from './person.js';

/** What somebody wants leaders to know: they write it themselves, and nobody reads it before they tick that leaders may. */
@ForPeople('account/leaders')
export class AccountLeadersPages {
  constructor(
    private readonly pages: Pages,
    private readonly people: People,
    private readonly queries: PeopleQueries,
  ) {}

  @Get()
  async ask(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const { noteForLeaders = '', noteShared } = await this.queries.one(acting.schemeId, acting.personId);
    this.show(reply, acting, { leaders_note: noteForLeaders, share_note: noteShared ? 'yes' : '' });
  }

  @Post()
  async take(
    @CurrentActing() acting: Acting,
    @Body() value: NewLeadersNote,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const errors = lengthErrors('leaders_note', value.leaders_note, LONGEST_NOTE);
    if (errors.length > 0) {
      this.show(reply, acting, value, errors);
      return;
    }
    await this.people.tellLeaders(acting, value.leaders_note, value.share_note === 'yes');
    goTo(reply, pathFor(acting, '/account'));
  }

  private show(reply: FastifyReply, acting: Acting, value: NewLeadersNote, errors: FieldErrors = []): void {
    const back = pathFor(acting, '/account');
    this.pages.render(reply, 'participants/account-leaders', { value, errors, back });
  }
}
