import { Module } from '@nestjs/common';
import { ParticipantsQueries } from './participants.queries.js';
import { Participants } from './participants.service.js';

@Module({ providers: [Participants, ParticipantsQueries], exports: [Participants, ParticipantsQueries] })
export class ParticipantsModule {}
