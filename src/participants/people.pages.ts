import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor, ROLES } from '../identity/index.js';
import { newId, type ParticipantId, parseId } from '../shared/ids.js';
import { type FieldError, goTo, Pages } from '../web/index.js';
import { type Chosen, NewPeople } from './new-people.service.js';
import { listRows, pageLinks, PERSON_CHOICES, SEARCH_CHOICES } from './people.presenter.js';
import type { PersonRecord } from './person-record.js';
import { PeopleList } from './people-list.queries.js';
import { TAKING_PART } from './person.js';
import { NewPersonForm, PeopleSearch } from './person-form.dto.js';
import { emptyForm, readPersonForm, refusedField } from './person-form.http.js';

/** Staff look for people and take in new ones. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/people')
export class PeoplePages {
  constructor(
    private readonly pages: Pages,
    private readonly list: PeopleList,
    private readonly newPeople: NewPeople,
  ) {}

  @Get()
  async show(
    @CurrentActor() { schemeId }: Actor,
    @Query() search: PeopleSearch,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.list.find(schemeId, {
      search: search.search,
      takingPart: TAKING_PART.find((each) => each === search.taking_part) ?? '',
      role: ROLES.find((each) => each === search.role) ?? '',
      page: /^[1-9]\d{0,5}$/.test(search.page) ? Number(search.page) : 1,
    });
    this.pages.render(reply, 'participants/people', {
      search,
      choices: SEARCH_CHOICES,
      total: found.total,
      rows: listRows(found.people),
      links: pageLinks(search, found),
      isSearch: search.search !== '' || search.taking_part !== '' || search.role !== '',
    });
  }

  @Get('new')
  askNew(@Res() reply: FastifyReply): void {
    this.showNew(reply, { ...emptyForm(), ref: '', id: newId<ParticipantId>() }, []);
  }

  @Post('new')
  async takeNew(
    @CurrentActor() actor: Actor,
    @Body() form: NewPersonForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = readPersonForm(form);
    if (read.errors !== undefined) {
      this.showNew(reply, form, read.errors);
      return;
    }
    const id = form.id === '' ? newId<ParticipantId>() : parseId<ParticipantId>(form.id);
    const errors = await this.add(
      actor,
      { id, ref: form.ref.trim() === '' ? undefined : form.ref.trim() },
      read.record,
    );
    if (errors.length === 0) goTo(reply, `/staff/people/${id}`);
    else this.showNew(reply, form, errors);
  }

  /** What was wrong; nothing when they are there now, also by what was sent just before. */
  private async add(actor: Actor, chosen: Chosen, record: PersonRecord): Promise<readonly FieldError[]> {
    try {
      await this.newPeople.add(actor.schemeId, actor, record, chosen);
      return [];
    } catch (error) {
      const errors = refusedField(error);
      return (await this.newPeople.isThere(actor.schemeId, chosen.id, record)) ? [] : errors;
    }
  }

  private showNew(reply: FastifyReply, form: NewPersonForm, errors: readonly FieldError[]): void {
    const model = { form, isNew: true, seen: '', choices: PERSON_CHOICES, errors, back: '/staff/people' };
    this.pages.render(reply, 'participants/person-form', model);
  }
}
