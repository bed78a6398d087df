import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { parseId, type SessionId } from '../shared/ids.js';
import { goTo, Pages } from '../web/index.js';
import { unknownSession } from './activities.errors.js';
import { DateRooms } from './date-rooms.queries.js';
import { titleOf } from './dates.presenter.js';
import { Desk } from './desk.service.js';
import { Handovers } from './handovers.service.js';

/** "I cannot lead this one": a leader says so, without a reason, and staff find somebody. */
@ApiExcludeController()
@Controller()
export class HandoversPages {
  constructor(
    private readonly pages: Pages,
    private readonly rooms: DateRooms,
    private readonly desk: Desk,
    private readonly handovers: Handovers,
  ) {}

  @Get('leader/dates/:id/cannot-lead')
  @Allow('leader', 'staff')
  async ask(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { date, ...reading } = await this.rooms.one(actor, parseId<SessionId>(id));
    const isOpen = !date.isOver && date.calledOff === undefined;
    if (!isOpen || !date.leaders.some(({ personId }) => personId === actor.personId)) throw unknownSession();
    const model = { id: date.id, title: titleOf(date, reading) };
    this.pages.render(reply, 'activities/cannot-lead', { ...model, back: '/leader' });
  }

  @Post('leader/dates/:id/cannot-lead')
  @Allow('leader', 'staff')
  async take(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.desk.act(actor.schemeId, (tx) => this.handovers.giveBack(tx, actor, parseId<SessionId>(id)));
    goTo(reply, '/leader/cannot-lead/thank-you');
  }

  @Get('leader/cannot-lead/thank-you')
  @Allow('leader', 'staff')
  thank(@Res() reply: FastifyReply): void {
    this.pages.render(reply, 'activities/cannot-lead-said');
  }

  @Post('staff/dates/:id/handover-seen')
  @Allow('staff')
  async see(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.desk.act(actor.schemeId, (tx) => this.handovers.see(tx, actor, parseId<SessionId>(id)));
    goTo(reply, '/staff');
  }
}
