import { Controller, Get, Header, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../identity/index.js';
import { type SealView, signedNote } from '../ledger/index.js';
import { NoQuery } from '../web/no-query.decorator.js';
import { Problems } from '../web/problems.decorator.js';
import { CheckpointsPage, CheckpointsQuery, CheckpointView } from './checkpoints.dto.js';
import { CheckpointsQueries } from './checkpoints.queries.js';

const SLUG = { name: 'slug', description: "The scheme's short name.", example: 'orbit' };

/** Signed seals, for anyone who wants to prove the book later. They hold nothing about people. */
@ApiTags('checkpoints')
@Allow('anyone')
@Problems(429)
@Controller('api/v1/schemes/:slug/checkpoints')
export class CheckpointsController {
  constructor(private readonly checkpoints: CheckpointsQueries) {}

  @Get()
  @ApiOperation({ operationId: 'listCheckpoints', summary: "A scheme's checkpoints, oldest first" })
  @ApiParam(SLUG)
  @ApiResponse({ status: 200, description: 'One page of them.', type: CheckpointsPage })
  @Problems(404, 422, 503)
  async list(@Param('slug') slug: string, @Query() query: CheckpointsQuery): Promise<CheckpointsPage> {
    const found = await this.checkpoints.page(slug, Number(query.after ?? 0), query.limit);
    const last = found.at(-1);
    return {
      checkpoints: found.map(viewOf),
      ...(last !== undefined && found.length === query.limit ? { next: String(last.number) } : {}),
    };
  }

  @Get('latest')
  @Header('vary', 'accept')
  @Header('cache-control', 'no-cache')
  @ApiOperation({
    operationId: 'latestCheckpoint',
    summary: "A scheme's newest checkpoint, as JSON or as a signed note to print",
  })
  @ApiParam(SLUG)
  @ApiResponse({
    status: 200,
    description: 'JSON, or the note for whoever asks for text.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(CheckpointView) } },
      'text/plain': { schema: { type: 'string' } },
    },
  })
  @NoQuery()
  @Problems(404, 422, 503)
  async latest(
    @Param('slug') slug: string,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CheckpointView | string> {
    const view = viewOf(await this.checkpoints.latest(slug));
    if (!wantsText(accept)) return view;
    reply.type('text/plain; charset=utf-8');
    return view.note;
  }
}

/** A person's browser and whoever names plain text get the note; programs get JSON. */
function wantsText(accept = ''): boolean {
  return !accept.includes('application/json') && /text\/(plain|html)/.test(accept);
}

function viewOf({ checkpoint, signatures }: SealView): CheckpointView {
  return {
    origin: checkpoint.origin,
    seal: checkpoint.seal,
    entries: checkpoint.entries,
    root: checkpoint.root.toString('base64'),
    sealedAt: checkpoint.sealedAt,
    signatures: signatures.map(({ publicKey, signature }) => ({
      publicKey: publicKey.toString('base64'),
      signature: signature.toString('base64'),
    })),
    note: signedNote(checkpoint, signatures),
  };
}
