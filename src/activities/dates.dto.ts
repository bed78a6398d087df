import { IsIn, IsOptional } from 'class-validator';

/** Which dates staff want to see. */
export class StaffDatesQuery {
  @IsOptional()
  @IsIn(['past'])
  readonly when?: 'past';
}
