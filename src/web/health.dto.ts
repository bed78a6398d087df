import { ApiExtraModels, ApiProperty, type ApiPropertyOptions, getSchemaPath } from '@nestjs/swagger';

/** One thing the service needs; a check may tell more, in fields of its own. */
export class CheckView {
  @ApiProperty({ description: 'Whether it is there.', enum: ['up', 'down'], example: 'up' })
  readonly status!: string;
}

const CHECKS: ApiPropertyOptions = {
  type: 'object',
  additionalProperties: { $ref: getSchemaPath(CheckView) },
};

/** Whether the service can be sent work, and what it needs that is or is not there. */
@ApiExtraModels(CheckView)
export class HealthView {
  @ApiProperty({
    description: 'The whole answer in one word.',
    enum: ['ok', 'error', 'shutting_down'],
    example: 'ok',
  })
  readonly status!: string;

  @ApiProperty({ ...CHECKS, description: 'What is there.', example: { database: { status: 'up' } } })
  readonly info!: object;

  @ApiProperty({ ...CHECKS, description: 'What is not there.', example: {} })
  readonly error!: object;

  @ApiProperty({ ...CHECKS, description: 'Both together.', example: { database: { status: 'up' } } })
  readonly details!: object;
}
