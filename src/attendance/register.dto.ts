import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { MOST_LINES, MOST_NEW } from './new-register.js';

/** Long enough for whatever somebody types; what is too long for its field is explained beside it. */
const MOST = 2_000;
/** Of what is written to staff, and may have been pasted. */
const MOST_NOTE = 20_000;

/** One box that is ticked comes as text, several as a list, none not at all. */
export const AsList = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value));

/** The form of a register. `do` says which button was pressed. */
export class RegisterFormBody {
  @IsString()
  @MaxLength(40)
  readonly do: string = 'save';

  @Matches(/^[!-~]{1,100}$/)
  readonly key: string = '';

  @Matches(/^\d{1,6}$/)
  readonly version: string = '0';

  @AsList()
  @IsArray()
  @ArrayMaxSize(MOST_LINES)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  readonly came: readonly string[] = [];

  @AsList()
  @IsArray()
  @ArrayMaxSize(MOST_LINES)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  readonly helped: readonly string[] = [];

  @AsList()
  @IsArray()
  @ArrayMaxSize(MOST_LINES)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  readonly led: readonly string[] = [];

  /** People who are on the form beside those of the plan. */
  @AsList()
  @IsArray()
  @ArrayMaxSize(MOST_LINES)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  readonly extra: readonly string[] = [];

  /** First names of people who are new here. */
  @AsList()
  @IsArray()
  @ArrayMaxSize(MOST_NEW)
  @IsString({ each: true })
  @MaxLength(MOST, { each: true })
  readonly new_name: readonly string[] = [];

  /** The version of the register beside which each of them was said to be new. */
  @AsList()
  @IsArray()
  @ArrayMaxSize(MOST_NEW)
  @Matches(/^\d{1,6}$/, { each: true })
  readonly new_seen: readonly string[] = [];

  @Matches(/^\d{0,6}$/)
  readonly asked: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly add: string = '';

  @IsString()
  @MaxLength(40)
  readonly chosen: string = '';

  @IsString()
  @MaxLength(20)
  readonly head_count_extra: string = '';

  @IsString()
  @MaxLength(20)
  readonly out: string = '';

  @IsString()
  @MaxLength(20)
  readonly back: string = '';

  @IsString()
  @MaxLength(MOST_NOTE)
  readonly note_to_staff: string = '';
}

/** Which version a receipt is for; the latest when it is not said. */
export class ReceiptQuery {
  @IsOptional()
  @Matches(/^\d{1,6}$/)
  readonly version?: string;

  /** How many lines of it could not be recorded. */
  @IsOptional()
  @Matches(/^\d{1,3}$/)
  readonly left?: string;
}

/** Which list holds, for somebody who had seen that version of the register. */
export class ChosenListBody {
  @IsString()
  @MaxLength(40)
  readonly holds: string = '';

  @Matches(/^\d{1,6}$/)
  readonly version: string = '0';
}
