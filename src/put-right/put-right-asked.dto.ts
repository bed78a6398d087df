import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { PageQuery } from '../web/page.dto.js';
import {
  LONGEST_REASON,
  LONGEST_SENTENCE,
  MOST_BY_HAND,
  PUT_RIGHT_STATES,
  type PutRightState,
  WHAT_IS_WRONG,
  type WhatIsWrong,
} from './put-right.js';

const UUID = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const WRITE_ID = 'Write an id, like f81d4fae-7dec-41d0-a765-00a0c91e6bf6.';
const WAYS = ['give', 'take'] as const;
const SENTENCE = 'We counted one walk twice. Sorry.';

/** Which of what was put right, or is to be, is wanted. */
export class PutRightsQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Only those of this state.',
    enum: PUT_RIGHT_STATES,
    example: 'waiting',
  })
  @IsOptional()
  @IsIn(PUT_RIGHT_STATES, { message: `Write one of these: ${PUT_RIGHT_STATES.join(', ')}.` })
  readonly state?: PutRightState;

  @ApiPropertyOptional({ description: 'Only those about this person.', pattern: ID.source, example: UUID })
  @IsOptional()
  @Matches(ID, { message: WRITE_ID })
  readonly person?: string;
}

/** Of what the effect is wanted: of a line, or of so many galaxies by hand. */
export class EffectQuery {
  @ApiProperty({ description: 'Whose galaxies they are.', pattern: ID.source, example: UUID })
  @Matches(ID, { message: WRITE_ID })
  readonly person!: string;

  @ApiPropertyOptional({
    description: 'The entry of a line of theirs. Without it the effect is that of galaxies by hand.',
    pattern: ID.source,
    example: UUID,
  })
  @IsOptional()
  @Matches(ID, { message: WRITE_ID })
  readonly entry?: string;

  @ApiPropertyOptional({
    description: 'How many galaxies are given or taken by hand; 1 when not given.',
    type: 'integer',
    minimum: 1,
    maximum: MOST_BY_HAND,
    example: 2,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: `Write a whole number from 1 to ${String(MOST_BY_HAND)}.` })
  @Min(1, { message: `Write a whole number from 1 to ${String(MOST_BY_HAND)}.` })
  @Max(MOST_BY_HAND, { message: `Write a whole number from 1 to ${String(MOST_BY_HAND)}.` })
  readonly galaxies?: number;
}

/** What both ways of putting something right are asked with. */
class AskedBody {
  @ApiProperty({ description: 'Whose galaxies they are.', pattern: ID.source, example: UUID })
  @Matches(ID, { message: WRITE_ID })
  readonly person!: string;

  @ApiProperty({
    description: 'The person reads it in their history, and is told.',
    minLength: 1,
    maxLength: LONGEST_SENTENCE,
    example: SENTENCE,
  })
  @IsString()
  @MaxLength(5_000)
  readonly sentence!: string;

  @ApiPropertyOptional({
    description:
      'Why, for the second person and whoever checks the book. Needed when what they have changes.',
    minLength: 1,
    maxLength: LONGEST_REASON,
    example: 'The walk is on two registers.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  readonly reason?: string;

  @ApiPropertyOptional({
    description: 'Somebody else of the staff, who is asked to agree. Needed when what they have changes.',
    pattern: ID.source,
    example: UUID,
  })
  @IsOptional()
  @Matches(ID, { message: WRITE_ID })
  readonly secondPerson?: string;
}

/** A line that is to be put right. */
export class LineToPutRightBody extends AskedBody {
  @ApiProperty({ description: 'The entry of the line.', pattern: ID.source, example: UUID })
  @Matches(ID, { message: WRITE_ID })
  readonly entry!: string;

  @ApiProperty({
    description: 'They had no part in it, it was counted twice, or something else.',
    enum: WHAT_IS_WRONG,
    example: 'twice',
  })
  @IsIn(WHAT_IS_WRONG, { message: `Write one of these: ${WHAT_IS_WRONG.join(', ')}.` })
  readonly whatIsWrong!: WhatIsWrong;

  @ApiPropertyOptional({
    description: 'True unless told: goodwill gives what the line gave, and it is done at once.',
    example: true,
  })
  @IsOptional()
  @IsBoolean()
  readonly letThemKeep?: boolean;
}

/** Galaxies with no line behind them. */
export class AdjustmentBody extends AskedBody {
  @ApiProperty({ description: 'Whether they are given or taken.', enum: WAYS, example: 'give' })
  @IsIn(WAYS, { message: `Write one of these: ${WAYS.join(', ')}.` })
  readonly way!: (typeof WAYS)[number];

  @ApiProperty({
    description: 'How many.',
    type: 'integer',
    minimum: 1,
    maximum: MOST_BY_HAND,
    example: 2,
  })
  @IsInt({ message: `Write a whole number from 1 to ${String(MOST_BY_HAND)}.` })
  readonly galaxies!: number;
}
