import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

/** Long enough for whatever somebody types; what is too long for its field is explained beside it. */
const MOST = 1_000;

export class WhatForm {
  /** One of the common ones, or `other`; empty when nothing was chosen. */
  @IsString()
  @MaxLength(MOST)
  readonly choice: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly own: string = '';
}

export class WhenForm {
  @IsString()
  @MaxLength(MOST)
  readonly when: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly day_day: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly day_month: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly day_year: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly length: string = '';
}

export class WhoForm {
  @IsString()
  @MaxLength(MOST)
  readonly who: string = '';
}

const asList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value);

/** The ones that were ticked. */
export class TickedForm {
  @Transform(asList)
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  readonly ids: readonly string[] = [];
}

/** Which results are shown: ids with commas between them. */
export class ResultQuery {
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  readonly ids: string = '';
}

export class ListQuery {
  @IsOptional()
  @IsUUID()
  readonly after?: string;
}

export class DecisionForm {
  @IsString()
  @MaxLength(MOST)
  readonly decision: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly reason: string = '';

  @IsString()
  @MaxLength(5_000)
  readonly words: string = '';
}

export class ThanksForm {
  @IsUUID()
  readonly id: string = '';

  @IsUUID()
  readonly person: string = '';
}

export class SaidQuery {
  /** The thanks that were said just now. */
  @IsOptional()
  @IsUUID()
  readonly said?: string;
}
