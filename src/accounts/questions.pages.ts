import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Audit } from '../audit/index.js';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { tellingWords } from '../messages/index.js';
import { dayInWords } from '../shared/day-words.js';
import { parseId, type QuestionId } from '../shared/ids.js';
import { type FieldError, fieldError, goTo, Pages, t } from '../web/index.js';
import { sayingOf } from './line.js';
import { amountOf, wordsOf } from './line.presenter.js';
import { AnswerForm } from './me.dto.js';
import { type AskedLine, QuestionAnswers } from './question-answers.service.js';
import { LONGEST_ANSWER } from './question.js';
import { dayOf } from './why.presenter.js';

const LIST = '/staff/questions';

/** Staff answer what people ask about their lines. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/questions')
export class QuestionsPages {
  constructor(
    private readonly pages: Pages,
    private readonly questions: QuestionAnswers,
    private readonly audit: Audit,
  ) {}

  @Get()
  async list(@CurrentActor() { schemeId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { questions, here } = await this.questions.waiting(schemeId);
    this.pages.render(reply, 'accounts/questions', {
      back: '/staff',
      items: questions.map(({ id, personName: name, lookBy }) => ({
        href: `${LIST}/${id}`,
        text: t('questions.item', { name, day: dayInWords(lookBy, here.today) }),
      })),
    });
  }

  @Get(':id')
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.questions.one(actor.schemeId, parseId<QuestionId>(id));
    await this.audit.looked(actor.schemeId, actor, asked.question.personId);
    this.show(reply, actor, asked, { answer: '', errors: [] });
  }

  @Post(':id')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { answer }: AnswerForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.questions.one(actor.schemeId, parseId<QuestionId>(id));
    const errors = errorsIn(answer.trim(), asked.question.personName);
    if (errors.length > 0) {
      this.show(reply, actor, asked, { answer, errors });
      return;
    }
    await this.questions.answer(actor, asked.question.id, answer);
    goTo(reply, `${LIST}/${asked.question.id}`);
  }

  private show(
    reply: FastifyReply,
    actor: Actor,
    asked: AskedLine,
    { answer, errors }: { readonly answer: string; readonly errors: readonly FieldError[] },
  ): void {
    const { question, line, here, telling } = asked;
    const { title, text } = wordsOf(line, asked);
    this.pages.render(reply, 'accounts/question', {
      name: question.personName,
      line: { title, text, amount: amountOf(sayingOf(line)) },
      asked: t('questions.asked', { name: question.personName, day: dayOf(question.askedAt, here) }),
      words: question.words ?? t('questions.no-words'),
      reply: t(`questions.reply.${question.replyBy}`),
      hint: t(question.replyBy === 'here' ? 'questions.answer-hint-here' : 'questions.answer-hint', {
        name: question.personName,
      }),
      answered:
        question.answer === undefined
          ? ''
          : t('questions.answered', { name: question.answeredByName ?? '', answer: question.answer }),
      telling: tellingWords(question.personName, telling),
      isOwn: question.personId === actor.personId,
      lineHref: `/staff/people/${question.personId}/galaxies/${question.entryId}`,
      action: `${LIST}/${question.id}`,
      back: LIST,
      answer,
      errors,
    });
  }
}

function errorsIn(answer: string, name: string): readonly FieldError[] {
  const count = answer.length - LONGEST_ANSWER;
  if (count > 0) return [fieldError('answer', 'errors.text.long', { limit: LONGEST_ANSWER, count })];
  return answer === '' ? [fieldError('answer', 'questions.wrong.answer', { name })] : [];
}
