import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, AllowToken, CurrentActor } from '../identity/index.js';
import { parseIsoInstant } from '../shared/calendar.js';
import { parseId, type PersonId, type SessionId } from '../shared/ids.js';
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
import { SessionApiView, SessionsPage, SessionsQuery } from './activities-api.dto.js';
import { SessionChangesBody } from './plan-changes-api.dto.js';
import { changedSession } from './plan-changes.js';
import { Amending } from './amending.service.js';
import { Planning } from './planning.service.js';
import { MadeSessions, NewSessionBody, ReasonBody } from './plans-api.dto.js';
import type { NewSession, SessionView } from './session.js';
import { SessionLists } from './session-lists.queries.js';

export const SESSION_ID = {
  name: 'id',
  description: 'The id of the session.',
  example: 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
};

/** Sessions: each is one dated occurrence of an activity. */
@ApiTags('sessions')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly once: Once,
    private readonly planning: Planning,
    private readonly amending: Amending,
    private readonly lists: SessionLists,
  ) {}

  @Get()
  @Allow('signed-in')
  @AllowToken('sessions:read')
  @ShowsPage({
    operationId: 'listSessions',
    summary: 'Sessions that are not over, the nearest first',
    type: SessionsPage,
  })
  async list(@CurrentActor() actor: Actor, @Query() query: SessionsQuery): Promise<SessionsPage> {
    const { from, to, activity, limit } = query;
    const [startsAt, id] = positionOf(query.after, 2) ?? [];
    const found = await this.lists.page(actor, {
      ...(from === undefined ? {} : { from: parseIsoInstant(from) }),
      ...(to === undefined ? {} : { to: parseIsoInstant(to) }),
      ...(activity === undefined ? {} : { activityId: parseId(activity) }),
      ...(startsAt === undefined || id === undefined
        ? {}
        : { after: { startsAt: parseIsoInstant(startsAt), id: parseId(id) } }),
      limit: limit + 1,
    });
    const { rows, ...next } = onePage(found, limit, (row) => [row.startsAt, row.id]);
    return { sessions: rows.map(viewOf), ...next };
  }

  @Get(':id')
  @Allow('signed-in')
  @AllowToken('sessions:read')
  @ShowsOne({
    operationId: 'showSession',
    summary: 'One session, with an ETag',
    at: SESSION_ID,
    description: 'The session.',
    type: SessionApiView,
  })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionApiView | undefined> {
    const session = viewOf(await this.lists.one(actor, parseId<SessionId>(id)));
    return isKnown(reply, tagOf(session)) ? undefined : session;
  }

  @Post()
  @Allow('staff')
  @AllowToken('sessions:write')
  @Keyed()
  @ApiOperation({ operationId: 'makeSessions', summary: 'Makes a session, or every session of a repeat' })
  @ApiResponse({ status: 201, description: 'They are made.', type: MadeSessions })
  @NoQuery()
  @Problems(404)
  make(
    @CurrentActor() actor: Actor,
    @Sent() sent: SentOnce,
    @Body() body: NewSessionBody,
  ): Promise<MadeSessions> {
    const dates = { session: newSession(body), rule: body.repeat };
    return this.once.answer(actor, sent, async (tx) => {
      const ids = await this.planning.makeSessions(tx, actor, dates);
      return { status: 201, body: { ids: [...ids] }, headers: { location: `/api/v1/sessions/${ids[0]}` } };
    });
  }

  @Patch(':id')
  @Allow('staff')
  @AllowToken('sessions:write')
  @Keyed()
  @ApiOperation({ operationId: 'changeSession', summary: 'Changes a session; what is left out stays' })
  @ApiParam(SESSION_ID)
  @ApiHeader(SEEN)
  @ApiResponse({ status: 200, description: 'As it is now.', type: SessionApiView })
  @NoQuery()
  @Problems(404, 412, 428)
  change(
    @CurrentActor() actor: Actor,
    @Param('id') typedId: string,
    @Sent() sent: SentOnce,
    @Body() changes: SessionChangesBody,
  ): Promise<SessionApiView> {
    const id = parseId<SessionId>(typedId);
    return this.once.answer(actor, sent, async (tx) => {
      const session = await this.amending.session(tx, actor, id, (now) => {
        mustBeSeen(seenBy(sent.reply), tagOf(viewOf(now)));
        return changedSession(now, changesOf(changes));
      });
      const body = viewOf(session);
      return { status: 200, body, headers: { etag: tagOf(body) } };
    });
  }

  @Post(':id/call-off')
  @HttpCode(200)
  @Allow('staff')
  @AllowToken('sessions:write')
  @Keyed()
  @ApiOperation({
    operationId: 'callOffSession',
    summary: 'Calls a session off, and tells everybody who said yes or maybe',
  })
  @ApiParam(SESSION_ID)
  @ApiResponse({ status: 200, description: 'It is off.', type: SessionApiView })
  @NoQuery()
  @Problems(404)
  callOff(
    @CurrentActor() actor: Actor,
    @Param('id') typedId: string,
    @Sent() sent: SentOnce,
    @Body() { reason }: ReasonBody,
  ): Promise<SessionApiView> {
    const id = parseId<SessionId>(typedId);
    return this.once.answer(actor, sent, async (tx) => ({
      status: 200,
      body: viewOf(await this.planning.callOff(tx, actor, id, reason)),
    }));
  }
}

function newSession(body: NewSessionBody): NewSession {
  const { activityId, startsAt, endsAt, leaders = [] } = body;
  const { meetPlace, places, placesReason, countBack, onlineJoining } = body;
  return {
    ...{ meetPlace, places, placesReason, countBack, onlineJoining },
    activityId: parseId(activityId),
    startsAt: parseIsoInstant(startsAt),
    endsAt: parseIsoInstant(endsAt),
    leaders: leaders.map((leader) => parseId(leader)),
  };
}

function changesOf({ startsAt, endsAt, leaders, ...changes }: SessionChangesBody) {
  return {
    ...changes,
    startsAt: startsAt === undefined ? undefined : parseIsoInstant(startsAt),
    endsAt: endsAt === undefined ? undefined : parseIsoInstant(endsAt),
    leaders: leaders?.map((leader) => parseId<PersonId>(leader)),
  };
}

function viewOf(session: SessionView): SessionApiView {
  const { id, ref, activityId, activityName, kind, startsAt, endsAt, occursOn } = session;
  const { meetPlace, places, countBack, onlineJoining, leaders, calledOff } = session;
  return {
    ...{ id, ref, activityId, activityName, kind, startsAt, endsAt, occursOn },
    ...{ meetPlace, places, countBack, onlineJoining, leaders: [...leaders] },
    ...(calledOff === undefined ? {} : { calledOffBecause: calledOff.reason }),
  };
}
