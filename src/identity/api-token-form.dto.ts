import { Transform } from 'class-transformer';
import { IsArray, IsString, IsUUID, MaxLength } from 'class-validator';
import type { ApiTokenId } from '../shared/ids.js';

const MOST = 1_000;

/** What an administrator typed to make a token. */
export class NewTokenForm {
  @IsString()
  @MaxLength(MOST)
  readonly name: string = '';

  /** One box that is ticked comes as text, several as a list, none not at all. */
  @Transform(({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @IsString({ each: true })
  @MaxLength(MOST, { each: true })
  readonly scopes: readonly string[] = [];

  @IsString()
  @MaxLength(MOST)
  readonly days: string = '';
}

export class TokenPath {
  @IsUUID()
  readonly token!: ApiTokenId;
}
