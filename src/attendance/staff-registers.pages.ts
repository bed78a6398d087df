import { Body, Controller, Get, type OnModuleInit, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { dayInWords } from '../shared/day-words.js';
import { isId, newId, type RegisterCheckId, type SessionId } from '../shared/ids.js';
import { type FieldError, fieldError, goTo, Pages, t, WorkLines } from '../web/index.js';
import { PaperLists, type ReadPaper } from './paper-lists.service.js';
import { unknownRegister } from './registers.errors.js';
import { type NotIn, StaffRegisters } from './staff-registers.queries.js';
import { TypedPaper } from './type-up.dto.js';

const TYPE_UP = '/staff/registers/type-up';
const LIST = '/staff/registers';

/** Registers that are not in, what there is to check about others, and typing up from paper. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/registers')
export class StaffRegisterPages implements OnModuleInit {
  constructor(
    private readonly pages: Pages,
    private readonly staff: StaffRegisters,
    private readonly papers: PaperLists,
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
      notIn: notIn.filter(({ isForStaff }) => isForStaff).map(notInLine),
      soon: notIn.filter(({ isForStaff }) => !isForStaff).map(notInLine),
      checks: checks.map(({ id, kind, activityName, occursOn }) => ({
        name: t('register.session', { activity: activityName, day: dayInWords(occursOn) }),
        what: t(`registers.kind.${kind}`),
        href: `${LIST}/${id}/check`,
      })),
    });
  }

  @Get('type-up')
  ask(@Res() reply: FastifyReply): void {
    this.render(reply, { roster_code: '', rows: '', helped_rows: '', led_rows: '' }, []);
  }

  @Post('type-up')
  async take(
    @CurrentActor() actor: Actor,
    @Body() typed: TypedPaper,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const paper = await this.papers.read(actor, typed);
    if ('faults' in paper) {
      const { last, faults } = paper;
      this.render(
        reply,
        typed,
        faults.map((fault) => errorOf(fault, last)),
      );
      return;
    }
    if (typed.do !== 'save') {
      this.check(reply, typed, paper);
      return;
    }
    const saved = await this.papers.save(actor, paper, { key: typed.key, basedOn: Number(typed.version) });
    goTo(reply, `/leader/dates/${paper.sessionId}/register/saved?version=${String(saved.version)}`);
  }

  @Get(':id/check')
  async look(
    @CurrentActor() { schemeId }: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const check = await this.staff.check(schemeId, checkId(id));
    this.pages.render(reply, 'attendance/register-check', {
      ...check,
      name: t('register.session', { activity: check.activityName, day: dayInWords(check.occursOn) }),
      what: t(`registers.kind.${check.kind}`),
      register: `/leader/dates/${check.sessionId}/register`,
      path: `${LIST}/${id}/check`,
      back: LIST,
    });
  }

  @Post(':id/check')
  async done(
    @CurrentActor() { schemeId, personId }: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.staff.close(schemeId, checkId(id), personId);
    goTo(reply, LIST);
  }

  private check(reply: FastifyReply, typed: TypedPaper, paper: ReadPaper): void {
    this.pages.render(reply, 'attendance/type-up-check', {
      ...paper,
      typed,
      key: newId<SessionId>(),
      name: t('register.session', { activity: paper.activityName, day: dayInWords(paper.occursOn) }),
      back: TYPE_UP,
    });
  }

  private render(
    reply: FastifyReply,
    typed: Pick<TypedPaper, 'roster_code' | 'rows' | 'helped_rows' | 'led_rows'>,
    errors: readonly FieldError[],
  ): void {
    this.pages.render(reply, 'attendance/type-up', { typed, errors, back: LIST });
  }
}

function notInLine({ id, activityName, occursOn, isAsked, leaders }: NotIn) {
  return {
    name: t('register.session', { activity: activityName, day: dayInWords(occursOn) }),
    leaders: leaders.join(', '),
    asked: isAsked ? t('registers.asked') : '',
    href: `/leader/dates/${id}/register`,
  };
}

type PaperField = 'roster_code' | 'rows' | 'helped_rows' | 'led_rows';

function errorOf(field: PaperField, last: number): FieldError {
  return field === 'roster_code'
    ? fieldError(field, 'errors.quick.version')
    : fieldError(field, 'errors.quick.range', { last });
}

function checkId(text: string): RegisterCheckId {
  if (!isId<RegisterCheckId>(text)) throw unknownRegister();
  return text;
}
