import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, AllowToken, CurrentActor } from '../identity/index.js';
import { type ActivityId, parseId } from '../shared/ids.js';
import {
  isKnown,
  Keyed,
  mustBeSeen,
  Once,
  onePage,
  positionOf,
  Problems,
  SEEN,
  seenBy,
  Sent,
  type SentOnce,
  tagOf,
} from '../web/index.js';
import { NoQuery } from '../web/no-query.decorator.js';
import { ShowsOne, ShowsPage } from '../web/shows.decorator.js';
import { PageQuery } from '../web/page.dto.js';
import { ActivitiesPage, ActivityApiView } from './activities-api.dto.js';
import { ActivitiesQueries } from './activities.queries.js';
import type { ActivityView } from './activity.js';
import { Desk } from './desk.service.js';
import { ActivityChangesBody, NewActivityBody } from './plan-changes-api.dto.js';
import { changedActivity, newActivity } from './plan-changes.js';
import { Amending } from './amending.service.js';

const ACTIVITY_ID = {
  name: 'id',
  description: 'The id of the activity.',
  example: 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
};

/** Activities: what the scheme runs. */
@ApiTags('activities')
@Controller('api/v1/activities')
export class ActivitiesController {
  constructor(
    private readonly desk: Desk,
    private readonly activities: ActivitiesQueries,
    private readonly amending: Amending,
    private readonly once: Once,
  ) {}

  @Get()
  @Allow('signed-in')
  @AllowToken('sessions:read')
  @ShowsPage({ operationId: 'listActivities', summary: 'What the scheme runs, by id', type: ActivitiesPage })
  async list(@CurrentActor() { schemeId }: Actor, @Query() query: PageQuery): Promise<ActivitiesPage> {
    const [after = ''] = positionOf(query.after, 1) ?? [];
    const all = await this.desk.look(schemeId, (view) => this.activities.all(view, schemeId));
    const rest = all.filter(({ id }) => id > after).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const { rows, ...next } = onePage(rest, query.limit, ({ id }) => [id]);
    return { activities: rows.map(viewOf), ...next };
  }

  @Get(':id')
  @Allow('signed-in')
  @AllowToken('sessions:read')
  @ShowsOne({
    operationId: 'showActivity',
    summary: 'One activity, with an ETag',
    at: ACTIVITY_ID,
    description: 'The activity.',
    type: ActivityApiView,
  })
  async one(
    @CurrentActor() { schemeId }: Actor,
    @Param('id') typedId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActivityApiView | undefined> {
    const id = parseId<ActivityId>(typedId);
    const activity = viewOf(
      await this.desk.look(schemeId, (view) => this.activities.one(view, schemeId, id)),
    );
    return isKnown(reply, tagOf(activity)) ? undefined : activity;
  }

  @Post()
  @Allow('staff')
  @AllowToken('sessions:write')
  @Keyed()
  @ApiOperation({ operationId: 'makeActivity', summary: 'Makes an activity' })
  @ApiResponse({ status: 201, description: 'It is made.', type: ActivityApiView })
  @NoQuery()
  @Problems(404)
  make(
    @CurrentActor() actor: Actor,
    @Sent() sent: SentOnce,
    @Body() body: NewActivityBody,
  ): Promise<ActivityApiView> {
    return this.once.answer(actor, sent, async (tx) => {
      const made = viewOf(await this.amending.make(tx, actor, newActivity(body)));
      const headers = { location: `/api/v1/activities/${made.id}`, etag: tagOf(made) };
      return { status: 201, body: made, headers };
    });
  }

  /** Dates that are there already stay as they are. */
  @Patch(':id')
  @Allow('staff')
  @AllowToken('sessions:write')
  @Keyed()
  @ApiOperation({ operationId: 'changeActivity', summary: 'Changes an activity; what is left out stays' })
  @ApiParam(ACTIVITY_ID)
  @ApiHeader(SEEN)
  @ApiResponse({ status: 200, description: 'As it is now.', type: ActivityApiView })
  @NoQuery()
  @Problems(404, 412, 428)
  change(
    @CurrentActor() actor: Actor,
    @Param('id') typedId: string,
    @Sent() sent: SentOnce,
    @Body() changes: ActivityChangesBody,
  ): Promise<ActivityApiView> {
    const id = parseId<ActivityId>(typedId);
    return this.once.answer(actor, sent, async (tx) => {
      const activity = await this.amending.activity(tx, actor, id, (now) => {
        mustBeSeen(seenBy(sent.reply), tagOf(viewOf(now)));
        return changedActivity(now, changes);
      });
      const body = viewOf(activity);
      return { status: 200, body, headers: { etag: tagOf(body) } };
    });
  }
}

function viewOf(activity: ActivityView): ActivityApiView {
  const { id, ref, name, kind, places, easyToReach } = activity;
  const { usualPlace, setting, feelsLike, bring, cost } = activity;
  return {
    ...{ id, ref, name, kind, places, easyToReach },
    ...(usualPlace === undefined ? {} : { usualPlace }),
    ...(setting === undefined ? {} : { setting }),
    ...(feelsLike === undefined ? {} : { feelsLike }),
    ...(bring === undefined ? {} : { bring }),
    ...(cost === undefined ? {} : { cost }),
  };
}
