import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** Long enough for whatever somebody types; what is too long for its field is explained beside it. */
const MOST = 5_000;

/** Which part of a history is wanted. */
export class HistoryQuery {
  /** The lines before the one that ends with this transfer. */
  @IsOptional()
  @Matches(/^[1-9]\d{0,18}$/)
  readonly before?: string;
}

/** Which part of a history is wanted, and as at which past moment; boxes that are left empty mean now. */
export class PastMomentQuery extends HistoryQuery {
  @IsString()
  @MaxLength(MOST)
  readonly as_at_day: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly as_at_month: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly as_at_year: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly as_at_time: string = '';
}

export class NewQuestionForm {
  @IsString()
  @MaxLength(MOST)
  readonly words: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly reply_by: string = '';
}

export class AnswerForm {
  @IsString()
  @MaxLength(MOST)
  readonly answer: string = '';
}
