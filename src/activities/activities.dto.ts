import { Transform } from 'class-transformer';
import { IsArray, IsString, Matches, MaxLength } from 'class-validator';

/** Long enough for whatever somebody types; what is too long for its field is explained beside it. */
const MOST = 1_000;

const KEY = /^[!-~]{0,100}$/;

/** One box that is ticked comes as text, several as a list, none not at all. */
function Ticked(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value));
}

/** An activity as the form sends it. */
export class TypedActivity {
  @IsString()
  @MaxLength(MOST)
  readonly name: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly kind: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly usual_place: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly places: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly setting: string = '';

  @Ticked()
  @IsArray()
  @IsString({ each: true })
  readonly easy: readonly string[] = [];

  @IsString()
  @MaxLength(MOST)
  readonly feels_like: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly bring: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly money: string = '';

  /** Made when the form is opened: sent twice, it is one activity. */
  @Matches(KEY)
  readonly key: string = '';
}

/** A date as the form sends it. */
export class TypedDate {
  @IsString()
  @MaxLength(MOST)
  readonly activity: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly date_day: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly date_month: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly date_year: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly starts: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly ends: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly meet_place: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly leader: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly second: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly places: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly places_reason: string = '';

  @Ticked()
  @IsArray()
  @IsString({ each: true })
  readonly choices: readonly string[] = [];

  @IsString()
  @MaxLength(MOST)
  readonly repeat: string = 'once';

  @IsString()
  @MaxLength(MOST)
  readonly times: string = '';

  /** Made when the form is opened: sent twice, it makes its dates once. */
  @Matches(KEY)
  readonly key: string = '';

  /** What the page showed of a date that is there, unseen. */
  @Matches(KEY)
  readonly seen: string = '';
}

/** Why a date is called off, as the form sends it. */
export class TypedReason {
  @IsString()
  @MaxLength(MOST)
  readonly reason: string = '';
}
