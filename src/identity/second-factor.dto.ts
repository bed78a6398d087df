import { IsString, MaxLength } from 'class-validator';

/** Long enough for whatever somebody types; what is too long for its field is explained beside it. */
const MOST = 1_000;

/** Long enough for the answer of every passkey. */
const MOST_OF_A_PASSKEY = 20_000;

export class TypedSecondFactor {
  /** The code of an app or a recovery code, as it was typed. */
  @IsString()
  @MaxLength(MOST)
  readonly code: string = '';
}

export class PasskeyGiven {
  /** What the browser says, as JSON; empty when it has no passkey or runs no scripts. */
  @IsString()
  @MaxLength(MOST_OF_A_PASSKEY)
  readonly answer: string = '';
}

export class PasskeyMade extends PasskeyGiven {
  @IsString()
  @MaxLength(MOST)
  readonly name: string = '';
}

export class NewCodes {
  /** Which recovery codes the new ones take the place of; empty for none. */
  @IsString()
  @MaxLength(MOST)
  readonly instead_of: string = '';
}

export class Removal {
  /** `app`, or the id of a passkey. */
  @IsString()
  @MaxLength(MOST)
  readonly what: string = '';
}
