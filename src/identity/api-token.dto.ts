import { ApiProperty } from '@nestjs/swagger';
import { API_SCOPES, type ApiScope } from './api-scope.js';

/** What a program may know of its own token. */
export class ApiTokenView {
  @ApiProperty({ description: 'Which program it is for.', example: 'Spreadsheet of registers' })
  readonly name!: string;

  @ApiProperty({ description: 'What it may be used for.', enum: API_SCOPES, isArray: true })
  readonly scopes!: readonly ApiScope[];

  @ApiProperty({ description: 'It works until then.', format: 'date-time', type: 'string' })
  readonly endsAt!: string;
}
