import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../web/page.dto.js';
import { LINE_WORDS, type LineWord } from './line.js';

/** Which part of a history is wanted, and as at which moment. */
export class EntriesQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'What the book said at that moment; now when it is left out.',
    format: 'date-time',
    example: '2026-06-14T15:30:00+01:00',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  readonly as_at?: string;
}

/** One entry of the book as one person sees it. */
export class AccountEntry {
  @ApiProperty({ description: 'The entry in the book.', format: 'uuid' })
  readonly entryId!: string;

  @ApiProperty({ description: 'What sort of fact it is.', example: 'register' })
  readonly kind!: string;

  @ApiProperty({
    description:
      'What happened to the galaxies: only `used` and `put-right` lower what somebody has in total.',
    enum: LINE_WORDS,
    example: 'added',
  })
  readonly word!: LineWord;

  @ApiProperty({
    description: 'How many galaxies, never below nought.',
    type: 'integer',
    minimum: 0,
    example: 1,
  })
  readonly galaxies!: number;

  @ApiProperty({
    description: 'How many more, or fewer below nought, there are to use.',
    type: 'integer',
    example: 1,
  })
  readonly toUse!: number;

  @ApiProperty({
    description: 'How many more, or fewer below nought, are set aside.',
    type: 'integer',
    example: 0,
  })
  readonly setAside!: number;

  @ApiProperty({ description: 'The day it happened.', format: 'date', example: '2026-06-14' })
  readonly occurredOn!: string;

  @ApiProperty({
    description: 'When it was written down.',
    format: 'date-time',
    example: '2026-06-14T16:02:11.000000Z',
  })
  readonly recordedAt!: string;

  @ApiProperty({ description: 'Who wrote it down.', format: 'uuid' })
  readonly recordedBy!: string;

  @ApiProperty({
    description: 'What it was recorded for.',
    example: 'contribution/6f1c2a52-3f0e-4f6c-9f49-0b8f6f6a1b11',
  })
  readonly source!: string;
}

/** What somebody has. */
export class AccountNumbers {
  @ApiProperty({ description: 'Whose account it is.', format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ description: 'Galaxies to use.', type: 'integer', minimum: 0, example: 12 })
  readonly toUse!: number;

  @ApiProperty({ description: 'Galaxies that are set aside.', type: 'integer', minimum: 0, example: 4 })
  readonly setAside!: number;

  @ApiProperty({ description: 'Both together.', type: 'integer', minimum: 0, example: 16 })
  readonly inTotal!: number;
}

/** What somebody has, and the last of what happened. */
export class AccountView extends AccountNumbers {
  @ApiProperty({ description: 'The last 20 entries, the newest first.', type: [AccountEntry] })
  readonly entries!: AccountEntry[];
}

/** A page of what happened, and what somebody had at the moment that was asked for. */
export class AccountEntriesPage extends AccountNumbers {
  @ApiProperty({ description: 'The entries, the newest first.', type: [AccountEntry] })
  readonly entries!: AccountEntry[];

  @ApiPropertyOptional({
    description: 'Send it as `after` for the next page. It is not there on the last page.',
    example: 'WyI0MiJd',
  })
  readonly next?: string;
}
