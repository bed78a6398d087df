import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { lastTransferOf, whyView } from '../accounts/index.js';
import { type Actor, Allow, CurrentActor, NamedPerson } from '../identity/index.js';
import { DomainError } from '../shared/domain-error.js';
import { type EntryId, parseId, parseTransferId, type PersonId } from '../shared/ids.js';
import { Pages } from '../web/index.js';
import { LinesQuery } from './put-right-form.dto.js';
import { galaxiesPath, lineChoices, theirGalaxiesView, whoseFor } from './put-right.presenter.js';
import { TheirGalaxiesQueries } from './their-galaxies.queries.js';
import { TheirLinesQueries } from './their-lines.queries.js';

const A_PAGE = 15;

/** What somebody has and what happened, line by line, for staff. */
@ApiExcludeController()
@Allow('staff')
@Controller('staff/people/:person/galaxies')
export class TheirGalaxiesPages {
  constructor(
    private readonly pages: Pages,
    private readonly galaxies: TheirGalaxiesQueries,
    private readonly lines: TheirLinesQueries,
  ) {}

  @Get()
  async all(
    @CurrentActor() actor: Actor,
    @NamedPerson() person: PersonId,
    @Query() { before }: LinesQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const from = before === undefined ? undefined : parseTransferId(before);
    const back = `/staff/people/${person}`;
    const found = await this.galaxies.of(whoseFor(actor, person), A_PAGE, from).catch(nothingCollected);
    if (found === undefined) {
      const { name } = await this.galaxies.whose(actor.schemeId, person);
      this.pages.render(reply, 'put-right/nothing', { name, back });
      return;
    }
    const last = found.galaxies.lines.at(-1);
    this.pages.render(reply, 'put-right/galaxies', {
      ...theirGalaxiesView(person, found),
      isFirst: from === undefined,
      isOneself: person === actor.personId,
      account: actor.roles.includes('administrator') ? `/admin/accounts/${person}` : '',
      older: found.galaxies.isMore && last !== undefined ? lastTransferOf(last) : '',
      back,
    });
  }

  @Get(':entry')
  async one(
    @CurrentActor() actor: Actor,
    @NamedPerson() person: PersonId,
    @Param('entry') entry: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const line = await this.lines.one(whoseFor(actor, person), parseId<EntryId>(entry));
    this.pages.render(reply, 'put-right/line', {
      ...whyView(line.why, line.name),
      ...lineChoices(line, person === actor.personId),
      name: line.name,
      putRight: `${galaxiesPath(person)}/${entry}/put-right`,
      back: galaxiesPath(person),
    });
  }
}

/** Whoever helps to run the scheme may have no accounts; there is a page for them too. */
function nothingCollected(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'unknown-account') return undefined;
  throw error;
}
