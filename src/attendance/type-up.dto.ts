import { ArrayMaxSize, IsArray, IsString, Matches, MaxLength } from 'class-validator';
import { MOST_LINES } from './new-register.js';
import { AsList } from './register.dto.js';

/** Room for every number of the longest list, typed one by one. */
const LONGEST_NUMBERS = 2_000;

/** A paper list as it is typed up. `do` says which button was pressed. */
export class TypedPaper {
  @IsString()
  @MaxLength(20)
  readonly do: string = 'check';

  @IsString()
  @MaxLength(60)
  readonly roster_code: string = '';

  @IsString()
  @MaxLength(LONGEST_NUMBERS)
  readonly rows: string = '';

  @IsString()
  @MaxLength(LONGEST_NUMBERS)
  readonly helped_rows: string = '';

  @IsString()
  @MaxLength(LONGEST_NUMBERS)
  readonly led_rows: string = '';

  @IsString()
  @MaxLength(1_000)
  readonly extra_names: string = '';

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
  @MaxLength(40)
  readonly filled_in_by: string = '';

  /** Who the names beside the numbers are, the first five of them. */
  @IsString()
  @MaxLength(40)
  readonly who_1: string = '';

  @IsString()
  @MaxLength(40)
  readonly who_2: string = '';

  @IsString()
  @MaxLength(40)
  readonly who_3: string = '';

  @IsString()
  @MaxLength(40)
  readonly who_4: string = '';

  @IsString()
  @MaxLength(40)
  readonly who_5: string = '';

  /** Who was taken off the register before, and is to be on it again. */
  @AsList()
  @IsArray()
  @ArrayMaxSize(MOST_LINES)
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  readonly put_back: readonly string[] = [];

  @Matches(/^[!-~]{0,100}$/)
  readonly key: string = '';

  @Matches(/^\d{1,6}$/)
  readonly version: string = '0';
}
