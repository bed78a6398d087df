import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Audit } from '../audit/index.js';
import { type Actor, Allow, CurrentActor } from '../identity/index.js';
import { parseId, type PutRightId } from '../shared/ids.js';
import { goTo, Pages } from '../web/index.js';
import { DecisionForm } from './put-right-form.dto.js';
import { oneView, WAITING, waitingView } from './put-right.presenter.js';
import { PuttingRight } from './putting-right.service.js';
import { TheirGalaxiesQueries } from './their-galaxies.queries.js';

/** What waits for a second person, and how it was decided. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/put-right')
export class PutRightPages {
  constructor(
    private readonly pages: Pages,
    private readonly galaxies: TheirGalaxiesQueries,
    private readonly putting: PuttingRight,
    private readonly audit: Audit,
  ) {}

  @Get()
  async list(@CurrentActor() { schemeId, personId }: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { waiting, here } = await this.galaxies.waiting(schemeId);
    this.pages.render(reply, 'put-right/waiting', {
      items: waiting.map((each) => waitingView(each, here, personId)),
      back: '/staff',
    });
  }

  @Get(':id')
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const one = await this.galaxies.one(actor.schemeId, parseId<PutRightId>(id));
    await this.audit.looked(actor.schemeId, actor, one.putRight.personId);
    this.pages.render(reply, 'put-right/one', {
      ...oneView(one, actor.personId),
      action: `${WAITING}/${id}`,
      back: WAITING,
    });
  }

  @Post(':id')
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id') typed: string,
    @Body() { decision }: DecisionForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = parseId<PutRightId>(typed);
    if (decision === 'agree') await this.putting.agree(actor, id);
    else await this.putting.leave(actor, id);
    goTo(reply, `${WAITING}/${id}`);
  }
}
