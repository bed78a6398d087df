import { Body, Get, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { CurrentActing, ForPeople, pathFor } from '../identity/index.js';
import { type FieldError, fieldError, goTo, Pages } from '../web/index.js';
import { NewFormats, NewMessageDetail, NewName } from './account.dto.js';
import { accountLinks, accountRows } from './account.presenter.js';
import { nameErrors } from './addresses.http.js';
import { PeopleQueries } from './people.queries.js';
import { People } from './people.service.js';
import { FORMATS, MESSAGE_DETAILS } from './person.js';

const BACK = '/account';

/** What the person chose about themselves, one question to a page. */
@ForPeople('account')
export class AccountPages {
  constructor(
    private readonly pages: Pages,
    private readonly people: People,
    private readonly queries: PeopleQueries,
  ) {}

  @Get()
  async show(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const person = await this.queries.one(acting.schemeId, acting.personId);
    const model = { rows: accountRows(acting, person), links: accountLinks(acting, person) };
    this.pages.render(reply, 'participants/account', model);
  }

  @Get('name')
  async askName(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const { likedName } = await this.queries.one(acting.schemeId, acting.personId);
    this.showName(reply, acting, { value: likedName });
  }

  @Post('name')
  async takeName(
    @CurrentActing() acting: Acting,
    @Body() { liked_name: value }: NewName,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const errors = nameErrors(value, 'errors.account.name');
    if (errors.length > 0) {
      this.showName(reply, acting, { value, errors });
      return;
    }
    await this.people.call(acting, value);
    goTo(reply, pathFor(acting, BACK));
  }

  @Get('messages')
  async askDetail(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const { messageDetail } = await this.queries.one(acting.schemeId, acting.personId);
    this.showDetail(reply, acting, { value: messageDetail });
  }

  @Post('messages')
  async takeDetail(
    @CurrentActing() acting: Acting,
    @Body() { message_detail: value }: NewMessageDetail,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const detail = MESSAGE_DETAILS.find((each) => each === value);
    if (detail === undefined) {
      const errors = [fieldError('message_detail', 'errors.account.choose')];
      this.showDetail(reply, acting, { value, errors });
      return;
    }
    await this.people.sayInMessages(acting, detail);
    goTo(reply, pathFor(acting, BACK));
  }

  @Get('formats')
  async askFormats(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const { formats } = await this.queries.one(acting.schemeId, acting.personId);
    this.showFormats(reply, acting, { values: formats });
  }

  @Post('formats')
  async takeFormats(
    @CurrentActing() acting: Acting,
    @Body() { formats: values }: NewFormats,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const formats = FORMATS.filter((each) => values.includes(each));
    if (formats.length < new Set(values).size) {
      this.showFormats(reply, acting, { values, errors: [fieldError('formats', 'errors.account.choose')] });
      return;
    }
    await this.people.chooseFormats(acting, formats);
    goTo(reply, pathFor(acting, BACK));
  }

  private showName(reply: FastifyReply, acting: Acting, shown: Shown<string>): void {
    this.pages.render(reply, 'participants/account-name', { ...shown, back: pathFor(acting, BACK) });
  }

  private showDetail(reply: FastifyReply, acting: Acting, shown: Shown<string>): void {
    this.pages.render(reply, 'participants/account-messages', { ...shown, back: pathFor(acting, BACK) });
  }

  private showFormats(reply: FastifyReply, acting: Acting, shown: ShownMany): void {
    this.pages.render(reply, 'participants/account-formats', { ...shown, back: pathFor(acting, BACK) });
  }
}

interface Shown<Value> {
  readonly value: Value;
  readonly errors?: readonly FieldError[];
}

interface ShownMany {
  readonly values: readonly string[];
  readonly errors?: readonly FieldError[];
}
