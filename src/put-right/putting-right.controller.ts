import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Allow, AllowToken, CurrentActor } from '../identity/index.js';
import {
  type EntryId,
  newId,
  type ParticipantId,
  parseId,
  type PersonId,
  type PutRightId,
} from '../shared/ids.js';
import {
  type Answer,
  Keyed,
  mustBeSeen,
  Once,
  Problems,
  SEEN,
  seenBy,
  Sent,
  type SentOnce,
  tagOf,
} from '../web/index.js';
import { NoQuery } from '../web/no-query.decorator.js';
import { PutRightApiView } from './put-right-api.dto.js';
import { AdjustmentBody, LineToPutRightBody } from './put-right-asked.dto.js';
import { apiViewOf } from './put-right-api.presenter.js';
import { PUT_RIGHT_ID } from './put-rights.controller.js';
import { PutRightsQueries, type PutRightView } from './put-rights.queries.js';
import { PutRights } from './put-rights.service.js';

/** Programs ask for what is to be put right; a second person, and never a program, decides. */
@ApiTags('put right')
@Allow('staff')
@Controller('api/v1/put-rights')
export class PuttingRightController {
  constructor(
    private readonly once: Once,
    private readonly putRights: PutRights,
    private readonly queries: PutRightsQueries,
  ) {}

  /** Done at once where they keep what the line gave; otherwise it waits for the second person. */
  @Post('lines')
  @AllowToken('accounts:write')
  @Keyed()
  @ApiOperation({
    operationId: 'putLineRight',
    summary: 'Puts a line right; they keep what it gave unless told',
  })
  @ApiResponse({ status: 201, description: 'It is done, or it waits.', type: PutRightApiView })
  @NoQuery()
  @Problems(404)
  line(
    @CurrentActor() actor: Actor,
    @Sent() sent: SentOnce,
    @Body() { letThemKeep: keep = true, whatIsWrong, entry, ...body }: LineToPutRightBody,
  ): Promise<PutRightApiView> {
    const line = { ...askedIn(body), whatIsWrong, entry: parseId<EntryId>(entry) };
    return this.once.answer(actor, sent, async (tx) => {
      await this.putRights.ask(tx, actor, keep ? { ...line, keep } : { ...line, keep });
      return answerOf(await this.queries.one(tx, actor.schemeId, line.id), 201);
    });
  }

  @Post('adjustments')
  @AllowToken('accounts:write')
  @Keyed()
  @ApiOperation({
    operationId: 'askForAdjustment',
    summary: 'Asks a second person to agree that galaxies are given or taken by hand',
  })
  @ApiResponse({ status: 201, description: 'It waits for the second person.', type: PutRightApiView })
  @NoQuery()
  @Problems(404)
  adjust(
    @CurrentActor() actor: Actor,
    @Sent() sent: SentOnce,
    @Body() { way, galaxies, ...body }: AdjustmentBody,
  ): Promise<PutRightApiView> {
    const adjustment = { ...askedIn(body), effect: way === 'give' ? galaxies : -galaxies };
    return this.once.answer(actor, sent, async (tx) => {
      await this.putRights.adjust(tx, actor, adjustment);
      return answerOf(await this.queries.one(tx, actor.schemeId, adjustment.id), 201);
    });
  }

  @Post(':id/agree')
  @HttpCode(200)
  @Keyed()
  @ApiOperation({ operationId: 'agreeToPutRight', summary: 'Agrees to what somebody else asked; it is done' })
  @ApiParam(PUT_RIGHT_ID)
  @ApiHeader(SEEN)
  @ApiResponse({ status: 200, description: 'It is done.', type: PutRightApiView })
  @NoQuery()
  @Problems(404, 412, 428)
  agree(
    @CurrentActor() actor: Actor,
    @Param('id') typed: string,
    @Sent() sent: SentOnce,
  ): Promise<PutRightApiView> {
    return this.decide(actor, typed, { sent, decision: 'agree' });
  }

  @Post(':id/leave')
  @HttpCode(200)
  @Keyed()
  @ApiOperation({ operationId: 'leavePutRight', summary: 'Leaves everything as it is' })
  @ApiParam(PUT_RIGHT_ID)
  @ApiHeader(SEEN)
  @ApiResponse({ status: 200, description: 'Nothing comes of it.', type: PutRightApiView })
  @NoQuery()
  @Problems(404, 412, 428)
  leave(
    @CurrentActor() actor: Actor,
    @Param('id') typed: string,
    @Sent() sent: SentOnce,
  ): Promise<PutRightApiView> {
    return this.decide(actor, typed, { sent, decision: 'leave' });
  }

  private decide(
    actor: Actor,
    typed: string,
    { sent, decision }: { readonly sent: SentOnce; readonly decision: 'agree' | 'leave' },
  ): Promise<PutRightApiView> {
    const id = parseId<PutRightId>(typed);
    return this.once.answer(actor, sent, async (tx) => {
      const now = await this.queries.one(tx, actor.schemeId, id);
      mustBeSeen(seenBy(sent.reply), tagOf(apiViewOf(now)));
      await this.putRights[decision](tx, actor, id);
      return answerOf(await this.queries.one(tx, actor.schemeId, id), 200);
    });
  }
}

/** What is answered once it is done. */
function answerOf(one: PutRightView, status: 200 | 201): Answer<PutRightApiView> {
  const body = apiViewOf(one);
  const location = status === 201 ? { location: `/api/v1/put-rights/${one.id}` } : {};
  return { status, body, headers: { etag: tagOf(body), ...location } };
}

function askedIn({
  person,
  sentence,
  reason = '',
  secondPerson,
}: Pick<AdjustmentBody, 'person' | 'sentence' | 'reason' | 'secondPerson'>) {
  return {
    ...{ id: newId<PutRightId>(), person: parseId<ParticipantId>(person), sentence, reason },
    askedOf: secondPerson === undefined ? undefined : parseId<PersonId>(secondPerson),
  };
}
