import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** One field of a request that cannot be used. */
export class FieldProblemView {
  @ApiProperty({ description: 'Where the field is: a JSON pointer.', example: '/limit' })
  readonly pointer!: string;

  @ApiProperty({ description: 'What to do about it.', example: 'Write a whole number from 1 to 100.' })
  readonly detail!: string;
}

/** What went wrong, as RFC 9457 says it. */
export class ProblemView {
  @ApiProperty({
    description: 'Which kind of problem it is; stable, for programs.',
    format: 'uri-reference',
    example: '/problems/not-found',
  })
  readonly type!: string;

  @ApiProperty({ description: 'The kind of problem in a few words.', example: 'Not found' })
  readonly title!: string;

  @ApiProperty({ description: 'The HTTP status.', type: 'integer', example: 404 })
  readonly status!: number;

  @ApiProperty({
    description: 'What happened and what to do next.',
    example: 'There is nothing at this address. Check it, or begin again at the first page.',
  })
  readonly detail!: string;

  @ApiProperty({
    description: 'This one occurrence; opaque.',
    format: 'uri-reference',
    example: '/requests/7c9e6679-7425-40de-944b-e07fc1f90ae7',
  })
  readonly instance!: string;

  @ApiProperty({
    description: 'The thread through logs and jobs; quote it when you ask for help.',
    example: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  })
  readonly correlationId!: string;

  @ApiPropertyOptional({ description: 'The fields that cannot be used.', type: [FieldProblemView] })
  readonly errors?: FieldProblemView[];
}
