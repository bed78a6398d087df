import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { forThemselves } from '../audit/index.js';
import { type Actor, Allow, AllowToken, CurrentActor } from '../identity/index.js';
import { parseIsoDate } from '../shared/calendar.js';
import { type ContributionId, newId, type ParticipantId, parseId } from '../shared/ids.js';
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
import { ShowsOne, ShowsPage } from '../web/shows.decorator.js';
import { ContributionLists } from './contribution-lists.queries.js';
import { unknownParticipant } from './contributions.errors.js';
import { apiViewOf } from './contributions-api.presenter.js';
import {
  ContributionApiView,
  ContributionsList,
  ContributionsQuery,
  NewContributionBody,
} from './contributions-api.dto.js';
import { Contributions } from './contributions.service.js';
import { ContributionsQueries } from './contributions.queries.js';

const CONTRIBUTION_ID = {
  name: 'id',
  description: 'The contribution.',
  schema: { type: 'string', format: 'uuid' },
} as const;

/** What people did that no register shows: they say so, for programs. */
@ApiTags('contributions')
@Allow('participant', 'staff')
@Controller('api/v1/contributions')
export class ContributionsController {
  constructor(
    private readonly once: Once,
    private readonly lists: ContributionLists,
    private readonly contributions: Contributions,
    private readonly queries: ContributionsQueries,
  ) {}

  @Get()
  @AllowToken('contributions:read')
  @ShowsPage({
    operationId: 'listContributions',
    summary: 'Contributions, the oldest first',
    type: ContributionsList,
  })
  @Problems(404)
  async list(
    @CurrentActor() actor: Actor,
    @Query() { after, limit, state, person }: ContributionsQuery,
  ): Promise<ContributionsList> {
    const [behind] = positionOf(after, 1) ?? [];
    const found = await this.lists.page(actor, {
      limit: limit + 1,
      state,
      after: behind === undefined ? undefined : parseId<ContributionId>(behind),
      person: person === undefined ? undefined : parseId<ParticipantId>(person),
    });
    const { rows, ...next } = onePage(found, limit, ({ id }) => [id]);
    return { contributions: rows.map(apiViewOf), ...next };
  }

  @Get(':id')
  @AllowToken('contributions:read')
  @ShowsOne({
    operationId: 'getContribution',
    summary: 'One contribution',
    at: CONTRIBUTION_ID,
    description: 'The contribution.',
    type: ContributionApiView,
  })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ContributionApiView | undefined> {
    const view = apiViewOf(await this.lists.one(actor, parseId<ContributionId>(id)));
    return isKnown(reply, tagOf(view)) ? undefined : view;
  }

  @Post()
  @AllowToken('contributions:write')
  @Keyed()
  @ApiOperation({ operationId: 'askForContribution', summary: 'Says what somebody did; staff look at it' })
  @ApiResponse({ status: 201, description: 'It waits for staff.', type: ContributionApiView })
  @NoQuery()
  @Problems(404)
  ask(
    @CurrentActor() actor: Actor,
    @Sent() sent: SentOnce,
    @Body() { person: typed, occurredOn, ...told }: NewContributionBody,
  ): Promise<ContributionApiView> {
    const { schemeId: scheme } = actor;
    const person = whoseContribution(actor, typed);
    const asked = {
      ...told,
      scheme,
      person,
      id: newId<ContributionId>(),
      occurredOn: parseIsoDate(occurredOn),
    };
    return this.once.answer(actor, sent, async (tx) => {
      const id = await this.contributions.ask(tx, { ...asked, by: actor });
      const body = apiViewOf(await this.queries.one(tx, scheme, id));
      return { status: 201, body, headers: { location: `/api/v1/contributions/${id}`, etag: tagOf(body) } };
    });
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @AllowToken('contributions:write')
  @Keyed()
  @ApiOperation({ operationId: 'withdrawContribution', summary: 'Takes back what nobody has looked at yet' })
  @ApiParam(CONTRIBUTION_ID)
  @ApiResponse({ status: 200, description: 'It is taken back.', type: ContributionApiView })
  @NoQuery()
  @Problems(404)
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') typed: string,
    @Sent() sent: SentOnce,
  ): Promise<ContributionApiView> {
    const id = parseId<ContributionId>(typed);
    const { personId } = await this.lists.one(actor, id);
    return this.once.answer(actor, sent, async (tx) => {
      await this.contributions.withdraw(tx, { ...forThemselves(actor), personId }, id);
      const body = apiViewOf(await this.queries.one(tx, actor.schemeId, id));
      return { status: 200, body, headers: { etag: tagOf(body) } };
    });
  }
}

/** Staff and their programs say so for anybody, others for themselves. Who is not there and who is not theirs is one. */
function whoseContribution({ personId, roles }: Actor, typed: string | undefined): ParticipantId {
  if (typed === undefined) return parseId<ParticipantId>(personId);
  if (typed !== personId && !roles.includes('staff')) throw unknownParticipant();
  return parseId<ParticipantId>(typed);
}
