import { IsString, MaxLength } from 'class-validator';

const MOST = 200;

/** What an administrator looks for in the audit log, as it was typed. */
export class AuditSearch {
  @IsString()
  @MaxLength(MOST)
  readonly who: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly whom: string = '';

  /** What it was done to, such as `person`; empty for anything. */
  @IsString()
  @MaxLength(MOST)
  readonly what: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly channel: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly from_day: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly from_month: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly from_year: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly to_day: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly to_month: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly to_year: string = '';

  /** The number of the last one of the page before. */
  @IsString()
  @MaxLength(MOST)
  readonly before: string = '';
}

/** Before which month; empty for the newest. */
export class MonthsQuery {
  @IsString()
  @MaxLength(MOST)
  readonly before: string = '';
}
