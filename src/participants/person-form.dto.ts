import { Transform } from 'class-transformer';
import { IsArray, IsString, MaxLength } from 'class-validator';

/** Long enough for whatever somebody types; what is too long for its field is explained beside it. */
const MOST = 2_000;

/** One box that is ticked comes as text, several as a list, none not at all. */
const asList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value);

/** All that staff may set about somebody, as it was typed. */
export class PersonForm {
  @IsString()
  @MaxLength(MOST)
  readonly liked_name: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly surname: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly contact: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly phone: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly email: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly message_detail: string = '';

  @Transform(asList)
  @IsArray()
  @IsString({ each: true })
  @MaxLength(MOST, { each: true })
  readonly formats: readonly string[] = [];

  @IsString()
  @MaxLength(MOST)
  readonly leaders_note: string = '';

  /** `yes` when it is ticked. */
  @IsString()
  @MaxLength(MOST)
  readonly share_note: string = '';

  /** `yes` when it is ticked. */
  @IsString()
  @MaxLength(MOST)
  readonly findable_by_leaders: string = '';

  @Transform(asList)
  @IsArray()
  @IsString({ each: true })
  @MaxLength(MOST, { each: true })
  readonly consents: readonly string[] = [];

  @IsString()
  @MaxLength(MOST)
  readonly taking_part: string = '';
}

export class NewPersonForm extends PersonForm {
  /** Chosen by the page, unseen, so that two taps are one person. */
  @IsString()
  @MaxLength(MOST)
  readonly id: string = '';

  /** The reference on the scheme's own papers; empty for one that is made. */
  @IsString()
  @MaxLength(MOST)
  readonly ref: string = '';
}

export class ChangedPersonForm extends PersonForm {
  /** What the page showed, unseen. */
  @IsString()
  @MaxLength(MOST)
  readonly seen: string = '';
}

/** What staff look for. An address that was typed by hand finds what it can. */
export class PeopleSearch {
  @IsString()
  @MaxLength(100)
  readonly search: string = '';

  @IsString()
  @MaxLength(40)
  readonly taking_part: string = '';

  @IsString()
  @MaxLength(40)
  readonly role: string = '';

  @IsString()
  @MaxLength(10)
  readonly page: string = '';
}

export class HowTheyAsked {
  @IsString()
  @MaxLength(MOST)
  readonly asked: string = '';
}

/** A card is made instead of that one; of none when it is empty. */
export class CardForm {
  @IsString()
  @MaxLength(MOST)
  readonly instead_of: string = '';
}
