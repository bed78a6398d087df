import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor, NamedPerson } from '../identity/index.js';
import { newId, type ParticipantId, parseId, type PersonId, type PutRightId } from '../shared/ids.js';
import { type FieldError, goTo, Pages } from '../web/index.js';
import { notYourOwn } from './put-right.errors.js';
import { ByHandForm } from './put-right-form.dto.js';
import { readByHand } from './put-right-form.js';
import { errorsOf, galaxiesPath, secondOptions, WAITING, whoseFor } from './put-right.presenter.js';
import { PuttingRight } from './putting-right.service.js';
import { type ByHand, TheirGalaxiesQueries } from './their-galaxies.queries.js';

const EMPTY = { way: '', galaxies: '', sentence: '', reason: '', second_person: '' };

/** Galaxies that no line stands for are given or taken by hand. Somebody else agrees first. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/people/:person/galaxies/by-hand')
export class ByHandPages {
  constructor(
    private readonly pages: Pages,
    private readonly putting: PuttingRight,
    private readonly galaxies: TheirGalaxiesQueries,
  ) {}

  @Get()
  async ask(
    @CurrentActor() actor: Actor,
    @NamedPerson() person: PersonId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const room = await this.room(actor, person);
    this.show(reply, person, { room, typed: { ...EMPTY, id: newId<PutRightId>() }, errors: [] });
  }

  @Post()
  async take(
    @CurrentActor() actor: Actor,
    @NamedPerson() person: PersonId,
    @Body() typed: ByHandForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const room = await this.room(actor, person);
    const about = { id: parseId<PutRightId>(typed.id), person: parseId<ParticipantId>(person) };
    const read = readByHand(typed, about, room);
    if (!('effect' in read)) {
      this.show(reply, person, { room, typed, errors: errorsOf(read, room.name) });
      return;
    }
    await this.putting.adjust(actor, read);
    goTo(reply, `${WAITING}/${about.id}`);
  }

  private room(actor: Actor, personId: PersonId): Promise<ByHand> {
    if (personId === actor.personId) throw notYourOwn();
    return this.galaxies.byHand(whoseFor(actor, personId));
  }

  private show(reply: FastifyReply, person: PersonId, { room, typed, errors }: Shown): void {
    const back = galaxiesPath(person);
    const seconds = secondOptions(room.seconds);
    const { name, toUse } = room;
    this.pages.render(reply, 'put-right/by-hand', {
      ...{ name, toUse, typed, errors, seconds, back },
      action: `${back}/by-hand`,
    });
  }
}

interface Shown {
  readonly room: ByHand;
  readonly typed: ByHandForm;
  readonly errors: readonly FieldError[];
}
