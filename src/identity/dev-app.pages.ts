import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Clock } from '../shared/clock.js';
import { Pages } from '../web/index.js';
import { Allow } from './allow.decorator.js';
import { codeAt, EXAMPLE_APP_SECRET } from './app-code.js';

/** What the app of the example's staff shows. Open to anyone, because it is there in development only. */
@ApiExcludeController()
@Allow('anyone')
@Controller('dev/app')
export class DevAppPages {
  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@Res() reply: FastifyReply): void {
    const code = codeAt(EXAMPLE_APP_SECRET, this.clock.now().getTime() / 1_000);
    this.pages.render(reply, 'identity/dev-app', { code }, { kept: false });
  }
}
