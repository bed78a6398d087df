import { type ActorId, parseId } from '../shared/ids.js';

/** Who an entry was recorded by when a command recorded it: no person, and the same on every machine. */
export const COMMAND_LINE: ActorId = parseId('c0111a2d-0000-4000-8000-000000000001');
