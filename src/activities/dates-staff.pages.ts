import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { parseIsoInstant } from '../shared/calendar.js';
import { parseId, type SessionId } from '../shared/ids.js';
import { type FieldError, goTo, onePage, Pages, positionOf } from '../web/index.js';
import { TypedReason } from './activities.dto.js';
import { DateRooms } from './date-rooms.queries.js';
import type { DateBehind } from './date.js';
import { StaffDatesQuery } from './dates.dto.js';
import { saidOf, staffDate, staffRow, titleOf } from './dates.presenter.js';
import { Desk } from './desk.service.js';
import { handoverLine } from './handover.presenter.js';
import { refusedFields } from './form-errors.presenter.js';
import { Planning } from './planning.service.js';

const LIST = '/staff/dates';

/** How many dates staff see at once. */
const MOST_DATES = 60;

/** The dates of what the scheme runs, as staff see them and call them off. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/dates')
export class DatesStaffPages {
  constructor(
    private readonly pages: Pages,
    private readonly desk: Desk,
    private readonly planning: Planning,
    private readonly rooms: DateRooms,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Query() { when, after }: StaffDatesQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isPast = when === 'past';
    const part = { after: behindOf(after), limit: MOST_DATES + 1 };
    const { dates, people, ...reading } = await this.rooms.all(actor, isPast, part);
    const found = onePage(dates, MOST_DATES, ({ startsAt, id }) => [startsAt, id]);
    const rows = found.rows.map((date) => staffRow(date, reading, people));
    const isFirst = after === undefined;
    const back = isFirst ? '/staff' : isPast ? `${LIST}?when=past` : LIST;
    this.pages.render(reply, 'activities/dates-staff', { rows, next: found.next, isFirst, isPast, back });
  }

  @Get(':id')
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { date, answers, people, handovers, isMoving, ...reading } = await this.rooms.one(
      actor,
      parseId<SessionId>(id),
    );
    const model = staffDate(date, { reading, answers, people });
    this.pages.render(reply, 'activities/date-staff', {
      ...model,
      isMoving,
      handovers: handovers.map(handoverLine),
      back: LIST,
    });
  }

  @Get(':id/off')
  async askOff(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.showOff(reply, actor, { id: parseId(id), value: '', errors: [] });
  }

  /** Everybody who said yes or maybe, or waits, is told once. */
  @Post(':id/off')
  async takeOff(
    @CurrentActor() actor: Actor,
    @Param('id') typedId: string,
    @Body() { reason }: TypedReason,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = parseId<SessionId>(typedId);
    const errors = await refusedFields({ '/reason': 'reason' }, () =>
      this.desk.act(actor.schemeId, (tx) => this.planning.callOff(tx, actor, id, reason)),
    );
    if (errors.length === 0) goTo(reply, `${LIST}/${id}`);
    else await this.showOff(reply, actor, { id, value: reason, errors });
  }

  private async showOff(
    reply: FastifyReply,
    actor: Actor,
    { id, value, errors }: { id: SessionId; value: string; errors: readonly FieldError[] },
  ): Promise<void> {
    const { date, ...reading } = await this.rooms.one(actor, id);
    const model = { id, title: titleOf(date, reading), said: saidOf(date), value, errors };
    this.pages.render(reply, 'activities/date-off', { ...model, back: `${LIST}/${id}` });
  }
}

/** The date that a page begins behind. */
function behindOf(after: string | undefined): DateBehind | undefined {
  const [startsAt, id] = positionOf(after, 2) ?? [];
  return startsAt === undefined || id === undefined
    ? undefined
    : { startsAt: parseIsoInstant(startsAt), id: parseId(id) };
}
