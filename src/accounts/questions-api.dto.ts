import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../web/page.dto.js';
import {
  LONGEST_ANSWER,
  LONGEST_WORDS,
  QUESTION_STATES,
  type QuestionState,
  REPLY_BY,
  type ReplyBy,
} from './question.js';

const UUID = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const WRITE_ID = `Write an id, like ${UUID}.`;
const MOST = 5_000;

/** Which questions are wanted. */
export class QuestionsQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Only those that nobody answered yet, or only those that somebody did.',
    enum: QUESTION_STATES,
    example: 'open',
  })
  @IsOptional()
  @IsIn(QUESTION_STATES, { message: `Write one of these: ${QUESTION_STATES.join(', ')}.` })
  readonly state?: QuestionState;

  @ApiPropertyOptional({
    description: 'Only those of this person. People see their own in any case.',
    pattern: ID.source,
    example: UUID,
  })
  @IsOptional()
  @Matches(ID, { message: WRITE_ID })
  readonly person?: string;
}

/** A line that does not look right to somebody. */
export class NewQuestionBody {
  @ApiProperty({ description: 'The entry of the line.', pattern: ID.source, example: UUID })
  @Matches(ID, { message: WRITE_ID })
  readonly entry!: string;

  @ApiPropertyOptional({
    description: 'What does not look right, in their own words.',
    maxLength: LONGEST_WORDS,
    example: 'I led that walk.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MOST)
  readonly words?: string;

  @ApiPropertyOptional({
    description:
      'How they want the answer: the way they usually want to be reached when not given; `here`: they look at the line again.',
    enum: REPLY_BY,
    example: 'here',
  })
  @IsOptional()
  @IsIn(REPLY_BY, { message: `Write one of these: ${REPLY_BY.join(', ')}.` })
  readonly replyBy?: ReplyBy;

  @ApiPropertyOptional({
    description: 'Whose line it is: one’s own when not given; for staff and programs anybody’s.',
    pattern: ID.source,
    example: UUID,
  })
  @IsOptional()
  @Matches(ID, { message: WRITE_ID })
  readonly person?: string;
}

/** What staff answer. */
export class QuestionAnswerBody {
  @ApiProperty({
    description: 'The person reads it. It stays with the line.',
    minLength: 1,
    maxLength: LONGEST_ANSWER,
    example: 'You are right. We put it right today.',
  })
  @IsString()
  @MaxLength(MOST)
  readonly answer!: string;
}

/** What somebody asked about a line of theirs, and what staff answered. */
export class QuestionView {
  @ApiProperty({ description: 'Its id.', format: 'uuid', example: UUID })
  readonly id!: string;

  @ApiProperty({ description: 'Who asked.', format: 'uuid', example: UUID })
  readonly person!: string;

  @ApiProperty({ description: 'The entry of the line they ask about.', format: 'uuid', example: UUID })
  readonly entry!: string;

  @ApiProperty({ description: 'Whether somebody answered.', enum: QUESTION_STATES, example: 'answered' })
  readonly state!: QuestionState;

  @ApiPropertyOptional({
    type: String,
    description: 'Their own words, where they wrote some.',
    example: 'I led that walk.',
  })
  readonly words?: string | undefined;

  @ApiProperty({ description: 'How they want the answer.', enum: REPLY_BY, example: 'here' })
  readonly replyBy!: ReplyBy;

  @ApiProperty({
    description: 'When they asked.',
    format: 'date-time',
    example: '2026-06-14T16:02:11.000000Z',
  })
  readonly askedAt!: string;

  @ApiProperty({ description: 'The day by which staff will look.', format: 'date', example: '2026-06-17' })
  readonly lookBy!: string;

  @ApiPropertyOptional({
    type: String,
    description: 'What staff answered.',
    example: 'You are right. We put it right today.',
  })
  readonly answer?: string | undefined;

  @ApiPropertyOptional({ type: String, description: 'The first name of who answered.', example: 'Ailsa' })
  readonly answeredBy?: string | undefined;

  @ApiPropertyOptional({
    type: String,
    description: 'When they answered.',
    format: 'date-time',
    example: '2026-06-15T09:30:00.000000Z',
  })
  readonly answeredAt?: string | undefined;
}

export class QuestionsList {
  @ApiProperty({ description: 'The questions, the first asked first.', type: [QuestionView] })
  readonly questions!: QuestionView[];

  @ApiPropertyOptional({
    description: 'Send it as `after` for the next page. It is not there on the last page.',
    example: 'WyJmODFkNGZhZSJd',
  })
  readonly next?: string;
}
