export { Allow } from './allow.decorator.js';
export type { Allowed, Role } from './role.js';
