import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import { Problems } from '../web/problems.decorator.js';
import { isTokenScope, type TokenScope } from './api-scope.js';

const SCOPE = Symbol('scope');

/**
 * Says which scope of a token a route of `/api/v1` takes, beside the roles that `@Allow` names. On a class it holds for
 * every route of it; on a method it holds instead. A route without one takes no token.
 *
 * Whoever comes with a token is an Actor like any other: `personId` is the administrator who answers for the token, and
 * `roles` are those of staff, so a rule that staff pass lets a token pass. Of the roles that `@Allow` names none is asked.
 */
export function AllowToken(scope: TokenScope): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(SCOPE, scope),
    ApiSecurity('token', scope === 'any' ? [] : [scope]),
    Problems(401, 403, 429),
  );
}

/** The scope that was declared, on the method before its class; nothing when the route takes no token. */
export function tokenScopeOn(method: object, declaring: object): TokenScope | undefined {
  return read(method) ?? read(declaring);
}

function read(declared: object): TokenScope | undefined {
  const scope: unknown = Reflect.getMetadata(SCOPE, declared);
  return isTokenScope(scope) ? scope : undefined;
}
