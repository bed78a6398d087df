import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Acting, ASKED_HOW, AuditQueries } from '../audit/index.js';
import { type Actor, Allow, CurrentActor, NamedPerson, pathFor } from '../identity/index.js';
import { dayInWords } from '../shared/day-words.js';
import type { PersonId } from '../shared/ids.js';
import { fieldError, goTo, Pages } from '../web/index.js';
import { lookRows, personRows, roleName, wholeName } from './people.presenter.js';
import { PeopleQueries } from './people.queries.js';
import { PersonFile } from './person-file.queries.js';
import { HowTheyAsked } from './person-form.dto.js';

/** One person, as staff see them, and the way to do something for them. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/people/:person')
export class PersonPages {
  constructor(
    private readonly pages: Pages,
    private readonly file: PersonFile,
    private readonly queries: PeopleQueries,
    private readonly audit: AuditQueries,
  ) {}

  @Get()
  async show(
    @CurrentActor() { schemeId, personId }: Actor,
    @NamedPerson() id: PersonId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { person, consents, roles, cardSince } = await this.file.of(schemeId, id);
    this.pages.render(reply, 'participants/person', {
      id,
      name: wholeName(person),
      likedName: person.likedName,
      isOneself: id === personId,
      rows: personRows(person, consents),
      roles: roles.map(({ role, since }) => ({ role: roleName(role), since: dayInWords(since) })),
      cardSince: cardSince === undefined ? '' : dayInWords(cardSince),
      looks: lookRows((await this.audit.looksAt(schemeId, id)).slice(0, MOST_LOOKS)),
      back: '/staff/people',
    });
  }

  @Get('for')
  async askHow(
    @CurrentActor() { schemeId }: Actor,
    @NamedPerson() id: PersonId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.showHow(reply, schemeId, id);
  }

  /** The way they asked is in the address of every page from here on. */
  @Post('for')
  async takeHow(
    @CurrentActor() actor: Actor,
    @NamedPerson() id: PersonId,
    @Body() { asked: typed }: HowTheyAsked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = ASKED_HOW.find((how) => how === typed);
    if (asked === undefined) {
      await this.showHow(reply, actor.schemeId, id, true);
      return;
    }
    const acting: Acting = { schemeId: actor.schemeId, personId: id, doer: actor, asked };
    goTo(reply, pathFor(acting, '/account'));
  }

  private async showHow(
    reply: FastifyReply,
    scheme: Actor['schemeId'],
    id: PersonId,
    isWrong = false,
  ): Promise<void> {
    const { likedName } = await this.queries.one(scheme, id);
    const errors = isWrong ? [fieldError('asked', 'errors.account.choose')] : [];
    const back = `/staff/people/${id}`;
    this.pages.render(reply, 'participants/person-for', { id, likedName, ways: ASKED_HOW, errors, back });
  }
}

const MOST_LOOKS = 20;
