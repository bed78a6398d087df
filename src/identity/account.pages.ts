import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { FORMATS, MESSAGE_DETAILS, People, PeopleQueries, readLikedName } from '../participants/index.js';
import { type FieldError, fieldError, Pages } from '../web/index.js';
import { NewFormats, NewMessageDetail, NewName } from './account.dto.js';
import { accountRows } from './account.presenter.js';
import type { Actor } from './actor.js';
import { Allow } from './allow.decorator.js';
import { CurrentActor } from './current-actor.decorator.js';
import { ROLES } from './role.js';
import { goTo } from './sign-in.pages.js';

const BACK = '/account';

/** What the person chose about themselves, one question to a page. */
@ApiExcludeController()
@Allow(...ROLES)
@Controller('account')
export class AccountPages {
  constructor(
    private readonly pages: Pages,
    private readonly people: People,
    private readonly queries: PeopleQueries,
  ) {}

  @Get()
  async show(@CurrentActor() { schemeId, personId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const rows = accountRows(await this.queries.one(schemeId, personId));
    this.pages.render(reply, 'identity/account', { rows });
  }

  @Get('name')
  async askName(@CurrentActor() { schemeId, personId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { likedName } = await this.queries.one(schemeId, personId);
    this.showName(reply, likedName, []);
  }

  @Post('name')
  async takeName(
    @CurrentActor() { schemeId, personId }: Actor,
    @Body() { liked_name: name }: NewName,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (readLikedName(name) === undefined) {
      this.showName(reply, name, [nameError(name)]);
      return;
    }
    await this.people.call(schemeId, personId, name);
    goTo(reply, BACK);
  }

  @Get('messages')
  async askDetail(@CurrentActor() { schemeId, personId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { messageDetail } = await this.queries.one(schemeId, personId);
    this.showDetail(reply, messageDetail, []);
  }

  @Post('messages')
  async takeDetail(
    @CurrentActor() { schemeId, personId }: Actor,
    @Body() { message_detail: typed }: NewMessageDetail,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const detail = MESSAGE_DETAILS.find((each) => each === typed);
    if (detail === undefined) {
      this.showDetail(reply, typed, [fieldError('message_detail', 'errors.account.choose')]);
      return;
    }
    await this.people.sayInMessages(schemeId, personId, detail);
    goTo(reply, BACK);
  }

  @Get('formats')
  async askFormats(@CurrentActor() { schemeId, personId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { formats } = await this.queries.one(schemeId, personId);
    this.showFormats(reply, formats, []);
  }

  @Post('formats')
  async takeFormats(
    @CurrentActor() { schemeId, personId }: Actor,
    @Body() { formats: typed }: NewFormats,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const formats = FORMATS.filter((each) => typed.includes(each));
    if (formats.length < new Set(typed).size) {
      this.showFormats(reply, typed, [fieldError('formats', 'errors.account.choose')]);
      return;
    }
    await this.people.chooseFormats(schemeId, personId, formats);
    goTo(reply, BACK);
  }

  private showName(reply: FastifyReply, value: string, errors: readonly FieldError[]): void {
    this.pages.render(reply, 'identity/account-name', { value, errors, back: BACK });
  }

  private showDetail(reply: FastifyReply, value: string, errors: readonly FieldError[]): void {
    this.pages.render(reply, 'identity/account-messages', {
      value,
      details: MESSAGE_DETAILS,
      errors,
      back: BACK,
    });
  }

  private showFormats(reply: FastifyReply, values: readonly string[], errors: readonly FieldError[]): void {
    this.pages.render(reply, 'identity/account-formats', { values, formats: FORMATS, errors, back: BACK });
  }
}

function nameError(name: string): FieldError {
  const count = name.trim().length - 40;
  return count > 0
    ? fieldError('liked_name', 'errors.text.long', { limit: 40, count })
    : fieldError('liked_name', 'errors.account.name');
}
