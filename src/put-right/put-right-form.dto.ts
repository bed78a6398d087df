import { IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';

/** Long enough for whatever somebody types; what is too long for its field is explained beside it. */
const MOST = 5_000;

/** What both forms of putting something right send. */
class ByTwoForm {
  /** Chosen by the page, so that two taps are one. */
  @IsUUID()
  readonly id: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly sentence: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly reason: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly second_person: string = '';
}

export class PutRightForm extends ByTwoForm {
  @IsString()
  @MaxLength(MOST)
  readonly what_is_wrong: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly keep: string = '';
}

export class ByHandForm extends ByTwoForm {
  @IsString()
  @MaxLength(MOST)
  readonly way: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly galaxies: string = '';
}

export class DecisionForm {
  @IsString()
  @MaxLength(MOST)
  readonly decision: string = '';
}

/** Which part of a history is wanted. */
export class LinesQuery {
  /** The lines before the one that ends with this transfer. */
  @IsOptional()
  @Matches(/^[1-9]\d{0,18}$/)
  readonly before?: string;
}
