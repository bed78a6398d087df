import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { Pages } from '../web/index.js';
import { ReceiptPresenter } from './receipt-page.presenter.js';
import { sessionOf } from './register-form.http.js';
import { RegisterForms } from './register-forms.queries.js';
import { ReceiptQuery } from './register.dto.js';

/** What became of a register that was sent. */
@ApiExcludeController()
@Allow('leader', 'staff')
@Controller('leader/dates/:id/register')
export class RegisterSentPages {
  constructor(
    private readonly pages: Pages,
    private readonly forms: RegisterForms,
    private readonly receipts: ReceiptPresenter,
  ) {}

  @Get('saved')
  async saved(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() { version, left }: ReceiptQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = version === undefined ? undefined : Number(version);
    const receipt = await this.forms.receipt(actor, sessionOf(id), wanted);
    this.pages.render(
      reply,
      'attendance/register-saved',
      this.receipts.modelOf(receipt, { left: Number(left ?? 0), isStaff: actor.roles.includes('staff') }),
    );
  }

  /** A change that came too late is with staff. */
  @Get('asked')
  async asked(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.forms.open(actor, sessionOf(id));
    this.pages.render(reply, 'attendance/register-asked', { back: '/leader' });
  }
}
