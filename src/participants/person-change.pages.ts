import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { type Actor, Allow, CurrentActor, NamedPerson } from '../identity/index.js';
import type { PersonId } from '../shared/ids.js';
import { type FieldErrors, goTo, Pages } from '../web/index.js';
import { PERSON_CHOICES } from './people.presenter.js';
import type { Person } from './people.queries.js';

import { ChangedPersonForm } from './person-form.dto.js';
import { formOf, readPersonForm, refusedField } from './person-form.http.js';
import { PersonFile } from './person-file.queries.js';
import { PersonRecords } from './person-records.service.js';

/** Staff change what is kept about somebody, all of it on one form. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/people/:person/change')
export class PersonChangePages {
  constructor(
    private readonly pages: Pages,
    private readonly file: PersonFile,
    private readonly records: PersonRecords,
  ) {}

  @Get()
  async ask(
    @CurrentActor() { schemeId }: Actor,
    @NamedPerson() id: PersonId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seen = await this.records.seen(schemeId, id);
    const { person, consents } = await this.file.of(schemeId, id);
    this.show(reply, person, { ...formOf(person, consents), seen });
  }

  @Post()
  async take(
    @CurrentActor() actor: Actor,
    @NamedPerson() id: PersonId,
    @Body() form: ChangedPersonForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = readPersonForm(form);
    if (read.errors !== undefined) {
      this.show(reply, await this.personOf(actor, id), form, read.errors);
      return;
    }
    const acting: Acting = { schemeId: actor.schemeId, personId: id, doer: actor, asked: undefined };
    try {
      await this.records.change(acting, read.record, form.seen);
      goTo(reply, `/staff/people/${id}`);
    } catch (error) {
      this.show(reply, await this.personOf(actor, id), form, refusedField(error));
    }
  }

  private async personOf({ schemeId }: Actor, id: PersonId): Promise<Person> {
    return (await this.file.of(schemeId, id)).person;
  }

  private show(
    reply: FastifyReply,
    { id, likedName: name }: Person,
    form: ChangedPersonForm,
    errors: FieldErrors = [],
  ): void {
    const model = { form, id, name, isNew: false, seen: form.seen, choices: PERSON_CHOICES, errors };
    this.pages.render(reply, 'participants/person-form', { ...model, back: `/staff/people/${id}` });
  }
}
