import { IsIn, IsUUID } from 'class-validator';
import type { MessageId } from '../shared/ids.js';
import { REPORTED, type Reported } from './text-reports.service.js';

export class TextReport {
  /** The reference that the gateway was given with the text. */
  @IsUUID()
  readonly reference!: MessageId;

  @IsIn(REPORTED)
  readonly state!: Reported;
}
