import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, AllowToken, CurrentActor } from '../identity/index.js';
import { parseIsoInstant } from '../shared/calendar.js';
import { type EntryId, parseId, type PersonId, type PutRightId } from '../shared/ids.js';
import { isKnown, onePage, positionOf, Problems, tagOf } from '../web/index.js';
import { ShowsOne, ShowsPage } from '../web/shows.decorator.js';
import { PreviewView, PutRightApiView, PutRightsList } from './put-right-api.dto.js';
import { EffectQuery, PutRightsQuery } from './put-right-asked.dto.js';
import { apiViewOf, previewByHand, previewOfLine } from './put-right-api.presenter.js';
import { PutRightLists } from './put-right-lists.queries.js';
import { whoseFor } from './put-right.presenter.js';
import { TheirGalaxiesQueries } from './their-galaxies.queries.js';
import { TheirLinesQueries } from './their-lines.queries.js';

export const PUT_RIGHT_ID = {
  name: 'id',
  description: 'What was put right, or is to be.',
  schema: { type: 'string', format: 'uuid' },
} as const;

/** What staff put right for people, and what it would do, for programs. */
@ApiTags('put right')
@Allow('staff')
@Controller('api/v1/put-rights')
export class PutRightsController {
  constructor(
    private readonly lists: PutRightLists,
    private readonly lines: TheirLinesQueries,
    private readonly galaxies: TheirGalaxiesQueries,
  ) {}

  @Get()
  @AllowToken('accounts:read')
  @ShowsPage({
    operationId: 'listPutRights',
    summary: 'What was put right or waits, the oldest first',
    type: PutRightsList,
  })
  @Problems(404)
  async list(
    @CurrentActor() actor: Actor,
    @Query() { after, limit, state, person }: PutRightsQuery,
  ): Promise<PutRightsList> {
    const [askedAt, id] = positionOf(after, 2) ?? [];
    const found = await this.lists.page(actor, {
      ...{ limit: limit + 1, state },
      person: person === undefined ? undefined : parseId<PersonId>(person),
      after:
        askedAt === undefined || id === undefined
          ? undefined
          : { askedAt: parseIsoInstant(askedAt), id: parseId<PutRightId>(id) },
    });
    const { rows, ...next } = onePage(found, limit, (row) => [row.askedAt, row.id]);
    return { putRights: rows.map(apiViewOf), ...next };
  }

  @Get('preview')
  @AllowToken('accounts:read')
  @ApiOperation({
    operationId: 'previewPutRight',
    summary: 'What putting a line right, or galaxies by hand, would do; nothing happens',
  })
  @ApiResponse({ status: 200, description: 'What each way would do.', type: PreviewView })
  @Problems(401, 403, 404, 422, 503)
  async preview(
    @CurrentActor() actor: Actor,
    @Query() { person: typed, entry, galaxies = 1 }: EffectQuery,
  ): Promise<PreviewView> {
    const person = parseId<PersonId>(typed);
    await this.lists.look(actor, person);
    const whose = whoseFor(actor, person);
    return entry === undefined
      ? previewByHand(await this.galaxies.byHand(whose), galaxies)
      : previewOfLine(await this.lines.one(whose, parseId<EntryId>(entry)));
  }

  @Get(':id')
  @AllowToken('accounts:read')
  @ShowsOne({
    operationId: 'showPutRight',
    summary: 'One of them, with an ETag',
    at: PUT_RIGHT_ID,
    description: 'How it stands.',
    type: PutRightApiView,
  })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PutRightApiView | undefined> {
    const view = apiViewOf(await this.lists.one(actor, parseId<PutRightId>(id)));
    return isKnown(reply, tagOf(view)) ? undefined : view;
  }
}
