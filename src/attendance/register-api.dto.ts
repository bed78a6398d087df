import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { type Part, PARTS } from '../activities/index.js';
import { MOST_LINES } from './new-register.js';
import { type Outcome, OUTCOMES } from './register.js';

const A_PERSON = 'a3a5a24e-0a3c-4ac4-9f8e-6a1e1c8a4d11';
const HEADS = { type: 'integer', minimum: 0, maximum: 999 } as const;
const NUMBER = 'Write a whole number from 0 to 999.';

/** One person who came. */
export class SentLine {
  @ApiProperty({ description: 'Who came.', format: 'uuid', example: A_PERSON })
  @IsUUID(undefined, { message: 'Write the id of the person.' })
  readonly personId!: string;

  @ApiProperty({ description: 'Took part, led, or contributed.', enum: PARTS, example: 'attended' })
  @IsIn(PARTS, { message: 'Write attended, led or contributed.' })
  readonly part!: Part;
}

/** The whole register: everybody who came, each time. */
export class SentRegisterBody {
  @ApiProperty({
    description: 'People came, nobody came, or it did not run.',
    enum: OUTCOMES,
    example: 'came',
  })
  @IsIn(OUTCOMES, { message: 'Write came, nobody-came or did-not-run.' })
  readonly outcome!: Outcome;

  @ApiProperty({ description: 'Everybody who came, each once.', type: [SentLine], maxItems: MOST_LINES })
  @IsArray()
  @ArrayMaxSize(MOST_LINES, { message: 'Send 250 lines at the most.' })
  @ValidateNested({ each: true })
  @Type(() => SentLine)
  readonly lines!: readonly SentLine[];

  @ApiPropertyOptional({ description: 'People who gave no name.', ...HEADS, default: 0, example: 2 })
  @IsOptional()
  @IsInt({ message: NUMBER })
  @Min(0, { message: NUMBER })
  @Max(999, { message: NUMBER })
  readonly headCountExtra?: number;

  @ApiPropertyOptional({ description: 'Heads that were counted when they set out.', ...HEADS, example: 8 })
  @IsOptional()
  @IsInt({ message: NUMBER })
  @Min(0, { message: NUMBER })
  @Max(999, { message: NUMBER })
  readonly countedOut?: number;

  @ApiPropertyOptional({ description: 'Heads that were counted when they were back.', ...HEADS, example: 8 })
  @IsOptional()
  @IsInt({ message: NUMBER })
  @Min(0, { message: NUMBER })
  @Max(999, { message: NUMBER })
  readonly countedBack?: number;

  @ApiPropertyOptional({
    description: 'What staff are to know.',
    maxLength: 500,
    example: 'Ben found a glove.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(500, { message: 'Use 500 characters or fewer.' })
  readonly noteToStaff?: string;
}

const RESULTS = ['added', 'kept', 'other-part', 'no-rate', 'twice', 'unknown-person', 'own-line'] as const;

/** What became of one line that was sent. */
export class AnsweredLineView {
  @ApiProperty({ description: 'The person of the line.', format: 'uuid', example: A_PERSON })
  readonly personId!: string;

  @ApiProperty({ description: 'The part that is recorded.', enum: PARTS, example: 'attended' })
  readonly part!: Part;

  @ApiProperty({
    description:
      'added, kept as it was, kept with the other part that stood, no-rate (on the register, gives nothing yet), twice (the first line counts), unknown-person and own-line (not recorded).',
    enum: RESULTS,
    example: 'added',
  })
  readonly result!: (typeof RESULTS)[number];

  @ApiProperty({ description: 'What the line gives.', type: 'integer', minimum: 0, example: 1 })
  readonly galaxies!: number;
}

/** What became of a register that was sent. */
export class SavedRegisterView {
  @ApiProperty({ description: 'The session.', format: 'uuid', example: A_PERSON })
  readonly sessionId!: string;

  @ApiProperty({
    description:
      'recorded; joined with a list that the sender had not seen, for staff to check; or asked of staff, because the session was more than 14 days ago.',
    enum: ['recorded', 'joined', 'asked'],
    example: 'recorded',
  })
  readonly state!: 'recorded' | 'joined' | 'asked';

  @ApiProperty({ description: 'The version that it is now.', type: 'integer', minimum: 0, example: 1 })
  readonly version!: number;

  @ApiProperty({ description: 'One for each line that was sent, in its order.', type: [AnsweredLineView] })
  readonly lines!: readonly AnsweredLineView[];

  @ApiProperty({ description: 'What this version gave.', type: 'integer', minimum: 0, example: 10 })
  readonly galaxiesAdded!: number;

  @ApiProperty({ description: 'What the whole register gives.', type: 'integer', minimum: 0, example: 10 })
  readonly galaxiesInAll!: number;
}

/** One person on a register. */
export class RegisterLineView extends SentLine {
  @ApiProperty({ description: 'What the line gave.', type: 'integer', minimum: 0, example: 1 })
  readonly galaxies!: number;
}

/** The register as it stands. Nobody is named for not being there. */
export class RegisterView {
  @ApiProperty({ description: 'The session.', format: 'uuid', example: A_PERSON })
  readonly sessionId!: string;

  @ApiProperty({
    description: 'The latest version; 0 before the first.',
    type: 'integer',
    minimum: 0,
    example: 1,
  })
  readonly version!: number;

  @ApiPropertyOptional({ description: 'What came of the session.', enum: OUTCOMES, example: 'came' })
  readonly outcome?: Outcome;

  @ApiProperty({ description: 'Everybody who came.', type: [RegisterLineView] })
  readonly lines!: readonly RegisterLineView[];

  @ApiProperty({ description: 'People who gave no name.', ...HEADS, example: 0 })
  readonly headCountExtra!: number;

  @ApiPropertyOptional({ description: 'Heads that were counted when they set out.', ...HEADS, example: 8 })
  readonly countedOut?: number;

  @ApiPropertyOptional({ description: 'Heads that were counted when they were back.', ...HEADS, example: 8 })
  readonly countedBack?: number;
}
