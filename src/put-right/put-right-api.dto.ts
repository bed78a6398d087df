import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PUT_RIGHT_STATES, type PutRightState, WHAT_IS_WRONG, type WhatIsWrong } from './put-right.js';

const UUID = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
const SENTENCE = 'We counted one walk twice. Sorry.';

/** What one way of putting something right would do. */
export class EffectView {
  @ApiProperty({
    description:
      'Whether they keep what the line gave, it is taken back, or galaxies are given or taken by hand.',
    enum: ['let-them-keep', 'take-back', 'give', 'take'],
    example: 'take-back',
  })
  readonly way!: 'let-them-keep' | 'take-back' | 'give' | 'take';

  @ApiProperty({
    description: 'What they would have to use; never below nought.',
    type: 'integer',
    example: 3,
  })
  readonly toUse!: number;

  @ApiProperty({ description: 'What goodwill would make up.', type: 'integer', minimum: 0, example: 0 })
  readonly madeUp!: number;

  @ApiProperty({ description: 'Whether it can be done as things are.', example: true })
  readonly possible!: boolean;

  @ApiProperty({ description: 'Whether somebody else of the staff has to agree first.', example: true })
  readonly needsSecondPerson!: boolean;

  @ApiProperty({
    description: 'The same in sentences.',
    type: [String],
    example: ['Sam will have 3 to use.'],
  })
  readonly sentences!: string[];
}

/** Somebody who may be asked to agree. */
export class SecondPersonView {
  @ApiProperty({ description: 'Who it is.', format: 'uuid', example: UUID })
  readonly person!: string;

  @ApiProperty({ description: 'Their name.', example: 'Iain' })
  readonly name!: string;
}

/** What would happen, before anything does. */
export class PreviewView {
  @ApiProperty({ description: 'What they have to use now.', type: 'integer', minimum: 0, example: 4 })
  readonly toUse!: number;

  @ApiPropertyOptional({
    description:
      'How it stands with the line: nothing is put right about it, somebody has asked to, or it was turned round.',
    enum: ['stands', 'waiting', 'turned'],
    example: 'stands',
  })
  readonly line?: 'stands' | 'waiting' | 'turned';

  @ApiProperty({ description: 'What each way would do.', type: [EffectView] })
  readonly effects!: EffectView[];

  @ApiProperty({ description: 'Who may be asked to agree.', type: [SecondPersonView] })
  readonly secondPersons!: SecondPersonView[];
}

/** How something was put right for somebody, or is to be. */
export class PutRightApiView {
  @ApiProperty({ description: 'Its id.', format: 'uuid', example: UUID })
  readonly id!: string;

  @ApiProperty({ description: 'Whose galaxies they are.', format: 'uuid', example: UUID })
  readonly person!: string;

  @ApiProperty({ description: 'A line, or galaxies by hand.', enum: ['line', 'adjustment'], example: 'line' })
  readonly kind!: 'line' | 'adjustment';

  @ApiPropertyOptional({ type: String, description: 'The entry of the line.', format: 'uuid', example: UUID })
  readonly entry?: string | undefined;

  @ApiPropertyOptional({ description: 'What is wrong with the line.', enum: WHAT_IS_WRONG, example: 'twice' })
  readonly whatIsWrong?: WhatIsWrong | undefined;

  @ApiProperty({
    description: 'By how many galaxies it changes what they have; below nought when they are taken.',
    type: 'integer',
    example: -1,
  })
  readonly effect!: number;

  @ApiProperty({ description: 'Whether they keep what the line gave.', example: false })
  readonly letThemKeep!: boolean;

  @ApiProperty({ description: 'What the person reads.', example: SENTENCE })
  readonly sentence!: string;

  @ApiPropertyOptional({ type: String, description: 'Why.', example: 'The walk is on two registers.' })
  readonly reason?: string | undefined;

  @ApiProperty({ description: 'How it stands.', enum: PUT_RIGHT_STATES, example: 'waiting' })
  readonly state!: PutRightState;

  @ApiProperty({ description: 'Who asked.', format: 'uuid', example: UUID })
  readonly askedBy!: string;

  @ApiProperty({
    description: 'When they asked.',
    format: 'date-time',
    example: '2026-06-14T16:02:11.000000Z',
  })
  readonly askedAt!: string;

  @ApiPropertyOptional({ type: String, description: 'Who is asked to agree.', format: 'uuid', example: UUID })
  readonly secondPerson?: string | undefined;

  @ApiPropertyOptional({ type: String, description: 'Who agreed.', format: 'uuid', example: UUID })
  readonly agreedBy?: string | undefined;

  @ApiPropertyOptional({
    type: String,
    description: 'When it was done or left.',
    format: 'date-time',
    example: '2026-06-15T09:30:00.000000Z',
  })
  readonly decidedAt?: string | undefined;

  @ApiPropertyOptional({ type: String, description: 'Its entry in the book.', format: 'uuid', example: UUID })
  readonly entryId?: string | undefined;
}

export class PutRightsList {
  @ApiProperty({ description: 'The oldest first.', type: [PutRightApiView] })
  readonly putRights!: PutRightApiView[];

  @ApiPropertyOptional({
    description: 'Send it as `after` for the next page. It is not there on the last page.',
    example: 'WyJmODFkNGZhZSJd',
  })
  readonly next?: string;
}
