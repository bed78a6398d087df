import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Allow } from '../identity/index.js';
import { ApiDocument } from './api-document.js';
import { NoQuery } from './no-query.decorator.js';

@ApiTags('documents')
@Allow('anyone')
@Controller('api/openapi.json')
export class ApiDocsController {
  constructor(private readonly api: ApiDocument) {}

  @Get()
  @Header('cache-control', 'no-cache')
  @ApiOperation({ operationId: 'openApi', summary: 'This document' })
  @ApiResponse({
    status: 200,
    description: 'OpenAPI 3.1.',
    content: { 'application/json': { schema: { type: 'object' } } },
  })
  @NoQuery()
  give(): OpenAPIObject {
    return this.api.document;
  }
}
