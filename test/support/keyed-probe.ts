import { Body, Controller, Get, Headers, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../src/identity/index.js';
import { DomainError } from '../../src/shared/domain-error.js';
import { parseId } from '../../src/shared/ids.js';
import {
  type Caller,
  IfMatch,
  isKnown,
  Keyed,
  mustBeSeen,
  Once,
  onePage,
  positionOf,
  Sent,
  type SentOnce,
  tagOf,
  tagOfVersion,
} from '../../src/web/index.js';
import { PageQuery } from '../../src/web/page.dto.js';
import { gates } from './probes.js';

class Wish {
  @IsString() readonly what: string = '';
  @IsString() readonly why: string = '';
}

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

/** Routes that are sent once and twice. Each effect is a row of the outbox, whose key is new each time. They exist in tests only. */
@ApiExcludeController()
@Allow('anyone')
@Controller('api/v1/keyed-probe')
export class KeyedProbe {
  constructor(private readonly once: Once) {}

  @Post(':name')
  @Keyed()
  async wish(
    @Param('name') name: string,
    @Headers() headers: Readonly<Record<'x-scheme' | 'x-actor', string>>,
    @Sent() sent: SentOnce,
    @Body() { what }: Wish,
  ): Promise<unknown> {
    const caller: Caller = { schemeId: parseId(headers['x-scheme']), actorId: parseId(headers['x-actor']) };
    return this.once.answer(caller, sent, async (tx) => {
      await tx.query(
        `INSERT INTO outbox (scheme_id, job, payload, correlation_id) VALUES ($1, 'seal-book', '{}', 'probe')`,
        [caller.schemeId],
      );
      if (what === 'wait') await gates.current.pass();
      if (what === 'refuse') throw new DomainError('not-now', 'conflict', 'Not now. Try another day.');
      const number = await this.effects(tx);
      return {
        status: 201,
        body: { zone: name, number, about: { z: 1, a: 'é' } },
        headers: { etag: tagOfVersion(number), location: `/api/v1/keyed-probe/${name}` },
      };
    });
  }

  @Put(':name')
  @Keyed()
  forgetful(@Param('name') name: string): string {
    return name;
  }

  @Get('document')
  document(
    @Res({ passthrough: true }) reply: FastifyReply,
    @IfMatch() seen: readonly string[] | undefined,
    @Headers('x-change') change?: string,
  ): unknown {
    const document = { a: 1, b: 2 };
    if (change !== undefined) mustBeSeen(seen, tagOf(document));
    return isKnown(reply, tagOf(document)) ? undefined : document;
  }

  @Get('letters')
  letters(@Query() { after, limit }: PageQuery): unknown {
    const [behind = ''] = positionOf(after, 1) ?? [];
    const found = LETTERS.filter((letter) => letter > behind).slice(0, limit + 1);
    const { rows, next } = onePage(found, limit, (letter) => [letter]);
    return { letters: rows, next };
  }

  private async effects(tx: { query(sql: string): Promise<{ count: number }[]> }): Promise<number> {
    const [row] = await tx.query('SELECT count(*)::integer AS count FROM outbox');
    return row?.count ?? 0;
  }
}
