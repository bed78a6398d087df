import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

const LIMIT = 'Write a whole number from 1 to 100.';

/** How much of a long list is wanted. */
export class PageLimit {
  @ApiPropertyOptional({
    description: 'How many to give at most.',
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 25,
    example: 25,
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,3}$/.test(value) ? +value : value,
  )
  @IsInt({ message: LIMIT })
  @Min(1, { message: LIMIT })
  @Max(100, { message: LIMIT })
  readonly limit: number = 25;
}

/** Which part of a long list is wanted. */
export class PageQuery extends PageLimit {
  @ApiPropertyOptional({
    description: 'Begin after this one: the `next` of the page before.',
    pattern: '^[A-Za-z0-9_-]{1,300}$',
    example: '42',
  })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,300}$/, { message: 'Write the `next` of the page before, as it was given.' })
  readonly after?: string;
}
