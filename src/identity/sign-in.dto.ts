import { IsString, MaxLength } from 'class-validator';

/** Long enough for whatever somebody types; what is too long for its field is explained beside it. */
const MOST = 1_000;

export class HowToSignIn {
  /** text, email or card; empty when nothing was chosen. */
  @IsString()
  @MaxLength(MOST)
  readonly how: string = '';
}

export class TypedAddress {
  /** A phone number, an email address or the code of a card, as it was typed. */
  @IsString()
  @MaxLength(MOST)
  readonly address: string = '';
}

export class TypedCode {
  @IsString()
  @MaxLength(MOST)
  readonly code: string = '';
}

export class WhereFrom {
  /** The path of the page that somebody was at. */
  @IsString()
  @MaxLength(MOST)
  readonly from: string = '';
}

export class OwnDevice {
  /** yes or no; empty when nothing was chosen. */
  @IsString()
  @MaxLength(MOST)
  readonly own_device: string = '';
}
