import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, AllowToken, CurrentActor } from '../identity/index.js';
import { onePage, positionOf, Problems } from '../web/index.js';
import { PageQuery } from '../web/page.dto.js';
import { ActivitiesPage, type ActivityApiView } from './activities-api.dto.js';
import { ActivitiesQueries } from './activities.queries.js';
import type { ActivityView } from './activity.js';
import { Desk } from './desk.service.js';

/** Activities: what the scheme runs. */
@ApiTags('activities')
@Allow('signed-in')
@Controller('api/v1/activities')
export class ActivitiesController {
  constructor(
    private readonly desk: Desk,
    private readonly activities: ActivitiesQueries,
  ) {}

  @Get()
  @AllowToken('sessions:read')
  @ApiOperation({ operationId: 'listActivities', summary: 'What the scheme runs, by id' })
  @ApiResponse({ status: 200, description: 'One page of it.', type: ActivitiesPage })
  @Problems(401, 403, 422, 503)
  async list(@CurrentActor() { schemeId }: Actor, @Query() query: PageQuery): Promise<ActivitiesPage> {
    const [after = ''] = positionOf(query.after, 1) ?? [];
    const all = await this.desk.look(schemeId, (view) => this.activities.all(view, schemeId));
    const rest = all.filter(({ id }) => id > after).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const { rows, ...next } = onePage(rest, query.limit, ({ id }) => [id]);
    return { activities: rows.map(viewOf), ...next };
  }
}

function viewOf({ id, ref, name, kind, usualPlace, places }: ActivityView): ActivityApiView {
  return { id, ref, name, kind, places, ...(usualPlace === undefined ? {} : { usualPlace }) };
}
