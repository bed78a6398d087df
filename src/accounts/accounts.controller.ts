import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Allow, AllowToken, CurrentActor } from '../identity/index.js';
import { parseIsoInstant } from '../shared/calendar.js';
import { isId, parseTransferId, type PersonId } from '../shared/ids.js';
import { positionOf, Problems, textUnlessKnown } from '../web/index.js';
import { NoQuery } from '../web/no-query.decorator.js';
import { Unchanged } from '../web/shows.decorator.js';
import { AccountEntriesPage, type AccountEntry, AccountView, EntriesQuery } from './accounts.dto.js';
import { unknownAccountOf } from './accounts.errors.js';
import type { Standing } from './accounts.queries.js';
import { changeOf, lastTransferOf, type Line, sayingOf } from './line.js';
import { StandingQueries } from './standing.queries.js';

const LATEST = 20;

const ID = { name: 'id', description: 'Whose account it is.', format: 'uuid' };

/** What people have. They see their own; staff and administrators see everybody's, and that they looked is written down. */
@ApiTags('accounts')
@Allow('participant', 'staff', 'administrator')
@AllowToken('accounts:read')
@Controller('api/v1/accounts/:id')
export class AccountsController {
  constructor(private readonly standings: StandingQueries) {}

  @Get()
  @ApiOperation({ operationId: 'getAccount', summary: 'What somebody has, and the last 20 entries' })
  @ApiParam(ID)
  @ApiResponse({ status: 200, description: 'The three numbers and the entries.', type: AccountView })
  @Unchanged()
  @NoQuery()
  @Problems(404, 422, 503)
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const person = personOf(id);
    const standing = await this.standings.of(actor, person, { limit: LATEST });
    const view: AccountView = { id: person, ...standing.numbers, entries: standing.lines.map(entryOf) };
    return textUnlessKnown(reply, view);
  }

  @Get('entries')
  @ApiOperation({ operationId: 'listAccountEntries', summary: 'What happened, the newest first' })
  @ApiParam(ID)
  @ApiResponse({ status: 200, description: 'One page of it.', type: AccountEntriesPage })
  @Problems(404, 422, 503)
  async entries(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() { after, limit, as_at: moment }: EntriesQuery,
  ): Promise<AccountEntriesPage> {
    const person = personOf(id);
    const [behind] = positionOf(after, 1) ?? [];
    const before = behind === undefined ? undefined : parseTransferId(behind);
    const asAt = moment === undefined ? undefined : parseIsoInstant(moment);
    const standing = await this.standings.of(actor, person, { limit, before, asAt });
    return { id: person, ...standing.numbers, entries: standing.lines.map(entryOf), ...nextOf(standing) };
  }
}

/** An id that cannot be one is an account that is not there. */
function personOf(id: string): PersonId {
  if (!isId<PersonId>(id)) throw unknownAccountOf();
  return id;
}

function nextOf({ lines, isMore }: Standing): { next?: string } {
  const last = lines.at(-1);
  if (last === undefined || !isMore) return {};
  return { next: Buffer.from(JSON.stringify([lastTransferOf(last)])).toString('base64url') };
}

function entryOf(line: Line): AccountEntry {
  const { entryId, kind, occurredOn, recordedAt, recordedBy, source } = line;
  const { toUse, setAside } = changeOf(line);
  return { entryId, kind, ...sayingOf(line), toUse, setAside, occurredOn, recordedAt, recordedBy, source };
}
