import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, CurrentActor, NamedPerson } from '../identity/index.js';
import { type PersonId, parseTransferId } from '../shared/ids.js';
import { Pages } from '../web/index.js';
import { accountView } from './account-lines.presenter.js';
import { AccountLinesQueries } from './account-lines.queries.js';
import { proofView } from './account-proof.presenter.js';
import { AccountProofs } from './account-proofs.queries.js';
import { lastTransferOf } from './line.js';
import { HistoryQuery } from './me.dto.js';

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

  @Get()
  async show(
    @CurrentActor() { schemeId, roles }: Actor,
    @NamedPerson() person: PersonId,
    @Query() { before }: HistoryQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const from = before === undefined ? undefined : parseTransferId(before);
    const account = await this.accounts.of(schemeId, person, { limit: A_PAGE, before: from });
    const last = account.lines.at(-1);
    this.pages.render(reply, 'accounts/account-lines', {
      ...accountView(account),
      path: `/admin/accounts/${person}`,
      back: roles.includes('staff') ? `/staff/people/${person}/galaxies` : '/admin/roles',
      isFirst: from === undefined,
      older: account.isMore && last !== undefined ? lastTransferOf(last) : '',
    });
  }
}
