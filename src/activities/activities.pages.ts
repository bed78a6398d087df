import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { type ActivityId, newId, parseId } from '../shared/ids.js';
import { type FieldError, goTo, Pages } from '../web/index.js';
import { ActivitiesQueries } from './activities.queries.js';
import { TypedActivity } from './activities.dto.js';
import type { NewActivity } from './activity.js';
import { ACTIVITY_CONTROLS, readActivity, typedActivityOf } from './activity-form.http.js';
import { Desk } from './desk.service.js';
import { refusedFields } from './form-errors.presenter.js';
import { refOfForm } from './form-mark.js';
import { Planning } from './planning.service.js';

const LIST = '/staff/activities';

/** What the scheme runs, as staff make and change it. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/activities')
export class ActivitiesPages {
  constructor(
    private readonly pages: Pages,
    private readonly desk: Desk,
    private readonly planning: Planning,
    private readonly activities: ActivitiesQueries,
  ) {}

  @Get()
  async list(@CurrentActor() { schemeId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const activities = await this.desk.look(schemeId, (view) => this.activities.all(view, schemeId));
    this.pages.render(reply, 'activities/activities-staff', { activities, back: '/staff/dates' });
  }

  @Get('new')
  askNew(@Res() reply: FastifyReply): void {
    const typed = Object.assign(new TypedActivity(), { key: newId<ActivityId>() });
    this.show(reply, `${LIST}/new`, typed, []);
  }

  @Post('new')
  async takeNew(
    @CurrentActor() actor: Actor,
    @Body() typed: TypedActivity,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.take(reply, `${LIST}/new`, typed, (activity) =>
      this.desk.act(actor.schemeId, (tx) =>
        this.planning.makeActivityOnce(tx, actor, { ...activity, ref: refOfForm('a', typed) }),
      ),
    );
  }

  @Get(':id')
  async askChange(
    @CurrentActor() { schemeId }: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const activity = await this.desk.look(schemeId, (view) =>
      this.activities.one(view, schemeId, parseId<ActivityId>(id)),
    );
    this.show(reply, `${LIST}/${activity.id}`, typedActivityOf(activity), []);
  }

  @Post(':id')
  async takeChange(
    @CurrentActor() actor: Actor,
    @Param('id') typedId: string,
    @Body() typed: TypedActivity,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = parseId<ActivityId>(typedId);
    await this.take(reply, `${LIST}/${id}`, typed, (activity) =>
      this.desk.act(actor.schemeId, (tx) => this.planning.changeActivity(tx, actor, id, activity)),
    );
  }

  private async take(
    reply: FastifyReply,
    action: string,
    typed: TypedActivity,
    keep: (activity: NewActivity) => Promise<unknown>,
  ): Promise<void> {
    const read = readActivity(typed);
    const errors = 'kind' in read ? await refusedFields(ACTIVITY_CONTROLS, () => keep(read)) : read;
    if (errors.length === 0) goTo(reply, LIST);
    else this.show(reply, action, typed, errors);
  }

  private show(
    reply: FastifyReply,
    action: string,
    value: TypedActivity,
    errors: readonly FieldError[],
  ): void {
    const isNew = action.endsWith('/new');
    this.pages.render(reply, 'activities/activity-form', { action, isNew, value, errors, back: LIST });
  }
}
