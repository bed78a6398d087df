import { Body, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { CurrentActing, ForPeople, pathFor } from '../identity/index.js';
import { parseId, type SessionId } from '../shared/ids.js';
import { type FieldError, fieldError, goTo, Pages } from '../web/index.js';
import { Answering } from './answering.service.js';
import { TypedAnswer } from './dates.dto.js';
import { Desk } from './desk.service.js';
import { refusedFields } from './form-errors.presenter.js';
import { answersTo, asksStaff, noticeOf, openDate, resultOf } from './open-dates.presenter.js';
import { OpenDatesQueries } from './open-dates.queries.js';
import { ANSWERS } from './place.js';

const CONTROLS = { '': 'answer', '/tellLeader': 'tell_leader' } as const;

/** One date, and what somebody answers about it. An answer can always be changed. */
@ForPeople('dates')
export class DatesPages {
  constructor(
    private readonly pages: Pages,
    private readonly desk: Desk,
    private readonly dates: OpenDatesQueries,
    private readonly answering: Answering,
  ) {}

  @Get(':id')
  async show(
    @CurrentActing() acting: Acting,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.showDate(reply, acting, parseId(id));
  }

  @Post(':id')
  async answer(
    @CurrentActing() acting: Acting,
    @Param('id') id: string,
    @Body() typed: TypedAnswer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sessionId = parseId<SessionId>(id);
    const answer = ANSWERS.find((each) => each === typed.answer);
    const errors =
      answer === undefined
        ? [fieldError('answer', 'places.choose')]
        : await refusedFields(CONTROLS, () =>
            this.desk.act(acting.schemeId, (tx) =>
              this.answering.answerFor(tx, acting, { sessionId, answer, tellLeader: typed.tell_leader }),
            ),
          );
    if (errors.length === 0) goTo(reply, pathFor(acting, `/dates/${sessionId}/answer`));
    else await this.showDate(reply, acting, sessionId, { typed, errors });
  }

  /** What was kept. */
  @Get(':id/answer')
  async result(
    @CurrentActing() acting: Acting,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { date, ...reading } = await this.dates.one(acting, parseId<SessionId>(id));
    if (date.mine === undefined) goTo(reply, pathFor(acting, `/dates/${date.id}`));
    else this.pages.render(reply, 'activities/date-answered', resultOf(date, reading));
  }

  private async showDate(
    reply: FastifyReply,
    acting: Acting,
    id: SessionId,
    sent?: { readonly typed: TypedAnswer; readonly errors: readonly FieldError[] },
  ): Promise<void> {
    const { date, told, ...reading } = await this.dates.one(acting, id);
    const isForSomebody = acting.asked !== undefined;
    const answers = answersTo(date, isForSomebody);
    this.pages.render(reply, 'activities/date', {
      ...openDate(date, reading),
      answers,
      notice: noticeOf(date, isForSomebody),
      asksStaff: asksStaff(date, isForSomebody),
      value: sent?.typed.answer ?? date.mine ?? '',
      tellLeader: sent?.typed.tell_leader ?? told,
      errors: sent?.errors ?? [],
      back: pathFor(acting, '/activities'),
    });
  }
}
