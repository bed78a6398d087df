export { type Named, namesForLeaders } from './names-for-leaders.js';
export { checkedRef } from './participant.js';
export { ParticipantsModule } from './participants.module.js';
export { type KnownPerson, ParticipantsQueries } from './participants.queries.js';
export { Participants } from './participants.service.js';
export { People, type NewContact } from './people.service.js';
export { PeopleQueries, type Person, personIn } from './people.queries.js';
export {
  CONTACTS,
  FORMATS,
  isUkMobile,
  type JoiningDetails,
  LONGEST_LIKED_NAME,
  MESSAGE_DETAILS,
  type MessageDetail,
  readEmail,
  readLikedName,
  readPhone,
} from './person.js';
export { PERSONAL_COLUMNS } from './personal-columns.js';
