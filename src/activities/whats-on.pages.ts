import { Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { CurrentActing, ForPeople } from '../identity/index.js';
import { parseIsoDate } from '../shared/calendar.js';
import { dayInWords } from '../shared/day-words.js';
import { Pages, say, t } from '../web/index.js';
import { DatesFilter } from './dates.dto.js';
import { openDate } from './open-dates.presenter.js';
import { OpenDatesQueries } from './open-dates.queries.js';

/** What is on in the next 14 days. */
@ForPeople('activities')
export class WhatsOnPages {
  constructor(
    private readonly pages: Pages,
    private readonly dates: OpenDatesQueries,
  ) {}

  @Get()
  async show(
    @CurrentActing() acting: Acting,
    @Query() filter: DatesFilter,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { day, setting, easy } = filter;
    const wanted = {
      ...(day === '' ? {} : { weekday: Number(day) }),
      ...(setting === '' ? {} : { setting }),
      easyToReach: easy.includes('yes'),
    };
    const asked = filter.from === '' ? undefined : parseIsoDate(filter.from);
    const { dates, from, next, ...reading } = await this.dates.toCome(acting, wanted, asked);
    this.pages.render(reply, 'activities/whats-on', {
      cards: dates.map((date) => openDate(date, reading)),
      filter,
      isFiltered: day !== '' || setting !== '' || easy.length > 0,
      from: from === reading.today ? '' : t('places.from', { day: dayInWords(from, reading.today) }),
      next: addressOf(filter, next),
      days: DAYS,
    });
  }
}

const DAYS = [
  { value: '', text: t('places.filter.any-day') },
  ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), text: say(`places.weekday.${String(day)}`) })),
];

/** The same filter from another day on. */
function addressOf({ day, setting, easy }: DatesFilter, from: string): string {
  const query = new URLSearchParams({ from });
  if (day !== '') query.set('day', day);
  if (setting !== '') query.set('setting', setting);
  if (easy.length > 0) query.set('easy', 'yes');
  return `/activities?${query.toString()}`;
}
