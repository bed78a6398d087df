import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, AllowToken, CurrentActor } from '../identity/index.js';
import { type ContributionId, newId, type ParticipantId, parseId, type SessionId } from '../shared/ids.js';
import { type Answer, Keyed, Once, Problems, Sent, type SentOnce, tagOf } from '../web/index.js';
import { NoQuery } from '../web/no-query.decorator.js';
import { ContributionApiView, NewThanksBody, NotApprovedBody } from './contributions-api.dto.js';
import { apiViewOf } from './contributions-api.presenter.js';
import { Contributions } from './contributions.service.js';
import { ContributionsQueries, type ContributionView } from './contributions.queries.js';
import { Thanks } from './thanks.service.js';

const CONTRIBUTION_ID = {
  name: 'id',
  description: 'The contribution.',
  schema: { type: 'string', format: 'uuid' },
} as const;

/** What others make of what people did: staff look at it, and leaders say thanks. */
@ApiTags('contributions')
@Controller('api/v1')
export class ContributionChecksController {
  constructor(
    private readonly once: Once,
    private readonly contributions: Contributions,
    private readonly thanks: Thanks,
    private readonly queries: ContributionsQueries,
  ) {}

  @Post('contributions/:id/approve')
  @HttpCode(200)
  @Allow('staff')
  @AllowToken('contributions:write')
  @Keyed()
  @ApiOperation({
    operationId: 'approveContribution',
    summary: 'Approves it, and gives what helping gave that day',
  })
  @ApiParam(CONTRIBUTION_ID)
  @ApiResponse({ status: 200, description: 'It is approved.', type: ContributionApiView })
  @NoQuery()
  @Problems(404)
  approve(
    @CurrentActor() actor: Actor,
    @Param('id') typed: string,
    @Sent() sent: SentOnce,
  ): Promise<ContributionApiView> {
    const id = parseId<ContributionId>(typed);
    return this.once.answer(actor, sent, async (tx) => {
      await this.contributions.approve(tx, decisionOf(actor, id));
      return answerOf(await this.queries.one(tx, actor.schemeId, id), 200);
    });
  }

  @Post('contributions/:id/refuse')
  @HttpCode(200)
  @Allow('staff')
  @AllowToken('contributions:write')
  @Keyed()
  @ApiOperation({
    operationId: 'refuseContribution',
    summary: 'Does not approve it, with a reason for the person',
  })
  @ApiParam(CONTRIBUTION_ID)
  @ApiResponse({ status: 200, description: 'It is not approved.', type: ContributionApiView })
  @NoQuery()
  @Problems(404)
  refuse(
    @CurrentActor() actor: Actor,
    @Param('id') typed: string,
    @Sent() sent: SentOnce,
    @Body() { reason }: NotApprovedBody,
  ): Promise<ContributionApiView> {
    const id = parseId<ContributionId>(typed);
    return this.once.answer(actor, sent, async (tx) => {
      await this.contributions.refuse(tx, { ...decisionOf(actor, id), reason });
      return answerOf(await this.queries.one(tx, actor.schemeId, id), 200);
    });
  }

  /** Only who leads the session says thanks for it, so no program does. */
  @Post('sessions/:id/thanks')
  @Allow('leader')
  @Keyed()
  @ApiOperation({ operationId: 'sayThanks', summary: 'Thanks somebody for a session that one leads' })
  @ApiParam({ name: 'id', description: 'The session.', schema: { type: 'string', format: 'uuid' } })
  @ApiResponse({ status: 201, description: 'They are thanked.', type: ContributionApiView })
  @NoQuery()
  @Problems(404)
  say(
    @CurrentActor() actor: Actor,
    @Param('id') typed: string,
    @Sent() sent: SentOnce,
    @Body() body: NewThanksBody,
  ): Promise<ContributionApiView> {
    const [session, person] = [parseId<SessionId>(typed), parseId<ParticipantId>(body.person)];
    const id = newId<ContributionId>();
    return this.once.answer(actor, sent, async (tx) => {
      await this.thanks.say(tx, { scheme: actor.schemeId, id, session, person, by: actor });
      return answerOf(await this.queries.one(tx, actor.schemeId, id), 201);
    });
  }
}

/** What is answered once it is done. */
function answerOf(one: ContributionView, status: 200 | 201): Answer<ContributionApiView> {
  const body = apiViewOf(one);
  const location = status === 201 ? { location: `/api/v1/contributions/${one.id}` } : {};
  return { status, body, headers: { etag: tagOf(body), ...location } };
}

function decisionOf(actor: Actor, id: ContributionId) {
  return { scheme: actor.schemeId, id, decidedBy: actor.personId, by: actor };
}
