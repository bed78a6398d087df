import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { Environment, publicAddress } from '../config/index.js';
import { type Actor, Allow, CurrentActor, NamedPerson } from '../identity/index.js';
import { dayInWords } from '../shared/day-words.js';
import type { PersonId } from '../shared/ids.js';
import { goTo, Pages } from '../web/index.js';
import { PersonCards } from './person-cards.service.js';
import { CardForm } from './person-form.dto.js';
import { PersonFile } from './person-file.queries.js';

/** A card with which somebody signs in who has neither phone nor email. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/people/:person/card')
export class PersonCardPages {
  constructor(
    private readonly pages: Pages,
    private readonly file: PersonFile,
    private readonly cards: PersonCards,
    private readonly environment: Environment,
  ) {}

  @Get()
  async show(
    @CurrentActor() { schemeId }: Actor,
    @NamedPerson() id: PersonId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { person, cardSince, card } = await this.file.of(schemeId, id);
    const since = cardSince === undefined ? '' : dayInWords(cardSince);
    const model = { id, card, likedName: person.likedName, since, back: `/staff/people/${id}` };
    this.pages.render(reply, 'participants/person-card', model);
  }

  /**
   * The code is on this one answer and nowhere else, so there is no other page to go to. Sent again, it leads back to the
   * question, and the card that was printed goes on working.
   */
  @Post()
  async make(
    @CurrentActor() actor: Actor,
    @NamedPerson() id: PersonId,
    @Body() { instead_of: insteadOf }: CardForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const code = await this.cards.make(actingOn(actor, id), insteadOf);
    if (code === undefined) {
      goTo(reply, `/staff/people/${id}/card`);
      return;
    }
    const { person } = await this.file.of(actor.schemeId, id);
    const address = `${publicAddress(this.environment)}/sign-in`;
    const model = { code, address, likedName: person.likedName, back: `/staff/people/${id}` };
    this.pages.render(reply, 'participants/person-card-made', model);
  }

  @Post('take-back')
  async takeBack(
    @CurrentActor() actor: Actor,
    @NamedPerson() id: PersonId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.cards.revoke(actingOn(actor, id));
    goTo(reply, `/staff/people/${id}/card`);
  }
}

function actingOn(actor: Actor, personId: PersonId): Acting {
  return { schemeId: actor.schemeId, personId, doer: actor, asked: undefined };
}
