import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Audit } from '../audit/index.js';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { type ContributionId, isId, parseId } from '../shared/ids.js';
import { type FieldError, fieldError, goTo, Pages, t } from '../web/index.js';
import { A_PAGE, ContributionChecks } from './contribution-checks.service.js';
import { isOwnOf, LONGEST_DECISION_REASON, tidy } from './contribution.js';
import { endOf, givesOf, oneRows, resultView, waitingView } from './checking.presenter.js';
import { DecisionForm, ListQuery, ResultQuery, TickedForm } from './helped.dto.js';

const LIST = '/staff/helped';

/** Reasons that staff often give; the person reads them as they stand. */
const REASONS = ['register', 'unknown', 'other'] as const;

const EMPTY = { decision: '', reason: '', words: '' };

/** Staff look at what people said they did. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/helped')
export class CheckingPages {
  constructor(
    private readonly pages: Pages,
    private readonly checks: ContributionChecks,
    private readonly audit: Audit,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.showList(reply, actor, query.after, []);
  }

  @Post()
  async approve(
    @CurrentActor() actor: Actor,
    @Body() { ids: ticked }: TickedForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ids = ticked.filter(isId<ContributionId>);
    if (ids.length === 0) {
      await this.showList(reply, actor, undefined, [fieldError('ids', 'checking.wrong.choose')]);
      return;
    }
    await this.checks.approveSeveral(actor, ids);
    goTo(reply, `${LIST}/result?ids=${ids.join(',')}`);
  }

  @Get('result')
  async result(
    @CurrentActor() actor: Actor,
    @Query() { ids }: ResultQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = ids
      .split(',')
      .filter(isId<ContributionId>)
      .slice(0, 50);
    const found = await this.checks.several(actor.schemeId, asked);
    this.pages.render(reply, 'contributions/checking-result', { ...resultView(found, actor), back: LIST });
  }

  @Get(':id')
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const one = await this.checks.one(actor.schemeId, parseId<ContributionId>(id));
    await this.audit.looked(actor.schemeId, actor, one.personId);
    await this.showOne(reply, actor, { id: one.id, typed: EMPTY, errors: [] });
  }

  @Post(':id')
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() typed: DecisionForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const which = parseId<ContributionId>(id);
    const { personName: name } = await this.checks.one(actor.schemeId, which);
    const reason = reasonIn(typed);
    const errors = errorsIn(typed, reason, name);
    if (errors.length > 0) {
      await this.showOne(reply, actor, { id: which, typed, errors });
      return;
    }
    if (typed.decision === 'approve') await this.checks.approve(actor, which);
    else await this.checks.refuse(actor, which, reason);
    goTo(reply, LIST);
  }

  private async showList(
    reply: FastifyReply,
    actor: Actor,
    after: string | undefined,
    errors: readonly FieldError[],
  ): Promise<void> {
    const from = after === undefined ? undefined : parseId<ContributionId>(after);
    const found = await this.checks.waiting(actor.schemeId, from);
    const shown = found.slice(0, A_PAGE);
    this.pages.render(reply, 'contributions/checking', {
      ...waitingView(shown, actor),
      next: found.length > A_PAGE ? (shown.at(-1)?.id ?? '') : '',
      back: '/staff',
      errors,
    });
  }

  private async showOne(
    reply: FastifyReply,
    actor: Actor,
    { id, typed, errors }: { id: ContributionId; typed: DecisionForm; errors: readonly FieldError[] },
  ): Promise<void> {
    const one = await this.checks.one(actor.schemeId, id);
    const gives = await this.checks.wouldGive(actor.schemeId, one);
    this.pages.render(reply, 'contributions/checking-one', {
      name: one.personName,
      rows: oneRows(one),
      gives: givesOf(one, gives),
      end: endOf(one),
      isOwn: isOwnOf(one, actor.personId),
      action: `${LIST}/${id}`,
      back: LIST,
      typed,
      errors,
    });
  }
}

/** The words that the person will read. */
function reasonIn({ reason, words }: DecisionForm): string {
  const known = REASONS.find((each) => each === reason);
  if (known === undefined) return '';
  return known === 'other' ? tidy(words) : t(`checking.one.reasons.${known}`);
}

function errorsIn(
  { decision, reason: chosen }: DecisionForm,
  reason: string,
  name: string,
): readonly FieldError[] {
  if (decision === 'approve') return [];
  if (decision !== 'refuse') return [fieldError('decision', 'checking.wrong.decision')];
  const count = reason.length - LONGEST_DECISION_REASON;
  if (count > 0) return [fieldError('words', 'errors.text.long', { limit: LONGEST_DECISION_REASON, count })];
  if (reason !== '') return [];
  return [fieldError(chosen === 'other' ? 'words' : 'reason', 'checking.wrong.reason', { name })];
}
