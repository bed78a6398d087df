export type { Actor } from './actor.js';
export { AllowToken } from './allow-token.decorator.js';
export { Allow } from './allow.decorator.js';
export { API_SCOPES, type ApiScope } from './api-scope.js';
export { CurrentActor } from './current-actor.decorator.js';
export { HostScheme } from './host-scheme.service.js';
export { type Allowed, type Role, ROLES } from './role.js';
export { Roles } from './roles.service.js';
export { SignInCards } from './sign-in-cards.service.js';
