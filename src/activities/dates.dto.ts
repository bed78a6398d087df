import { Transform } from 'class-transformer';
import { IsArray, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** Which dates staff want to see. */
export class StaffDatesQuery {
  @IsOptional()
  @IsIn(['past'])
  readonly when?: 'past';

  /** The dates behind these, as the page before says it. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,300}$/)
  readonly after?: string;
}

/** What somebody looks for among the dates to come; what is empty narrows nothing. */
export class DatesFilter {
  /** 1 is Monday, 7 is Sunday. */
  @Matches(/^[1-7]?$/)
  readonly day: string = '';

  @IsIn(['', 'indoors', 'outdoors'])
  readonly setting: '' | 'indoors' | 'outdoors' = '';

  @Transform(({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @IsIn(['yes'], { each: true })
  readonly easy: readonly string[] = [];

  /** The first of the 14 days; today when it is empty. */
  @Matches(/^(\d{4}-\d{2}-\d{2})?$/)
  readonly from: string = '';
}

/** What somebody answers about a date, as the form sends it. */
export class TypedAnswer {
  @IsString()
  @MaxLength(1_000)
  readonly answer: string = '';

  @IsString()
  @MaxLength(1_000)
  readonly tell_leader: string = '';
}
