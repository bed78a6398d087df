import { Module } from '@nestjs/common';
import { Messages } from './messages.service.js';

/** For every room that tells people something: import it, and `Messages` is there. It expects JobsModule. */
@Module({ providers: [Messages], exports: [Messages] })
export class TellingModule {}
