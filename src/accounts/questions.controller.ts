import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Acting, forThemselves } from '../audit/index.js';
import { type Actor, Allow, AllowToken, CurrentActor } from '../identity/index.js';
import { parseIsoInstant } from '../shared/calendar.js';
import { type EntryId, parseId, type PersonId, type QuestionId } from '../shared/ids.js';
import {
  isKnown,
  Keyed,
  Once,
  onePage,
  positionOf,
  Problems,
  Sent,
  type SentOnce,
  tagOf,
} from '../web/index.js';
import { NoQuery } from '../web/no-query.decorator.js';
import { ShowsOne, ShowsPage, Unchanged } from '../web/shows.decorator.js';
import { unknownAsker } from './accounts.errors.js';
import { QuestionLists } from './question-lists.queries.js';
import {
  QuestionAnswerBody,
  NewQuestionBody,
  QuestionsList,
  QuestionsQuery,
  QuestionView,
} from './questions-api.dto.js';
import { apiViewOf } from './questions-api.presenter.js';
import { QuestionsQueries } from './questions.queries.js';
import { Questions } from './questions.service.js';

const QUESTION_ID = {
  name: 'id',
  description: 'The question.',
  schema: { type: 'string', format: 'uuid' },
} as const;

/** What does not look right to people, and what staff answer, for programs. */
@ApiTags('accounts')
@Allow('participant', 'staff')
@Controller('api/v1/questions')
export class QuestionsController {
  constructor(
    private readonly once: Once,
    private readonly lists: QuestionLists,
    private readonly questions: Questions,
    private readonly queries: QuestionsQueries,
  ) {}

  @Get()
  @AllowToken('accounts:read')
  @ShowsPage({
    operationId: 'listQuestions',
    summary: 'Questions about lines, the first asked first',
    type: QuestionsList,
  })
  @Unchanged()
  @Problems(404)
  async list(
    @CurrentActor() actor: Actor,
    @Query() { after, limit, state, person }: QuestionsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionsList | undefined> {
    const found = await this.lists.page(actor, {
      ...{ limit: limit + 1, state, after: placeOf(after) },
      person: person === undefined ? undefined : parseId<PersonId>(person),
    });
    const { rows, ...next } = onePage(found, limit, ({ askedAt, id }) => [askedAt, id]);
    const view = { questions: rows.map(apiViewOf), ...next };
    return isKnown(reply, tagOf(view)) ? undefined : view;
  }

  @Get(':id')
  @AllowToken('accounts:read')
  @ShowsOne({
    operationId: 'getQuestion',
    summary: 'One question, with its answer',
    at: QUESTION_ID,
    description: 'The question.',
    type: QuestionView,
  })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionView | undefined> {
    const view = apiViewOf(await this.lists.one(actor, parseId<QuestionId>(id)));
    return isKnown(reply, tagOf(view)) ? undefined : view;
  }

  @Post()
  @AllowToken('accounts:write')
  @Keyed()
  @ApiOperation({
    operationId: 'askQuestion',
    summary: 'Says that a line does not look right; staff look at it',
  })
  @ApiResponse({
    status: 201,
    description: 'Staff look at it. While one about the line is open it is that one.',
    type: QuestionView,
  })
  @NoQuery()
  @Problems(404)
  ask(
    @CurrentActor() actor: Actor,
    @Sent() sent: SentOnce,
    @Body() { person, entry: typed, words = '', replyBy }: NewQuestionBody,
  ): Promise<QuestionView> {
    const acting = whoseLine(actor, person);
    const entry = parseId<EntryId>(typed);
    return this.once.answer(actor, sent, async (tx) => {
      const { id } = await this.questions.askIn(tx, acting, { entry, words, replyBy });
      const body = apiViewOf(await this.queries.one(tx, actor.schemeId, id));
      return { status: 201, body, headers: { location: `/api/v1/questions/${id}`, etag: tagOf(body) } };
    });
  }

  @Post(':id/answer')
  @HttpCode(200)
  @Allow('staff')
  @AllowToken('accounts:write')
  @Keyed()
  @ApiOperation({ operationId: 'answerQuestion', summary: 'Answers it; the person is told as they asked' })
  @ApiParam(QUESTION_ID)
  @ApiResponse({ status: 200, description: 'It is answered.', type: QuestionView })
  @NoQuery()
  @Problems(404)
  answer(
    @CurrentActor() actor: Actor,
    @Param('id') typed: string,
    @Sent() sent: SentOnce,
    @Body() { answer }: QuestionAnswerBody,
  ): Promise<QuestionView> {
    const id = parseId<QuestionId>(typed);
    return this.once.answer(actor, sent, async (tx) => {
      await this.questions.answer(tx, actor, id, answer);
      const body = apiViewOf(await this.queries.one(tx, actor.schemeId, id));
      return { status: 200, body, headers: { etag: tagOf(body) } };
    });
  }
}

function placeOf(after: string | undefined) {
  const [askedAt, id] = positionOf(after, 2) ?? [];
  if (askedAt === undefined || id === undefined) return undefined;
  return { askedAt: parseIsoInstant(askedAt), id: parseId<QuestionId>(id) };
}

/** Staff and their programs ask for anybody, others for themselves. Who is not there and who is not theirs is one. */
function whoseLine(actor: Actor, typed: string | undefined): Acting {
  if (typed === undefined || typed === actor.personId) return forThemselves(actor);
  if (!actor.roles.includes('staff')) throw unknownAsker();
  return { ...forThemselves(actor), personId: parseId<PersonId>(typed) };
}
