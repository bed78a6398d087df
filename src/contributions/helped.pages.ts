import { Body, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { CurrentActing, ForPeople, pathFor } from '../identity/index.js';
import { typedDayOf } from '../shared/day-words.js';
import { type ContributionId, parseId } from '../shared/ids.js';
import { type FieldError, fieldError, goTo, Pages, t } from '../web/index.js';
import { LONGEST_WHO_KNOWS, tidy } from './contribution.js';
import { ContributionDrafts, type Draft } from './contribution-drafts.service.js';
import { readChoice, readLength, readWhen, type TypedWhen, whenOf, wrongWithWhat } from './helped-form.js';
import { WhatForm, WhenForm, WhoForm } from './helped.dto.js';
import { checkRows, errorsOf, LENGTH_WRONG, NO_DAY, placesOf } from './helped.presenter.js';

/** Somebody says that they helped: a question to a page, and every answer is kept. */
@ForPeople('me/helped')
export class HelpedPages {
  constructor(
    private readonly pages: Pages,
    private readonly drafts: ContributionDrafts,
  ) {}

  /** Whoever takes no part reads why not, before they have answered anything. */
  @Get('new')
  async askWhat(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    if (!(await this.drafts.mayTell(acting))) {
      goTo(reply, placesOf(acting).me);
      return;
    }
    const { draft } = await this.drafts.of(acting);
    const own = draft?.choice === 'other' ? draft.what : '';
    this.showWhat(reply, acting, { choice: draft?.choice ?? '', own }, []);
  }

  @Post('new')
  async takeWhat(
    @CurrentActing() acting: Acting,
    @Body() form: WhatForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const own = tidy(form.own);
    const errors = errorsOf(wrongWithWhat(form.choice, own), own.length);
    const choice = readChoice(form.choice);
    if (choice === undefined || errors.length > 0) {
      this.showWhat(reply, acting, form, errors);
      return;
    }
    await this.drafts.keep(acting, { choice, what: choice === 'other' ? own : t(`helped.what.${choice}`) });
    goTo(reply, placesOf(acting).when);
  }

  @Get('new/when')
  async askWhen(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const { draft, today } = await this.drafts.of(acting);
    const when = whenOf(draft?.occurredOn, today);
    const day = when === 'another' && draft?.occurredOn !== undefined ? typedDayOf(draft.occurredOn) : NO_DAY;
    this.showWhen(reply, acting, { when, day, length: draft?.length ?? '' }, []);
  }

  @Post('new/when')
  async takeWhen(
    @CurrentActing() acting: Acting,
    @Body() { when, length, ...parts }: WhenForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = {
      when,
      length,
      day: { day: parts.day_day, month: parts.day_month, year: parts.day_year },
    };
    const { today } = await this.drafts.of(acting);
    const occurredOn = readWhen(typed, today);
    const read = readLength(length);
    if (typeof occurredOn !== 'string' || read === undefined) {
      const wrong = typeof occurredOn === 'string' ? [] : [occurredOn];
      this.showWhen(
        reply,
        acting,
        typed,
        errorsOf([...wrong, ...(read === undefined ? [LENGTH_WRONG] : [])]),
      );
      return;
    }
    await this.drafts.keep(acting, { occurredOn, length: read });
    goTo(reply, placesOf(acting).who);
  }

  @Get('new/who')
  async askWho(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const { draft } = await this.drafts.of(acting);
    this.showWho(reply, acting, draft?.whoKnows ?? '', []);
  }

  @Post('new/who')
  async takeWho(
    @CurrentActing() acting: Acting,
    @Body() form: WhoForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const whoKnows = tidy(form.who);
    const count = whoKnows.length - LONGEST_WHO_KNOWS;
    if (count > 0) {
      const limit = LONGEST_WHO_KNOWS;
      this.showWho(reply, acting, form.who, [fieldError('who', 'errors.text.long', { limit, count })]);
      return;
    }
    await this.drafts.keep(acting, { whoKnows });
    goTo(reply, placesOf(acting).check);
  }

  @Get('new/check')
  async check(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const { draft, today } = await this.drafts.of(acting);
    const places = placesOf(acting);
    const first = firstQuestion(draft);
    if (draft === undefined || first !== undefined) {
      goTo(reply, places[first ?? 'what']);
      return;
    }
    const rows = checkRows(draft, { today, places });
    this.pages.render(reply, 'contributions/helped-check', { rows, action: places.check, back: places.who });
  }

  @Post('new/check')
  async send(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    await this.drafts.send(acting);
    goTo(reply, pathFor(acting, '/me/helped/sent'));
  }

  @Get('sent')
  sent(@Res() reply: FastifyReply): void {
    this.pages.render(reply, 'contributions/helped-sent');
  }

  @Post(':id/take-back')
  async takeBack(
    @CurrentActing() acting: Acting,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.drafts.takeBack(acting, parseId<ContributionId>(id));
    goTo(reply, pathFor(acting, '/me'));
  }

  private showWhat(
    reply: FastifyReply,
    acting: Acting,
    { choice, own }: WhatForm,
    errors: readonly FieldError[],
  ): void {
    const places = placesOf(acting);
    this.pages.render(reply, 'contributions/helped-what', {
      choice,
      own,
      errors,
      action: places.what,
      back: places.me,
    });
  }

  private showWhen(
    reply: FastifyReply,
    acting: Acting,
    typed: TypedWhen,
    errors: readonly FieldError[],
  ): void {
    const places = placesOf(acting);
    this.pages.render(reply, 'contributions/helped-when', {
      typed,
      errors,
      action: places.when,
      back: places.what,
    });
  }

  private showWho(reply: FastifyReply, acting: Acting, who: string, errors: readonly FieldError[]): void {
    const places = placesOf(acting);
    this.pages.render(reply, 'contributions/helped-who', {
      who,
      errors,
      action: places.who,
      back: places.when,
    });
  }
}

/** The first question that has no answer yet. */
function firstQuestion(draft: Draft | undefined): 'what' | 'when' | undefined {
  if (draft === undefined || draft.what === '') return 'what';
  return draft.occurredOn === undefined || draft.length === undefined ? 'when' : undefined;
}
