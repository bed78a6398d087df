export { checkedRef } from './participant.js';
export { ParticipantsModule } from './participants.module.js';
export { ParticipantsQueries } from './participants.queries.js';
export { Participants } from './participants.service.js';
