import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../identity/index.js';
import { Metrics } from './metrics.service.js';
import { NoQuery } from './no-query.decorator.js';

/** Counts for Prometheus. They hold no ids, but say how busy the service is: keep this path inside your network. */
@ApiTags('health')
@Allow('anyone')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'metrics', summary: 'What this process counts' })
  @ApiResponse({
    status: 200,
    description: 'The Prometheus text format.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  @NoQuery()
  async print(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.type(this.metrics.contentType);
    return this.metrics.print();
  }
}
