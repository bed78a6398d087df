/** What a token may be used for. A route takes one of them; a token has one or more. */
export const API_SCOPES = [
  'accounts:read',
  'accounts:write',
  'sessions:read',
  'sessions:write',
  'registers:read',
  'registers:write',
  'places:read',
  'places:write',
  'contributions:read',
  'contributions:write',
  'redemptions:read',
  'redemptions:write',
  'rates:read',
  'people:read',
  'people:write',
] as const;

export type ApiScope = (typeof API_SCOPES)[number];

/** What a route wants of a token: one scope, or any token that works. */
export type TokenScope = ApiScope | 'any';

export function isTokenScope(value: unknown): value is TokenScope {
  return value === 'any' || API_SCOPES.some((scope) => scope === value);
}

/** How long a token may work, in days. */
export const TOKEN_DAYS = [30, 90, 365] as const;
export type TokenDays = (typeof TOKEN_DAYS)[number];

export const LONGEST_TOKEN_NAME = 60;

/** What begins every token, so that whoever finds one knows what it opens. */
const PREFIX = 'galaxies_';

/** The token as it is shown, once. */
export function tokenOf(secret: string): string {
  return PREFIX + secret;
}

/** The secret in a token; nothing when it cannot be one of ours. */
export function secretIn(token: string): string | undefined {
  return /^galaxies_([A-Za-z0-9_-]{43})$/.exec(token)?.[1];
}

/** The name as it will be kept; nothing when it is empty or longer than 60 characters. */
export function readTokenName(text: string): string | undefined {
  const name = text.trim().replace(/\s+/g, ' ');
  return name.length >= 1 && name.length <= LONGEST_TOKEN_NAME ? name : undefined;
}
