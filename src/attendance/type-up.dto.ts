import { IsString, Matches, MaxLength } from 'class-validator';

/** A paper list as it is typed up. `do` says which button was pressed. */
export class TypedPaper {
  @IsString()
  @MaxLength(20)
  readonly do: string = 'check';

  @IsString()
  @MaxLength(60)
  readonly roster_code: string = '';

  @IsString()
  @MaxLength(1_000)
  readonly rows: string = '';

  @IsString()
  @MaxLength(1_000)
  readonly helped_rows: string = '';

  @IsString()
  @MaxLength(1_000)
  readonly led_rows: string = '';

  @Matches(/^[!-~]{0,100}$/)
  readonly key: string = '';

  @Matches(/^\d{1,6}$/)
  readonly version: string = '0';
}
