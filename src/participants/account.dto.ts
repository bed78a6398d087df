import { Transform } from 'class-transformer';
import { IsArray, IsString, MaxLength } from 'class-validator';

/** Long enough for whatever somebody types; what is too long for its field is explained beside it. */
const MOST = 1_000;

export class NewName {
  @IsString()
  @MaxLength(MOST)
  readonly liked_name: string = '';
}

export class NewReach {
  /** One of the ways; empty when nothing was chosen. */
  @IsString()
  @MaxLength(MOST)
  readonly contact: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly phone: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly email: string = '';
}

export class NewMessageDetail {
  @IsString()
  @MaxLength(MOST)
  readonly message_detail: string = '';
}

export class NewFormats {
  /** One box that is ticked comes as text, several as a list, none not at all. */
  @Transform(({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @IsString({ each: true })
  @MaxLength(MOST, { each: true })
  readonly formats: readonly string[] = [];
}

export class NewLeadersNote {
  @IsString()
  @MaxLength(MOST)
  readonly leaders_note: string = '';

  /** `yes` when it is ticked. */
  @IsString()
  @MaxLength(MOST)
  readonly share_note: string = '';
}

export class NewSharing {
  /** `yes` when it is ticked. */
  @IsString()
  @MaxLength(MOST)
  readonly findable_by_leaders: string = '';

  @Transform(({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @IsString({ each: true })
  @MaxLength(MOST, { each: true })
  readonly consents: readonly string[] = [];
}
