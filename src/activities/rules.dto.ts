import { IsString, MaxLength } from 'class-validator';

/** Long enough for whatever somebody types; what is too long for its field is explained beside it. */
const MOST = 1_000;

/** A rule as the form sends it. */
export class TypedRule {
  @IsString()
  @MaxLength(MOST)
  readonly part: string = '';

  /** Empty for all activities. */
  @IsString()
  @MaxLength(MOST)
  readonly activity: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly galaxies: string = '';

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
  readonly why: string = '';
}
