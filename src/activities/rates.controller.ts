import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, AllowToken, CurrentActor } from '../identity/index.js';
import { parseIsoDate } from '../shared/calendar.js';
import { type ActivityId, type EarningRateId, parseId } from '../shared/ids.js';
import { Keyed, Once, onePage, positionOf, Problems, Sent, type SentOnce } from '../web/index.js';
import { NoQuery } from '../web/no-query.decorator.js';
import { PageQuery } from '../web/page.dto.js';
import type { EarningRateView } from './earning-rate.js';
import { NewRateBody, RateApiView, RateAsked, RatesPage } from './plans-api.dto.js';
import { RatePublishing } from './rate-publishing.service.js';
import { RuleRooms } from './rule-rooms.queries.js';

const RATE_ID = {
  name: 'id',
  description: 'The id of the rate.',
  example: 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
};

/** Earning rates: what taking part gives. Two people publish one, so no program does. */
@ApiTags('rates')
@Controller('api/v1/rates')
export class RatesController {
  constructor(
    private readonly once: Once,
    private readonly publishing: RatePublishing,
    private readonly rooms: RuleRooms,
  ) {}

  @Get()
  @Allow('staff', 'administrator')
  @AllowToken('rates:read')
  @ApiOperation({ operationId: 'listRates', summary: 'Every rate there was and is, by id' })
  @ApiResponse({ status: 200, description: 'One page of them.', type: RatesPage })
  @Problems(401, 403, 422, 503)
  async list(@CurrentActor() { schemeId }: Actor, @Query() query: PageQuery): Promise<RatesPage> {
    const [after = ''] = positionOf(query.after, 1) ?? [];
    const { rates } = await this.rooms.all(schemeId);
    const rest = rates.filter(({ id }) => id > after).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const { rows, ...next } = onePage(rest, query.limit, ({ id }) => [id]);
    return { rates: rows.map(viewOf), ...next };
  }

  @Post()
  @Allow('administrator')
  @Keyed()
  @ApiOperation({ operationId: 'askForRate', summary: 'Asks for a rate; it counts once another agrees' })
  @ApiResponse({ status: 201, description: 'It waits for a second person.', type: RateAsked })
  @NoQuery()
  @Problems(404)
  ask(@CurrentActor() actor: Actor, @Sent() sent: SentOnce, @Body() body: NewRateBody): Promise<RateAsked> {
    const { activityId, part, galaxies, fromOn, why } = body;
    const rate = {
      ...{ part, galaxies, why, fromOn: parseIsoDate(fromOn) },
      ...(activityId === undefined ? {} : { activityId: parseId<ActivityId>(activityId) }),
    };
    return this.once.answer(actor, sent, async (tx) => ({
      status: 201,
      body: { id: await this.publishing.ask(tx, actor, rate) },
    }));
  }

  @Post(':id/agree')
  @HttpCode(200)
  @Allow('administrator')
  @Keyed()
  @ApiOperation({ operationId: 'agreeToRate', summary: 'Agrees to what another asked for, and publishes it' })
  @ApiParam(RATE_ID)
  @ApiResponse({ status: 200, description: 'It is published.', type: RateAsked })
  @NoQuery()
  @Problems(404)
  agree(
    @CurrentActor() actor: Actor,
    @Param('id') typedId: string,
    @Sent() sent: SentOnce,
  ): Promise<RateAsked> {
    const id = parseId<EarningRateId>(typedId);
    return this.once.answer(actor, sent, async (tx) => {
      await this.publishing.agree(tx, actor, id);
      return { status: 200, body: { id } };
    });
  }
}

function viewOf({ id, activityId, part, galaxies, fromOn, why, state }: EarningRateView): RateApiView {
  return { id, part, galaxies, fromOn, why, state, ...(activityId === undefined ? {} : { activityId }) };
}
