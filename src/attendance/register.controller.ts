import { Body, Controller, Get, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, AllowToken, CurrentActor } from '../identity/index.js';
import { parseId, type PersonId, type SessionId } from '../shared/ids.js';
import { isKnown, Problems, tagOfVersion } from '../web/index.js';
import { NoQuery } from '../web/no-query.decorator.js';
import { type AskedRegister, type SavedRegister, standingIn, type VersionView } from './answer.js';
import { sumsOf } from './receipt.js';
import { RegisterForms } from './register-forms.queries.js';
import { RegisterView, SavedRegisterView, SentRegisterBody } from './register-api.dto.js';
import { RegisterTaking } from './register-taking.service.js';
import { OfSession, type RegisterSending, SavesRegister, Sending } from './register-sending.decorator.js';

/** The register of a session, for programs. */
@ApiTags('registers')
@Allow('leader', 'staff')
@Controller('api/v1/sessions/:id/register')
@ApiParam({ name: 'id', description: 'The session.', schema: { type: 'string', format: 'uuid' } })
export class RegisterController {
  constructor(
    private readonly forms: RegisterForms,
    private readonly taking: RegisterTaking,
  ) {}

  /** Version 0, with nobody on it, before the first was saved. */
  @Get()
  @AllowToken('registers:read')
  @ApiOperation({ operationId: 'showRegister', summary: 'The register of a session as it stands' })
  @ApiResponse({ status: 200, description: 'The register. Its ETag is its version.', type: RegisterView })
  @ApiResponse({ status: 304, description: 'It is as the ETag in If-None-Match says.' })
  @NoQuery()
  @Problems(404, 422, 503)
  async show(
    @CurrentActor() actor: Actor,
    @OfSession() id: SessionId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegisterView | undefined> {
    const register = await this.forms.current(actor, id);
    if (isKnown(reply, tagOfVersion(register?.version ?? 0))) return undefined;
    return viewOf(id, register);
  }

  @Put()
  @AllowToken('registers:write')
  @SavesRegister()
  async save(
    @CurrentActor() actor: Actor,
    @Sending() sending: RegisterSending,
    @Body() body: SentRegisterBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SavedRegisterView> {
    const saved = await this.taking.take(actor, formOf(sending, body));
    const view = answerOf(saved);
    reply.status(view.state === 'recorded' ? 200 : 202).header('etag', tagOfVersion(saved.version));
    return view;
  }
}

function formOf(
  sending: RegisterSending,
  { lines, noteToStaff: note, outcome, ...counts }: SentRegisterBody,
) {
  return {
    ...({ ...sending, note, outcome, source: 'api', askStaff: true } as const),
    headCountExtra: counts.headCountExtra ?? 0,
    countedOut: counts.countedOut,
    countedBack: counts.countedBack,
    ticks: lines.map(({ personId, part }) => ({ personId: parseId<PersonId>(personId), part })),
  };
}

function viewOf(session: SessionId, register: VersionView | undefined): RegisterView {
  if (register === undefined) return { sessionId: session, version: 0, lines: [], headCountExtra: 0 };
  const { version, outcome, headCountExtra, countedOut, countedBack } = register;
  return {
    ...{ sessionId: session, version, outcome, headCountExtra },
    ...(countedOut === undefined ? {} : { countedOut }),
    ...(countedBack === undefined ? {} : { countedBack }),
    lines: standingIn(register).map(({ personId, part, galaxies }) => ({ personId, part, galaxies })),
  };
}

function answerOf(saved: SavedRegister | AskedRegister): SavedRegisterView {
  const { sessionId: session, version } = saved;
  if (saved.kind === 'asked')
    return { sessionId: session, state: 'asked', version, lines: [], galaxiesAdded: 0, galaxiesInAll: 0 };
  const { added, inAll } = sumsOf(saved);
  const state = saved.merged ? 'joined' : 'recorded';
  return {
    sessionId: session,
    state,
    version,
    lines: saved.answers,
    galaxiesAdded: added,
    galaxiesInAll: inAll,
  };
}
