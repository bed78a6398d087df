export type { Actor } from './actor.js';
export { Allow } from './allow.decorator.js';
export { CurrentActor } from './current-actor.decorator.js';
export { HostScheme } from './host-scheme.service.js';
export { type Allowed, type Role, ROLES } from './role.js';
export { Roles } from './roles.service.js';
export { SignInCards } from './sign-in-cards.service.js';
