import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { parseId, type SessionId } from '../shared/ids.js';
import { type FieldError, goTo, Pages, t } from '../web/index.js';
import { TypedDate } from './activities.dto.js';
import type { ActivityView } from './activity.js';
import type { NamedPerson } from './date.js';
import {
  DATE_CONTROLS,
  type DateRoom,
  dayOfDate,
  newTypedDate,
  otherLeaders,
  readDate,
  seenOf,
  standsAlready,
  typedDateOf,
  withOtherLeaders,
} from './date-form.http.js';
import { DateRooms } from './date-rooms.queries.js';
import { dateChangedSince } from './activities.errors.js';
import { alsoLead, nowOf, type Reading, titleOf, wholeName } from './dates.presenter.js';
import { Desk } from './desk.service.js';
import { refusedFields } from './form-errors.presenter.js';
import { refOfForm } from './form-mark.js';
import { type PlannedDates, Planning } from './planning.service.js';
import type { SessionView } from './session.js';

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
    await this.take(reply, { room, typed, action: `${LIST}/new` }, ({ session, rule }) =>
      this.desk.act(actor.schemeId, (tx) =>
        this.planning.makeSessionsOnce(tx, actor, {
          session: { ...session, ref: refOfForm('d', typed) },
          rule,
        }),
      ),
    );
  }

  @Get(':id/edit')
  async askChange(
    @CurrentActor() actor: Actor,
    @Param('id') typedId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { date, ...room } = await this.rooms.toChange(actor, parseId<SessionId>(typedId));
    this.show(reply, room, { ...shownOf(date, room), typed: typedDateOf(date, room.timeZone) });
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
    await this.take(reply, { room, ...shownOf(date, room), typed: kept }, async (read) => {
      const session = withOtherLeaders(read.session, date);
      if (standsAlready(session, date)) return date.id;
      const amend = (now: SessionView) => {
        if (typed.seen === '' || typed.seen === seenOf(now)) return session;
        Object.assign(kept, { seen: seenOf(now) });
        throw dateChangedSince(nowOf(now, room, room.leaders));
      };
      await this.desk.act(actor.schemeId, (tx) => this.planning.amendSession(tx, actor, date.id, amend));
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

  private show(reply: FastifyReply, room: DateRoom, { action, typed, what = '', ...shown }: Shown): void {
    const { others = '', errors = [] } = shown;
    const isNew = action.endsWith('/new');
    this.pages.render(reply, 'activities/date-form', {
      action,
      isNew,
      what,
      others,
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
  /** Who leads it beside those whom the form asks for. */
  readonly others?: string;
  readonly errors?: readonly FieldError[];
}

/** What the form says of a date that is there. */
function shownOf(
  date: SessionView,
  room: Reading & { readonly people: readonly NamedPerson[] },
): Omit<Shown, 'typed'> {
  return {
    action: `${LIST}/${date.id}/edit`,
    what: titleOf(date, room),
    others: alsoLead(otherLeaders(date), room.people),
  };
}
