import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../identity/index.js';
import { SchemesQueries } from '../schemes/index.js';
import { Pages } from './pages.service.js';
import { dialled, unbroken } from './telephone.js';

/** Who answers. The organisation reads these numbers again, on the services' own sites, before it opens. */
const LINES = [
  { name: 'emergency', number: '999' },
  { name: 'nhs', number: '111' },
  { name: 'samaritans', number: '116 123' },
  { name: 'breathing-space', number: '0800 83 85 87' },
].map(({ name, number }) => ({ name, href: `tel:${dialled(number)}`, number: unbroken(number) }));

/** The pages that are open to everyone, signed in or not. They hold nothing about people. */
@ApiExcludeController()
@Allow('anyone')
@Controller()
export class OpenPages {
  constructor(
    private readonly pages: Pages,
    private readonly schemes: SchemesQueries,
  ) {}

  @Get()
  async home(@Res() reply: FastifyReply): Promise<void> {
    this.pages.render(reply, 'web/home', { schemes: await this.schemes.all() });
  }

  @Get('help-now')
  helpNow(@Res() reply: FastifyReply): void {
    this.pages.render(reply, 'web/help-now', { lines: LINES });
  }

  @Get('help')
  help(@Res() reply: FastifyReply): void {
    this.pages.render(reply, 'web/help', { parts: ['number', 'web', 'sign-in', 'stop', 'wrong'] });
  }

  @Get('privacy')
  privacy(@Res() reply: FastifyReply): void {
    const parts = ['keep', 'never', 'until', 'see', 'book', 'others', 'cookie', 'yours'];
    this.pages.render(reply, 'web/privacy', { parts });
  }

  @Get('accessibility')
  accessibility(@Res() reply: FastifyReply): void {
    this.pages.render(reply, 'web/accessibility', { parts: ['do', 'check', 'not-yet', 'ask'] });
  }
}
