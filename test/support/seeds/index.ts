import { attendanceSeeds } from './attendance.js';
import { messagesSeeds } from './messages.js';
import { adminSeeds } from './admin.js';
import { auditSeeds } from './audit.js';
import { placesSeeds } from './places.js';
import { accountsSeeds } from './accounts.js';
import { contributionsSeeds } from './contributions.js';
import { participantsSeeds } from './participants.js';
import { activitiesSeeds } from './activities.js';
import { putRightSeeds } from './put-right.js';
import { rolesSeeds } from './roles.js';
import { secondFactorSeeds } from './second-factor.js';
import { signInSeeds } from './sign-in.js';
import { staffRegistersSeeds } from './staff-registers.js';
import { typeUpSeeds } from './type-up.js';
import type { Seed } from './world.js';

export type { Seed, Way, World } from './world.js';

/** How every state of ux/states.yml comes about, by the name of its seed. */
export const seeds: Readonly<Record<string, Seed>> = {
  ...signInSeeds,
  ...secondFactorSeeds,
  ...participantsSeeds,
  ...adminSeeds,
  ...auditSeeds,
  ...messagesSeeds,
  ...activitiesSeeds,
  ...attendanceSeeds,
  ...staffRegistersSeeds,
  ...typeUpSeeds,
  ...placesSeeds,
  ...accountsSeeds,
  ...contributionsSeeds,
  ...putRightSeeds,
  ...rolesSeeds,
};
