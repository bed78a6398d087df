import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { forThemselves } from '../audit/index.js';
import { type Actor, Allow, AllowToken, CurrentActor } from '../identity/index.js';
import { isId, parseId, type PersonId, type SessionId } from '../shared/ids.js';
import { Keyed, Once, Problems, Sent, type SentOnce } from '../web/index.js';
import { NoQuery } from '../web/no-query.decorator.js';
import { Answering } from './answering.service.js';
import { unknownSession } from './activities.errors.js';
import { AnswerBody, PlaceApiView, PlacesList } from './plans-api.dto.js';
import { SESSION_ID } from './sessions.controller.js';
import { SessionLists } from './session-lists.queries.js';

const PERSON = {
  name: 'person',
  description: 'Whose answer it is: oneself, or for staff and programs anybody.',
  example: 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
};

/** What people answer about sessions. */
@ApiTags('places')
@Controller('api/v1/sessions/:id/places')
export class PlacesController {
  constructor(
    private readonly once: Once,
    private readonly answering: Answering,
    private readonly lists: SessionLists,
  ) {}

  @Get()
  @Allow('staff')
  @AllowToken('places:read')
  @ApiOperation({ operationId: 'listPlaces', summary: 'What people answered about a session' })
  @ApiParam(SESSION_ID)
  @ApiResponse({ status: 200, description: 'All of it.', type: PlacesList })
  @NoQuery()
  @Problems(401, 403, 404, 422, 503)
  async list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PlacesList> {
    return { places: [...(await this.lists.answers(actor, parseId<SessionId>(id)))] };
  }

  @Put(':person')
  @Allow('signed-in')
  @AllowToken('places:write')
  @Keyed()
  @ApiOperation({ operationId: 'answerPlace', summary: 'Keeps an answer in place of the one before' })
  @ApiParam(PERSON)
  @ApiParam(SESSION_ID)
  @ApiResponse({
    status: 200,
    description: 'What was kept: whoever asks to wait when there is room has a place.',
    type: PlaceApiView,
  })
  @NoQuery()
  @Problems(404)
  answer(
    @CurrentActor() actor: Actor,
    @Param() { id, person }: { readonly id: string; readonly person: string },
    @Sent() sent: SentOnce,
    @Body() { answer, tellLeader }: AnswerBody,
  ): Promise<PlaceApiView> {
    const personId = mayAnswerFor(actor, person);
    const sessionId = parseId<SessionId>(id);
    const acting = { ...forThemselves(actor), personId };
    return this.once.answer(actor, sent, async (tx) => {
      const kept = await this.answering.answerFor(tx, acting, { sessionId, answer, tellLeader });
      return { status: 200, body: { personId, answer: kept }, about: sessionId };
    });
  }
}

/** Staff and their programs answer for anybody, others for themselves. Who is not there and who is not theirs is one. */
function mayAnswerFor({ personId, roles }: Actor, person: string): PersonId {
  if (!isId<PersonId>(person) || (person !== personId && !roles.includes('staff'))) throw unknownSession();
  return person;
}
