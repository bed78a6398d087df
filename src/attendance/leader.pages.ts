import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor, HostScheme } from '../identity/index.js';
import { Pages } from '../web/index.js';
import { RegisterForms } from './register-forms.queries.js';
import { leaderModel } from './register.presenter.js';

/** The dates of whoever leads: today first, then the week, then the registers that are not in. */
@ApiExcludeController()
@Allow('leader', 'staff')
@Controller('leader')
export class LeaderPages {
  constructor(
    private readonly pages: Pages,
    private readonly forms: RegisterForms,
    private readonly schemes: HostScheme,
  ) {}

  @Get()
  async show(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    const [led, scheme] = await Promise.all([this.forms.datesOf(actor), this.schemes.only()]);
    this.pages.render(reply, 'attendance/leader', leaderModel(led, scheme?.timeZone ?? 'Europe/London'));
  }
}
