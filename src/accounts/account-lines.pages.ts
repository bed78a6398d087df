import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor, NamedPerson } from '../identity/index.js';
import { type PersonId, parseTransferId } from '../shared/ids.js';
import { Pages } from '../web/index.js';
import { accountView, linksOf } from './account-lines.presenter.js';
import { AccountLinesQueries } from './account-lines.queries.js';
import { proofView } from './account-proof.presenter.js';
import { AccountProofs } from './account-proofs.queries.js';
import { PastMomentQuery } from './me.dto.js';
import { readPastMoment } from './past-moment.http.js';

const A_PAGE = 25;

/** One account for administrators; that they looked is written down. */
@ApiExcludeController()
@Allow('administrator')
@Controller('admin/accounts/:person')
export class AccountLinesPages {
  constructor(
    private readonly pages: Pages,
    private readonly accounts: AccountLinesQueries,
    private readonly proofs: AccountProofs,
  ) {}

  /** Printable: that the balance is the sum of its lines, and what fixes them. */
  @Get('prove')
  async prove(
    @CurrentActor() { schemeId }: Actor,
    @NamedPerson() person: PersonId,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const proof = await this.proofs.of(schemeId, person);
    this.pages.render(reply, 'accounts/account-proof', {
      ...proofView(proof),
      back: `/admin/accounts/${person}`,
    });
  }

  /** As it is, or as the book had it at a past moment. */
  @Get()
  async show(
    @CurrentActor() { schemeId, roles }: Actor,
    @NamedPerson() person: PersonId,
    @Query() query: PastMomentQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const past = readPastMoment(query, await this.accounts.here(schemeId));
    const before = query.before === undefined ? undefined : parseTransferId(query.before);
    const page = { limit: A_PAGE, before, asAt: past.moment };
    const account = await this.accounts.of(schemeId, person, page);
    this.pages.render(reply, 'accounts/account-lines', {
      ...accountView(account, past),
      ...linksOf(`/admin/accounts/${person}`, account, past),
      back: roles.includes('staff') ? `/staff/people/${person}/galaxies` : '/admin/roles',
      isFirst: before === undefined,
    });
  }
}
