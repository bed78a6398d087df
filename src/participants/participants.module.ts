import { Module } from '@nestjs/common';
import { ParticipantsQueries } from './participants.queries.js';
import { Participants } from './participants.service.js';
import { PeopleQueries } from './people.queries.js';
import { People } from './people.service.js';

const PEOPLE = [Participants, ParticipantsQueries, People, PeopleQueries];

@Module({ providers: PEOPLE, exports: PEOPLE })
export class ParticipantsModule {}
