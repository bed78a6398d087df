import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { PageQuery } from '../web/page.dto.js';
import { ACTIVITY_KINDS, type ActivityKind, type Setting, SETTINGS } from './activity.js';

const UUID = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;
const WRITE_MOMENT = 'Write the moment with its offset, for example 2026-06-14T10:00:00+01:00.';

export class ActivityApiView {
  @ApiProperty({ description: 'Its id.', example: UUID })
  readonly id!: string;

  @ApiProperty({ description: 'What the scheme’s own papers call it.', example: 'hill' })
  readonly ref!: string;

  @ApiProperty({ description: 'Its name.', example: 'Hill walk' })
  readonly name!: string;

  @ApiProperty({ description: 'What kind it is.', enum: ACTIVITY_KINDS, example: 'outing' })
  readonly kind!: ActivityKind;

  @ApiPropertyOptional({ type: String, description: 'Where its dates usually meet.', example: 'The drop-in' })
  readonly usualPlace?: string | undefined;

  @ApiProperty({ description: 'How many may plan to come.', example: 12 })
  readonly places!: number;

  @ApiPropertyOptional({
    type: String,
    enum: SETTINGS,
    description: 'Indoors or outdoors; not there when it is both.',
    example: 'outdoors',
  })
  readonly setting?: Setting | undefined;

  @ApiProperty({ description: 'Whether it is easy to reach.', example: true })
  readonly easyToReach!: boolean;

  @ApiPropertyOptional({ type: String, description: 'How it feels.', example: 'Easy walk, lots of stops' })
  readonly feelsLike?: string | undefined;

  @ApiPropertyOptional({ type: String, description: 'What to bring.', example: 'Boots and a coat' })
  readonly bring?: string | undefined;

  @ApiPropertyOptional({ type: String, description: 'Money to bring.', example: '£3 for the bus' })
  readonly cost?: string | undefined;
}

export class ActivitiesPage {
  @ApiProperty({ description: 'The activities, by id.', type: [ActivityApiView] })
  readonly activities!: ActivityApiView[];

  @ApiPropertyOptional({
    description: 'Send it as `after` for the next page. It is not there on the last page.',
    example: 'WyJmODFkNGZhZSJd',
  })
  readonly next?: string;
}

export class LeaderApiView {
  @ApiProperty({ description: 'Who is to lead.', example: UUID })
  readonly personId!: string;

  @ApiProperty({ description: '1 leads, 2 is the second leader.', example: 1 })
  readonly position!: number;
}

export class SessionApiView {
  @ApiProperty({ description: 'Its id.', example: UUID })
  readonly id!: string;

  @ApiProperty({ description: 'What the scheme’s own papers call it.', example: 'hill-2026-06-14' })
  readonly ref!: string;

  @ApiProperty({ description: 'Its activity.', example: UUID })
  readonly activityId!: string;

  @ApiProperty({ description: 'The name of its activity.', example: 'Hill walk' })
  readonly activityName!: string;

  @ApiProperty({ description: 'What kind its activity is.', enum: ACTIVITY_KINDS, example: 'outing' })
  readonly kind!: ActivityKind;

  @ApiProperty({ description: 'When it begins.', example: '2026-06-14T09:00:00Z' })
  readonly startsAt!: string;

  @ApiProperty({ description: 'When it ends.', example: '2026-06-14T14:00:00Z' })
  readonly endsAt!: string;

  @ApiProperty({ description: 'The day it begins, by the scheme’s own clock.', example: '2026-06-14' })
  readonly occursOn!: string;

  @ApiProperty({ description: 'Where to meet.', example: 'The drop-in' })
  readonly meetPlace!: string;

  @ApiProperty({ description: 'How many may plan to come. It never limits a register.', example: 12 })
  readonly places!: number;

  @ApiProperty({ description: 'Whether people are counted out and back.', example: true })
  readonly countBack!: boolean;

  @ApiProperty({ description: 'When false, people ask staff for a place.', example: true })
  readonly onlineJoining!: boolean;

  @ApiProperty({ description: 'Who is to lead.', type: [LeaderApiView] })
  readonly leaders!: LeaderApiView[];

  @ApiPropertyOptional({
    type: String,
    description: 'Why it is off; not there when it is on.',
    example: 'No bus today.',
  })
  readonly calledOffBecause?: string | undefined;
}

export class SessionsPage {
  @ApiProperty({ description: 'The sessions, the nearest first.', type: [SessionApiView] })
  readonly sessions!: SessionApiView[];

  @ApiPropertyOptional({
    description: 'Send it as `after` for the next page. It is not there on the last page.',
    example: 'WyIyMDI2LTA2LTE0VDA5OjAwOjAwWiJd',
  })
  readonly next?: string;
}

/** Which sessions are wanted. */
export class SessionsQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Those that end after this moment; now when it is not given.',
    pattern: MOMENT.source,
    example: '2026-06-14T00:00:00+01:00',
  })
  @IsOptional()
  @Matches(MOMENT, { message: WRITE_MOMENT })
  readonly from?: string;

  @ApiPropertyOptional({
    description: 'Those that begin before this moment.',
    pattern: MOMENT.source,
    example: '2026-07-01T00:00:00+01:00',
  })
  @IsOptional()
  @Matches(MOMENT, { message: WRITE_MOMENT })
  readonly to?: string;

  @ApiPropertyOptional({ description: 'Those of this activity.', example: UUID })
  @IsOptional()
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, { message: 'Write the id of an activity.' })
  readonly activity?: string;
}
