import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../identity/index.js';
import { PageQuery } from '../web/page.dto.js';
import { Problems } from '../web/problems.decorator.js';
import type { Scheme } from './scheme.js';
import { SchemesPage, type SchemeView } from './schemes.dto.js';
import { SchemesQueries } from './schemes.queries.js';

/** The schemes that live here. Nothing about people. */
@ApiTags('schemes')
@Allow('anyone')
@Problems(429)
@Controller('api/v1/schemes')
export class SchemesController {
  constructor(private readonly schemes: SchemesQueries) {}

  @Get()
  @ApiOperation({ operationId: 'listSchemes', summary: 'The schemes that live here, by slug' })
  @ApiResponse({ status: 200, description: 'One page of them.', type: SchemesPage })
  @Problems(422, 503)
  async list(@Query() { after = '', limit }: PageQuery): Promise<SchemesPage> {
    const all = await this.schemes.all();
    const rest = all.filter(({ slug }) => slug > after);
    const schemes = rest.slice(0, limit).map(viewOf);
    const next = schemes.at(-1)?.slug;
    return { schemes, ...(next !== undefined && rest.length > limit ? { next } : {}) };
  }
}

function viewOf({ slug, name, words }: Scheme): SchemeView {
  return { slug, name, words: { one: words.one, many: words.many } };
}
