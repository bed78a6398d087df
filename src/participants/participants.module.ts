import { Module } from '@nestjs/common';
import { Consents } from './consents.service.js';
import { NewPeople } from './new-people.service.js';
import { ParticipantsQueries } from './participants.queries.js';
import { Participants } from './participants.service.js';
import { PeopleList } from './people-list.queries.js';
import { PeopleQueries } from './people.queries.js';
import { People } from './people.service.js';
import { PersonRecords } from './person-records.service.js';

const PEOPLE = [
  Consents,
  Participants,
  ParticipantsQueries,
  People,
  NewPeople,
  PeopleList,
  PeopleQueries,
  PersonRecords,
];

@Module({ providers: PEOPLE, exports: PEOPLE })
export class ParticipantsModule {}
