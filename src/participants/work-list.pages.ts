import { Controller, Get, type OnModuleInit, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { Pages, t, WorkLines } from '../web/index.js';
import { PeopleList } from './people-list.queries.js';

/** Where people who are new stand among the lines of all rooms. */
const PLACE = 90;

/** What waits for staff, as sentences that lead to it. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff')
export class WorkListPages implements OnModuleInit {
  constructor(
    private readonly pages: Pages,
    private readonly lines: WorkLines,
    private readonly people: PeopleList,
  ) {}

  onModuleInit(): void {
    this.lines.use(PLACE, async (view, { schemeId }) => {
      const count = await this.people.joining(view, schemeId);
      return count === 0
        ? []
        : [{ text: t('staff.joining', { count }), href: '/staff/people?taking_part=joining' }];
    });
  }

  @Get()
  async show(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    this.pages.render(reply, 'participants/work-list', { lines: await this.lines.for(actor) });
  }
}
