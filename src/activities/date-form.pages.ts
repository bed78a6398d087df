import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { parseId, type SessionId } from '../shared/ids.js';
import { type FieldError, goTo, Pages, t } from '../web/index.js';
import { TypedDate } from './activities.dto.js';
import type { ActivityView } from './activity.js';
import {
  DATE_CONTROLS,
  type DateRoom,
  dayOfDate,
  newTypedDate,
  readDate,
  typedDateOf,
} from './date-form.http.js';
import { DateRooms } from './date-rooms.queries.js';
import { titleOf, wholeName } from './dates.presenter.js';
import { Desk } from './desk.service.js';
import { refusedFields } from './form-errors.presenter.js';
import { type PlannedDates, Planning } from './planning.service.js';

const LIST = '/staff/dates';

/** Making and changing a date. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/dates')
export class DateFormPages {
  constructor(
    private readonly pages: Pages,
    private readonly desk: Desk,
    private readonly planning: Planning,
    private readonly rooms: DateRooms,
  ) {}

  @Get('new')
  async askNew(@CurrentActor() { schemeId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const room = await this.rooms.toMake(schemeId);
    this.show(reply, room, { action: `${LIST}/new`, typed: newTypedDate(room.today) });
  }

  @Post('new')
  async takeNew(
    @CurrentActor() actor: Actor,
    @Body() typed: TypedDate,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const room = await this.rooms.toMake(actor.schemeId);
    await this.take(reply, { room, typed, action: `${LIST}/new` }, async (dates) => {
      const [first] = await this.desk.act(actor.schemeId, (tx) =>
        this.planning.makeSessions(tx, actor, dates),
      );
      return first;
    });
  }

  @Get(':id/edit')
  async askChange(
    @CurrentActor() actor: Actor,
    @Param('id') typedId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { date, ...room } = await this.rooms.toChange(actor, parseId<SessionId>(typedId));
    const typed = typedDateOf(date, room.timeZone);
    this.show(reply, room, { action: `${LIST}/${date.id}/edit`, typed, what: titleOf(date, room) });
  }

  @Post(':id/edit')
  async takeChange(
    @CurrentActor() actor: Actor,
    @Param('id') typedId: string,
    @Body() typed: TypedDate,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { date, ...room } = await this.rooms.toChange(actor, parseId<SessionId>(typedId));
    const kept = Object.assign(new TypedDate(), typed, { activity: date.activityId, repeat: 'once' });
    const shown = { action: `${LIST}/${date.id}/edit`, typed: kept, what: titleOf(date, room) };
    await this.take(reply, { room, ...shown }, async ({ session }) => {
      await this.desk.act(actor.schemeId, (tx) => this.planning.changeSession(tx, actor, date.id, session));
      return date.id;
    });
  }

  private async take(
    reply: FastifyReply,
    { room, ...shown }: Shown & { readonly room: DateRoom },
    keep: (dates: PlannedDates) => Promise<SessionId>,
  ): Promise<void> {
    const read = readDate(shown.typed, room);
    if (!('session' in read)) {
      this.show(reply, room, { ...shown, errors: read });
      return;
    }
    let kept: SessionId | undefined;
    const errors = await refusedFields(DATE_CONTROLS, async () => {
      kept = await keep(read);
    });
    if (kept === undefined) this.show(reply, room, { ...shown, errors });
    else goTo(reply, `${LIST}/${kept}`);
  }

  private show(reply: FastifyReply, room: DateRoom, { action, typed, what = '', errors = [] }: Shown): void {
    const isNew = action.endsWith('/new');
    this.pages.render(reply, 'activities/date-form', {
      action,
      isNew,
      what,
      value: typed,
      date: dayOfDate(typed),
      activities: room.activities.map(({ id, name }: ActivityView) => ({ value: id, text: name })),
      leaders: [
        { value: '', text: t('plans.date.choose') },
        ...room.leaders.map((person) => ({ value: person.id, text: wholeName(person) })),
      ],
      errors,
      back: isNew ? LIST : action.replace(/\/edit$/, ''),
    });
  }
}

interface Shown {
  readonly action: string;
  readonly typed: TypedDate;
  /** Which date it is, when it is there already. */
  readonly what?: string;
  readonly errors?: readonly FieldError[];
}
