import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsUUID } from 'class-validator';
import type { MessageId } from '../shared/ids.js';

/** The letters that were on the page: their ids, with a space between. */
export class PrintedLetters {
  @Transform(({ value }: { value: unknown }): unknown =>
    typeof value === 'string' ? value.split(' ') : value,
  )
  @IsArray()
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  readonly letters: readonly MessageId[] = [];
}

export class MessagePath {
  @IsUUID()
  readonly message!: MessageId;
}
