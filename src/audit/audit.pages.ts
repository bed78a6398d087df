import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor, HostScheme } from '../identity/index.js';
import { parseIsoDate } from '../shared/calendar.js';
import { Pages } from '../web/index.js';
import { AuditMonths } from './audit-months.queries.js';
import { AuditSearch, MonthsQuery } from './audit-page.dto.js';
import { readSearch } from './audit-page.http.js';
import { AUDIT_CHOICES, eventRow, isNarrowed, monthRow, olderThan } from './audit-page.presenter.js';
import { AuditQueries } from './audit.queries.js';

const A_PAGE = 50;
const MONTHS = 6;

/** Who did what, for whom, when and from where; and what is left of it after two years. */
@ApiExcludeController()
@Allow('administrator')
@Controller('admin/audit')
export class AuditPages {
  constructor(
    private readonly pages: Pages,
    private readonly schemes: HostScheme,
    private readonly audit: AuditQueries,
    private readonly counted: AuditMonths,
  ) {}

  @Get()
  async show(
    @CurrentActor() { schemeId }: Actor,
    @Query() search: AuditSearch,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { filter, errors } = readSearch(search);
    const scheme = await this.schemes.only();
    const found = errors.length > 0 ? [] : await this.audit.search(schemeId, filter, A_PAGE + 1);
    const shown = found.slice(0, A_PAGE);
    this.pages.render(reply, 'audit/audit', {
      ...{ search, errors, choices: AUDIT_CHOICES },
      rows: shown.map((event) => eventRow(event, scheme?.timeZone ?? 'Europe/London')),
      older: found.length > A_PAGE ? olderThan(search, shown.at(-1)?.id ?? '') : '',
      isLater: filter.before !== undefined,
      isNarrowed: isNarrowed(search),
    });
  }

  @Get('months')
  async months(
    @CurrentActor() { schemeId }: Actor,
    @Query() { before }: MonthsQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const from = before === '' ? undefined : parseIsoDate(before);
    const found = await this.counted.before(schemeId, from, MONTHS + 1);
    const months = [...new Set(found.map(({ month }) => month))].slice(0, MONTHS);
    const last = months.at(-1);
    const isMore = found.some(({ month }) => last !== undefined && month < last);
    this.pages.render(reply, 'audit/audit-months', {
      rows: found.filter(({ month }) => months.includes(month)).map(monthRow),
      older: isMore && last !== undefined ? `/admin/audit/months?before=${last}` : '',
      back: '/admin/audit',
    });
  }
}
