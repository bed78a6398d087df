import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { clockInWords } from '../shared/day-words.js';
import { isId, type SessionId } from '../shared/ids.js';
import { Pages, t } from '../web/index.js';
import { sessionName } from './register.presenter.js';
import { unknownRegister } from './registers.errors.js';
import { cameFrom } from './register-paths.js';
import { EMPTY_ROWS } from './roster-numbers.js';
import { Rosters } from './rosters.service.js';

/** The list of a session on paper. Its code and its numbers are what type-up reads. */
@ApiExcludeController()
@Allow('leader', 'staff')
@Controller('leader/dates/:id/roster')
export class RosterPages {
  constructor(
    private readonly pages: Pages,
    private readonly rosters: Rosters,
  ) {}

  @Get()
  async show(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isId<SessionId>(id)) throw unknownRegister();
    const { code, opened, rows } = await this.rosters.print(actor, id);
    const { session, timeZone } = opened;
    this.pages.render(reply, 'attendance/roster', {
      code,
      sessionName: sessionName(opened),
      meet: t('roster.meet', { time: clockInWords(session.startsAt, timeZone), place: session.meetPlace }),
      rows: rows.map(({ name, why }, index) => ({ row: index + 1, name, isLeading: why === 'leading' })),
      blanks: Array.from({ length: EMPTY_ROWS }, (_, index) => rows.length + index + 1),
      back: cameFrom(opened),
    });
  }
}
