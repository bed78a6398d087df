import { Controller, Get, type OnModuleInit, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { dayInWords } from '../shared/day-words.js';
import { Pages, t, WorkLines } from '../web/index.js';
import { type NotIn, StaffRegisters } from './staff-registers.queries.js';

const LIST = '/staff/registers';

/** Registers that are not in, and what there is to check about others. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/registers')
export class StaffRegisterPages implements OnModuleInit {
  constructor(
    private readonly pages: Pages,
    private readonly staff: StaffRegisters,
    private readonly workLines: WorkLines,
  ) {}

  /** Counts on the work list what there is to do here. */
  onModuleInit(): void {
    this.workLines.use(30, async (view, { schemeId }) => {
      const all = await this.staff.notIn(view, schemeId);
      const notIn = all.filter(({ isForStaff }) => isForStaff);
      const checks = await this.staff.openChecks(view, schemeId);
      return [
        ...(notIn.length === 0
          ? []
          : [{ text: t('registers.work.not-in', { count: notIn.length }), href: LIST }]),
        ...(checks.length === 0
          ? []
          : [{ text: t('registers.work.check', { count: checks.length }), href: LIST }]),
      ];
    });
  }

  @Get()
  async show(@CurrentActor() { schemeId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { notIn, checks } = await this.staff.all(schemeId);
    this.pages.render(reply, 'attendance/staff-registers', {
      back: '/staff',
      notIn: notIn.filter(({ isForStaff }) => isForStaff).map(notInLine),
      soon: notIn.filter(({ isForStaff }) => !isForStaff).map(notInLine),
      checks: checks.map(({ id, kind, activityName, occursOn }) => ({
        name: t('register.session', { activity: activityName, day: dayInWords(occursOn) }),
        what: t(`registers.kind.${kind}`),
        href: `${LIST}/${id}/check`,
      })),
    });
  }
}

function notInLine({ id, activityName, occursOn, isAsked, leaders }: NotIn) {
  return {
    name: t('register.session', { activity: activityName, day: dayInWords(occursOn, occursOn) }),
    leaders: leaders.join(t('plans.and')),
    asked: isAsked ? t('registers.asked') : '',
    href: `/leader/dates/${id}/register`,
  };
}
