import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  NotFoundException,
  type RawBodyRequest,
  UnauthorizedException,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Environment } from '../config/index.js';
import { Clock } from '../shared/clock.js';
import { isGenuine } from './text-report.js';

/** Lets in what the gateway has signed, before any of it is read. Without the setting there is no such route. */
@Injectable()
export class TextReportsGuard implements CanActivate {
  constructor(
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { TEXT_REPORT_SECRET: secret } = this.environment;
    if (secret === undefined) throw new NotFoundException();
    const { headers, rawBody } = context.switchToHttp().getRequest<RawBodyRequest<FastifyRequest>>();
    const signature = headers['x-signature'];
    const sent = typeof signature === 'string' ? signature : '';
    const body = rawBody ?? Buffer.alloc(0);
    if (!isGenuine({ secret, signature: sent, body, now: this.clock.now() }))
      throw new UnauthorizedException();
    return true;
  }
}
