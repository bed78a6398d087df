import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type Part, PARTS, type RateState } from './earning-rate.js';
import { ANSWERS, type PlaceAnswer } from './place.js';
import { MOST_LEADERS } from './session.js';

export const UUID = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
export const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const WRITE_ID = 'Write an id, like f81d4fae-7dec-41d0-a765-00a0c91e6bf6.';
export const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;
export const WRITE_MOMENT = 'Write the moment with its offset, for example 2026-06-14T10:00:00+01:00.';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A session to be made, or every session of a repeat. */
export class NewSessionBody {
  @ApiProperty({ description: 'Its activity.', pattern: ID.source, example: UUID })
  @Matches(ID, { message: WRITE_ID })
  readonly activityId!: string;

  @ApiProperty({
    description: 'When it begins.',
    pattern: MOMENT.source,
    example: '2026-06-14T10:00:00+01:00',
  })
  @Matches(MOMENT, { message: WRITE_MOMENT })
  readonly startsAt!: string;

  @ApiProperty({ description: 'When it ends.', pattern: MOMENT.source, example: '2026-06-14T15:00:00+01:00' })
  @Matches(MOMENT, { message: WRITE_MOMENT })
  readonly endsAt!: string;

  @ApiPropertyOptional({ description: 'The activity’s usual place when not given.', example: 'The drop-in' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  readonly meetPlace?: string;

  @ApiPropertyOptional({ description: 'The activity’s own number when not given.', example: 12 })
  @IsOptional()
  @IsInt()
  readonly places?: number;

  @ApiPropertyOptional({ description: 'Needed for more than 12 places.', example: 'Two minibuses' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  readonly placesReason?: string;

  @ApiPropertyOptional({ description: 'Whether people are counted out and back.', example: true })
  @IsOptional()
  @IsBoolean()
  readonly countBack?: boolean;

  @ApiPropertyOptional({ description: 'When false, people ask staff for a place.', example: true })
  @IsOptional()
  @IsBoolean()
  readonly onlineJoining?: boolean;

  @ApiPropertyOptional({
    description: 'Who is to lead, the first one first.',
    type: [String],
    example: [UUID],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_LEADERS)
  @Matches(ID, { each: true, message: WRITE_ID })
  readonly leaders?: string[];

  @ApiPropertyOptional({
    description: 'An RFC 5545 rule that ends; every session is at the same time by the scheme’s own clock.',
    example: 'FREQ=WEEKLY;COUNT=6',
  })
  @IsOptional()
  @IsString()
  @MaxLength(400)
  readonly repeat?: string;
}

export class MadeSessions {
  @ApiProperty({
    description: 'The ids of the sessions, the first one first.',
    type: [String],
    example: [UUID],
  })
  readonly ids!: string[];
}

export class ReasonBody {
  @ApiProperty({
    description: 'Everybody who said yes or maybe reads it.',
    example: 'The bus is not running.',
  })
  @IsString()
  @MaxLength(1_000)
  readonly reason!: string;
}

export class AnswerBody {
  @ApiProperty({ description: 'What they answer.', enum: ANSWERS, example: 'yes' })
  @IsIn(ANSWERS, { message: `Write one of these: ${ANSWERS.join(', ')}.` })
  readonly answer!: PlaceAnswer;

  @ApiPropertyOptional({ description: 'What they want the leader to know.', example: 'I walk slowly' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  readonly tellLeader?: string;
}

export class PlaceApiView {
  @ApiProperty({ description: 'Whose answer it is.', example: UUID })
  readonly personId!: string;

  @ApiProperty({ description: 'What they answered.', enum: ANSWERS, example: 'yes' })
  readonly answer!: PlaceAnswer;

  @ApiPropertyOptional({
    type: String,
    description: 'What they want the leader to know.',
    example: 'I walk slowly',
  })
  readonly tellLeader?: string | undefined;
}

export class PlacesList {
  @ApiProperty({ description: 'Every answer, the earliest first.', type: [PlaceApiView] })
  readonly places!: PlaceApiView[];
}

/** A rate to be asked for. */
export class NewRateBody {
  @ApiPropertyOptional({
    description: 'For all activities when not given.',
    pattern: ID.source,
    example: UUID,
  })
  @IsOptional()
  @Matches(ID, { message: WRITE_ID })
  readonly activityId?: string;

  @ApiProperty({ description: 'What it is for.', enum: PARTS, example: 'led' })
  @IsIn(PARTS, { message: `Write one of these: ${PARTS.join(', ')}.` })
  readonly part!: Part;

  @ApiProperty({ description: 'How many it gives.', minimum: 1, maximum: 10, example: 2 })
  @IsInt()
  @Min(1)
  @Max(10)
  readonly galaxies!: number;

  @ApiProperty({ description: 'The first day of a session that it counts for.', example: '2026-07-01' })
  @Matches(DAY, { message: 'Write the day as year-month-day, for example 2026-07-01.' })
  readonly fromOn!: string;

  @ApiProperty({ description: 'Why, in a sentence that people read.', example: 'A walk takes a whole day' })
  @IsString()
  @MaxLength(1_000)
  readonly why!: string;
}

export class RateApiView {
  @ApiProperty({ description: 'Its id.', example: UUID })
  readonly id!: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Its activity; not there when it is for all.',
    example: UUID,
  })
  readonly activityId?: string | undefined;

  @ApiProperty({ description: 'What it is for.', enum: PARTS, example: 'led' })
  readonly part!: Part;

  @ApiProperty({ description: 'How many it gives.', example: 2 })
  readonly galaxies!: number;

  @ApiProperty({ description: 'The first day of a session that it counts for.', example: '2026-07-01' })
  readonly fromOn!: string;

  @ApiProperty({ description: 'Why.', example: 'A walk takes a whole day' })
  readonly why!: string;

  @ApiProperty({
    description: 'It counts once it is published.',
    enum: ['asked', 'published', 'withdrawn'],
    example: 'published',
  })
  readonly state!: RateState;
}

export class RatesPage {
  @ApiProperty({ description: 'The rates, by id.', type: [RateApiView] })
  readonly rates!: RateApiView[];

  @ApiPropertyOptional({
    description: 'Send it as `after` for the next page. It is not there on the last page.',
    example: 'WyJmODFkNGZhZSJd',
  })
  readonly next?: string;
}

export class RateAsked {
  @ApiProperty({ description: 'The id of the rate.', example: UUID })
  readonly id!: string;
}
