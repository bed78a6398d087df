import { Controller, Get, Header, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { HealthIndicatorResult } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { Log } from '../config/index.js';
import { Allow } from '../identity/index.js';
import { Readiness, type ReadinessCheck } from '../shared/readiness.js';
import { within } from '../shared/within.js';
import { HealthView } from './health.dto.js';
import { NoQuery } from './no-query.decorator.js';

const LIMIT_MS = 1_000;

/** For whatever watches over the service. Says what is down; why is in the logs. */
@ApiTags('health')
@Allow('anyone')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly readiness: Readiness,
    private readonly log: Log,
  ) {}

  @Get('live')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'live', summary: 'Does this process run at all?' })
  @ApiResponse({ status: 200, description: 'It runs.', type: HealthView })
  @NoQuery()
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'ready', summary: 'May this process be sent work?' })
  @ApiResponse({ status: 200, description: 'It may.', type: HealthView })
  @ApiResponse({
    status: 503,
    description: 'It may not: something is missing, or it is stopping.',
    type: HealthView,
  })
  @NoQuery()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    try {
      return await this.health.check([
        ...(this.readiness.stopping ? [() => this.indicators.check('service').down()] : []),
        ...this.readiness.checks.map((check) => () => this.ask(check)),
      ]);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      reply.status(503);
      return error.getResponse();
    }
  }

  private async ask(needed: ReadinessCheck): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(needed.name);
    try {
      return indicator.up(await within(LIMIT_MS, needed.check()));
    } catch (error) {
      this.log.warn({ err: error, check: needed.name }, 'a readiness check failed');
      return indicator.down();
    }
  }
}
