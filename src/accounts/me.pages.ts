import { Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Acting } from '../audit/index.js';
import { CurrentActing, ForPeople, pathFor } from '../identity/index.js';
import { DomainError } from '../shared/domain-error.js';
import { type EntryId, parseId, parseTransferId } from '../shared/ids.js';
import { Pages } from '../web/index.js';
import { type Home, HomeQueries } from './home.queries.js';
import { lastTransferOf } from './line.js';
import { lineView } from './line.presenter.js';
import { HistoryQuery } from './me.dto.js';
import { contributionsView, numbersView } from './me.presenter.js';
import { whyView } from './why.presenter.js';
import { WhyQueries } from './why.queries.js';

/** How many lines the first page shows, and each page of the whole history. */
const LATEST = 10;
const A_PAGE = 15;

/** What somebody has, what happened, and why. */
@ForPeople('me')
export class MePages {
  constructor(
    private readonly pages: Pages,
    private readonly home: HomeQueries,
    private readonly reasons: WhyQueries,
  ) {}

  @Get()
  async show(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const home = await this.home.home(acting, LATEST).catch(nothingCollected);
    if (home === undefined) {
      const { many } = await this.home.here(acting);
      this.pages.render(reply, 'accounts/me-none', { many });
      return;
    }
    this.pages.render(reply, 'accounts/me', {
      many: home.here.many,
      numbers: numbersView(home),
      contributions: contributionsView(home),
      lines: linesOf(acting, home),
      isMore: home.isMore,
    });
  }

  @Get('history')
  async history(
    @CurrentActing() acting: Acting,
    @Query() { before }: HistoryQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const from = before === undefined ? undefined : parseTransferId(before);
    const galaxies = await this.home.history(acting, A_PAGE, from);
    const last = galaxies.lines.at(-1);
    this.pages.render(reply, 'accounts/history', {
      lines: linesOf(acting, galaxies),
      isFirst: from === undefined,
      older: galaxies.isMore && last !== undefined ? lastTransferOf(last) : '',
      back: pathFor(acting, '/me'),
    });
  }

  @Get('entries/:id')
  async why(
    @CurrentActing() acting: Acting,
    @Param('id') id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const why = await this.reasons.of(acting, parseId<EntryId>(id));
    const ask = pathFor(acting, `/me/entries/${why.line.entryId}/not-right`);
    this.pages.render(reply, 'accounts/why', { ...whyView(why), ask, back: pathFor(acting, '/me') });
  }
}

function linesOf(acting: Acting, galaxies: Pick<Home, 'lines' | 'stories' | 'here'>) {
  return galaxies.lines.map((line) => lineView(line, galaxies, pathFor(acting, '/me/entries')));
}

/** Whoever helps to run the scheme may have no accounts; there is a page for them too. */
function nothingCollected(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'unknown-account') return undefined;
  throw error;
}
