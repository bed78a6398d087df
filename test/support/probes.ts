import { EventEmitter, once } from 'node:events';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Allow } from '../../src/identity/index.js';
import { currentCorrelationId } from '../../src/shared/correlation.js';
import { DomainError, type Refusal } from '../../src/shared/domain-error.js';
import { PageQuery } from '../../src/web/page.dto.js';

class Inner {
  @IsInt({ message: 'Write a whole number.' })
  @Min(1, { message: 'Write 1 or more.' })
  @Max(9, { message: 'Write 9 or less.' })
  readonly amount: number = 1;
}

class Asked {
  @IsString({ message: 'Write a name.' })
  @MaxLength(2_000, { message: 'Write at most 2000 characters.' })
  readonly name: string = '';

  @ValidateNested()
  @Type(() => Inner)
  readonly inner: Inner = new Inner();
}

/** A gate that a request waits at until the test opens it. */
export class Gate {
  readonly #events = new EventEmitter();
  /** Settles once a request stands at the gate. */
  readonly reached = once(this.#events, 'reached');

  async pass(): Promise<void> {
    const opened = once(this.#events, 'opened');
    this.#events.emit('reached');
    await opened;
  }

  open(): void {
    this.#events.emit('opened');
  }
}

/** The gate of `/api/probe/gate`, shut anew by each test that needs it. */
export const gates = { current: new Gate() };

/** What a database might say of a person when it refuses a row. */
export const PERSONAL = 'Key (name)=(Jo Bloggs) already exists.';

/** Routes that fail in every way a route can. They exist in tests only. */
@ApiExcludeController()
@Allow('anyone')
@Controller('api/probe')
export class ProbeController {
  @Get('refuse/:refusal')
  refuse(@Param('refusal') refusal: Refusal): never {
    throw new DomainError(
      'not-enough-galaxies',
      refusal,
      'There are not enough galaxies. Choose a smaller offer.',
    );
  }

  @Get('fail')
  fail(): never {
    throw new Error('the reason is secret', { cause: new Error('and so is its cause') });
  }

  @Get('database')
  database(): never {
    const driverError = Object.assign(new Error(PERSONAL), {
      code: '23505',
      constraint: 'person_name_unique',
      detail: PERSONAL,
    });
    throw Object.assign(new Error(PERSONAL), {
      driverError,
      code: '23505',
      query: PERSONAL,
      parameters: [PERSONAL],
    });
  }

  @Get('away')
  away(): never {
    throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.9:5432'), { code: 'ECONNREFUSED' });
  }

  @Get('page')
  page(@Query() query: PageQuery): PageQuery {
    return query;
  }

  @Get('gate')
  async gate(): Promise<string> {
    await gates.current.pass();
    return 'through';
  }

  /** Says what was asked, and which thread it was asked in, once the body has been read and something awaited. */
  @Post()
  async echo(@Body() asked: Asked): Promise<{ asked: Asked; correlationId: string | undefined }> {
    await Promise.resolve();
    return { asked, correlationId: currentCorrelationId() };
  }
}
