import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../web/page.dto.js';
import {
  CONTRIBUTION_STATES,
  type ContributionKind,
  type ContributionState,
  type Length,
  LENGTHS,
} from './contribution.js';

const UUID = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const WRITE_ID = 'Write an id, like f81d4fae-7dec-41d0-a765-00a0c91e6bf6.';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Which contributions are wanted. */
export class ContributionsQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Only those of this state.',
    enum: CONTRIBUTION_STATES,
    example: 'pending',
  })
  @IsOptional()
  @IsIn(CONTRIBUTION_STATES, { message: `Write one of these: ${CONTRIBUTION_STATES.join(', ')}.` })
  readonly state?: ContributionState;

  @ApiPropertyOptional({
    description: 'Only those of this person. People see their own in any case.',
    pattern: ID.source,
    example: UUID,
  })
  @IsOptional()
  @Matches(ID, { message: WRITE_ID })
  readonly person?: string;
}

/** What somebody says they did. */
export class NewContributionBody {
  @ApiProperty({ description: 'What they did.', minLength: 1, maxLength: 80, example: 'Made the soup' })
  @IsString()
  @MaxLength(1_000)
  readonly what!: string;

  @ApiProperty({ description: 'The day it happened.', format: 'date', example: '2026-06-14' })
  @Matches(DAY, { message: 'Write the day as year-month-day, for example 2026-06-14.' })
  readonly occurredOn!: string;

  @ApiPropertyOptional({
    description: 'About how long it took. It changes no number.',
    enum: LENGTHS,
    example: '1-to-2-hours',
  })
  @IsOptional()
  @IsIn(LENGTHS, { message: `Write one of these: ${LENGTHS.join(', ')}.` })
  readonly length?: Length;

  @ApiPropertyOptional({
    description: 'The first name of somebody who saw it.',
    maxLength: 40,
    example: 'Morag',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  readonly whoKnows?: string;

  @ApiPropertyOptional({
    description: 'Who did it: oneself when not given; for staff and programs anybody.',
    pattern: ID.source,
    example: UUID,
  })
  @IsOptional()
  @Matches(ID, { message: WRITE_ID })
  readonly person?: string;
}

/** Why something was not approved. */
export class NotApprovedBody {
  @ApiProperty({
    description: 'The person reads it.',
    minLength: 1,
    maxLength: 500,
    example: 'It is on a register already.',
  })
  @IsString()
  @MaxLength(5_000)
  readonly reason!: string;
}

/** Whom a leader thanks. */
export class NewThanksBody {
  @ApiProperty({ description: 'Who is thanked.', pattern: ID.source, example: UUID })
  @Matches(ID, { message: WRITE_ID })
  readonly person!: string;
}

/** What somebody did that no register shows. */
export class ContributionApiView {
  @ApiProperty({ description: 'Its id.', format: 'uuid', example: UUID })
  readonly id!: string;

  @ApiProperty({ description: 'Who did it.', format: 'uuid', example: UUID })
  readonly person!: string;

  @ApiProperty({
    description: 'They said so themselves, or a leader said thanks.',
    enum: ['helped', 'thanks'],
    example: 'helped',
  })
  readonly kind!: ContributionKind;

  @ApiProperty({ description: 'What they did.', example: 'Made the soup' })
  readonly what!: string;

  @ApiProperty({ description: 'The day it happened.', format: 'date', example: '2026-06-14' })
  readonly occurredOn!: string;

  @ApiPropertyOptional({ description: 'About how long it took.', enum: LENGTHS, example: '1-to-2-hours' })
  readonly length?: Length | undefined;

  @ApiPropertyOptional({ type: String, description: 'Somebody who saw it.', example: 'Morag' })
  readonly whoKnows?: string | undefined;

  @ApiProperty({ description: 'How it stands.', enum: CONTRIBUTION_STATES, example: 'approved' })
  readonly state!: ContributionState;

  @ApiProperty({
    description: 'When it was sent.',
    format: 'date-time',
    example: '2026-06-14T16:02:11.000000Z',
  })
  readonly askedAt!: string;

  @ApiPropertyOptional({
    type: String,
    description: 'When somebody else had looked at it.',
    format: 'date-time',
    example: '2026-06-15T09:30:00.000000Z',
  })
  readonly decidedAt?: string | undefined;

  @ApiPropertyOptional({
    type: String,
    description: 'Why it was not approved.',
    example: 'It is on a register already.',
  })
  readonly reason?: string | undefined;

  @ApiPropertyOptional({ description: 'What it gave.', type: 'integer', minimum: 1, maximum: 10, example: 1 })
  readonly galaxies?: number | undefined;

  @ApiPropertyOptional({ type: String, description: 'Its entry in the book.', format: 'uuid', example: UUID })
  readonly entryId?: string | undefined;
}

export class ContributionsList {
  @ApiProperty({ description: 'The contributions, the oldest first.', type: [ContributionApiView] })
  readonly contributions!: ContributionApiView[];

  @ApiPropertyOptional({
    description: 'Send it as `after` for the next page. It is not there on the last page.',
    example: 'WyJmODFkNGZhZSJd',
  })
  readonly next?: string;
}
