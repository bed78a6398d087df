import { IsString, IsUUID, MaxLength } from 'class-validator';
import type { RoleGrantId } from '../shared/ids.js';

const MOST = 1_000;

/** What an administrator typed to give a role. */
export class NewRole {
  @IsString()
  @MaxLength(MOST)
  readonly person: string = '';

  /** Who of several was meant; empty until there is something to choose from. */
  @IsString()
  @MaxLength(MOST)
  readonly chosen: string = '';

  @IsString()
  @MaxLength(MOST)
  readonly role: string = '';
}

/** Which page of the list to show. */
export class RolesPageQuery {
  @IsString()
  @MaxLength(MOST)
  readonly page: string = '1';
}

export class GrantPath {
  @IsUUID()
  readonly grant!: RoleGrantId;
}
