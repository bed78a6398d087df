import { Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Acting, AuditQueries } from '../audit/index.js';
import { CurrentActing, ForPeople, HostScheme, pathFor } from '../identity/index.js';
import { Pages } from '../web/index.js';
import { copySections, lineRows } from './copy.presenter.js';
import { lookRows } from './people.presenter.js';
import { PersonCopies } from './person-copies.service.js';

/** What is kept about somebody, and who looked at it. */
@ForPeople('account')
export class AccountRecordPages {
  constructor(
    private readonly pages: Pages,
    private readonly audit: AuditQueries,
    private readonly copies: PersonCopies,
    private readonly schemes: HostScheme,
  ) {}

  @Get('looked')
  async looked(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const looks = lookRows(await this.audit.looksAt(acting.schemeId, acting.personId));
    this.pages.render(reply, 'participants/account-looked', { looks, back: pathFor(acting, '/account') });
  }

  @Get('copy')
  async copy(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const copy = await this.copies.of(acting);
    const scheme = await this.schemes.only();
    const sections = copySections(copy, scheme?.timeZone ?? 'Europe/London');
    const model = { sections, lines: lineRows(copy), back: pathFor(acting, '/account') };
    this.pages.render(reply, 'participants/account-copy', model);
  }

  /** The same for programs, as a file. */
  @Get('copy/json')
  async copyAsFile(@CurrentActing() acting: Acting, @Res() reply: FastifyReply): Promise<void> {
    const copy = await this.copies.takeAway(acting);
    void reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="copy.json"')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(copy, null, 2));
  }
}
