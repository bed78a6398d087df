import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { DomainError } from '../shared/domain-error.js';
import { typedDayOf } from '../shared/day-words.js';
import { type EarningRateId, parseId } from '../shared/ids.js';
import { type FieldError, goTo, Pages, t } from '../web/index.js';
import { Desk } from './desk.service.js';
import { RatePublishing } from './rate-publishing.service.js';
import { dayOf, readRule } from './rule-form.http.js';
import { RuleRooms } from './rule-rooms.queries.js';
import { TypedRule } from './rules.dto.js';
import { ruleModel, rulesModel } from './rules.presenter.js';

/** What taking part gives. Rules are read here, asked for by one administrator and agreed to by another. */
@ApiExcludeController()
@Allow('administrator')
@Controller('admin/rules')
export class RulesPages {
  constructor(
    private readonly pages: Pages,
    private readonly desk: Desk,
    private readonly publishing: RatePublishing,
    private readonly rooms: RuleRooms,
  ) {}

  @Get()
  async list(@CurrentActor() { schemeId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { rates, today } = await this.rooms.all(schemeId);
    this.pages.render(reply, 'activities/rules', rulesModel(rates, today));
  }

  @Get('new')
  async ask(@CurrentActor() { schemeId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const room = await this.rooms.toMake(schemeId);
    const { day, month, year } = typedDayOf(room.today);
    const empty = Object.assign(new TypedRule(), { from_day: day, from_month: month, from_year: year });
    this.showForm(reply, room, empty, []);
  }

  @Post('new')
  async take(
    @CurrentActor() actor: Actor,
    @Body() typed: TypedRule,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const room = await this.rooms.toMake(actor.schemeId);
    const rule = readRule(typed, room);
    if ('part' in rule) {
      const id = await this.desk.act(actor.schemeId, (tx) => this.publishing.askOnce(tx, actor, rule));
      goTo(reply, `/admin/rules/${id}`);
    } else this.showForm(reply, room, typed, rule);
  }

  @Get(':id')
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(reply, actor, parseId<EarningRateId>(id), []);
  }

  /** Another administrator agrees, and the rule counts. */
  @Post(':id/agree')
  async agree(
    @CurrentActor() actor: Actor,
    @Param('id') typed: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = parseId<EarningRateId>(typed);
    try {
      await this.desk.act(actor.schemeId, (tx) => this.publishing.agree(tx, actor, id));
    } catch (error) {
      if (!(error instanceof DomainError) || error.refusal === 'missing') throw error;
      await this.show(reply, actor, id, [{ field: 'agree', text: error.detail.replace(/[.]$/, '') }]);
      return;
    }
    goTo(reply, `/admin/rules/${id}`);
  }

  @Post(':id/withdraw')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.desk.act(actor.schemeId, (tx) =>
      this.publishing.withdraw(tx, actor, parseId<EarningRateId>(id)),
    );
    goTo(reply, '/admin/rules');
  }

  private async show(
    reply: FastifyReply,
    { schemeId, personId }: Actor,
    id: EarningRateId,
    errors: readonly FieldError[],
  ): Promise<void> {
    const { rate, effect, today, others } = await this.rooms.one(schemeId, id, personId);
    const isMine = rate.askedBy === personId;
    const model = { ...ruleModel(rate, effect, today), isMine, others: others.join(', ') };
    this.pages.render(reply, 'activities/rule', { ...model, errors, back: '/admin/rules' });
  }

  private showForm(
    reply: FastifyReply,
    { activities }: Awaited<ReturnType<RuleRooms['toMake']>>,
    typed: TypedRule,
    errors: readonly FieldError[],
  ): void {
    const options = [
      { value: '', text: t('rules.everywhere') },
      ...activities.map(({ id, name }) => ({ value: id, text: name })),
    ];
    const model = { value: typed, from: dayOf(typed), options, errors, back: '/admin/rules' };
    this.pages.render(reply, 'activities/rule-new', model);
  }
}
