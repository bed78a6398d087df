import { applyDecorators } from '@nestjs/common';
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
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { ACTIVITY_KINDS, type ActivityKind, type Setting, SETTINGS } from './activity.js';
import { ID, MOMENT, UUID, WRITE_ID, WRITE_MOMENT } from './plans-api.dto.js';
import { MOST_LEADERS } from './session.js';

/** It may be left out, and may not be taken away. */
const IfSent = (): PropertyDecorator => ValidateIf((_body, value) => value !== undefined);

/** A text that may be left out; null takes it away. */
const Text = (description: string, example: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ oneOf: [{ type: 'string' }, { type: 'null' }], description, example }),
    IsOptional(),
    IsString(),
    MaxLength(1_000),
  );

/** What an activity says beside its name and its kind. */
class ActivityDetails {
  @Text('Where its dates meet unless a date says otherwise.', 'The drop-in')
  readonly usualPlace?: string | null;

  @ApiPropertyOptional({ description: 'How many may plan to come: 6, and 12 for an outing.', example: 12 })
  @IfSent()
  @IsInt()
  readonly places?: number;

  @ApiPropertyOptional({
    oneOf: [{ type: 'string', enum: [...SETTINGS] }, { type: 'null' }],
    description: 'Null when it is both.',
    example: 'outdoors',
  })
  @IsOptional()
  @IsIn(SETTINGS)
  readonly setting?: Setting | null;

  @ApiPropertyOptional({ description: 'Whether it is easy to reach.', example: true })
  @IfSent()
  @IsBoolean()
  readonly easyToReach?: boolean;

  @Text('How it feels.', 'Easy walk, 2 miles, lots of stops')
  readonly feelsLike?: string | null;

  @Text('What to bring.', 'Boots and a coat')
  readonly bring?: string | null;

  @Text('Money to bring, if any.', '£3 for the bus')
  readonly cost?: string | null;
}

/** An activity to be made. */
export class NewActivityBody extends ActivityDetails {
  @ApiProperty({ description: 'Its name.', example: 'Hill walk' })
  @IsString()
  @MaxLength(1_000)
  readonly name!: string;

  @ApiProperty({ description: 'What kind it is.', enum: ACTIVITY_KINDS, example: 'outing' })
  @IsIn(ACTIVITY_KINDS)
  readonly kind!: ActivityKind;

  @ApiPropertyOptional({ description: 'What the scheme’s own papers call it.', example: 'hill' })
  @IfSent()
  @IsString()
  @MaxLength(40)
  readonly ref?: string;
}

/** What changes of an activity; what is left out stays. */
export class ActivityChangesBody extends ActivityDetails {
  @ApiPropertyOptional({ description: 'Its name.', example: 'Hill walk' })
  @IfSent()
  @IsString()
  @MaxLength(1_000)
  readonly name?: string;

  @ApiPropertyOptional({ description: 'What kind it is.', enum: ACTIVITY_KINDS, example: 'outing' })
  @IfSent()
  @IsIn(ACTIVITY_KINDS)
  readonly kind?: ActivityKind;
}

/** What changes of a session; what is left out stays. */
export class SessionChangesBody {
  @ApiPropertyOptional({
    description: 'When it begins.',
    pattern: MOMENT.source,
    example: '2026-06-14T10:00:00+01:00',
  })
  @IfSent()
  @Matches(MOMENT, { message: WRITE_MOMENT })
  readonly startsAt?: string;

  @ApiPropertyOptional({
    description: 'When it ends.',
    pattern: MOMENT.source,
    example: '2026-06-14T15:00:00+01:00',
  })
  @IfSent()
  @Matches(MOMENT, { message: WRITE_MOMENT })
  readonly endsAt?: string;

  @ApiPropertyOptional({ description: 'Where to meet.', example: 'The drop-in' })
  @IfSent()
  @IsString()
  @MaxLength(1_000)
  readonly meetPlace?: string;

  @ApiPropertyOptional({ description: 'How many may plan to come.', example: 12 })
  @IfSent()
  @IsInt()
  readonly places?: number;

  @Text('Needed for more than 12 places.', 'Two minibuses')
  readonly placesReason?: string | null;

  @ApiPropertyOptional({ description: 'Whether people are counted out and back.', example: true })
  @IfSent()
  @IsBoolean()
  readonly countBack?: boolean;

  @ApiPropertyOptional({ description: 'When false, people ask staff for a place.', example: true })
  @IfSent()
  @IsBoolean()
  readonly onlineJoining?: boolean;

  @ApiPropertyOptional({
    description: 'Everybody who is to lead, the first one first.',
    type: [String],
    example: [UUID],
  })
  @IfSent()
  @IsArray()
  @ArrayMaxSize(MOST_LEADERS)
  @Matches(ID, { each: true, message: WRITE_ID })
  readonly leaders?: string[];
}
