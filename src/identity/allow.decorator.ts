import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type { Allowed } from './role.js';

const ALLOWED = Symbol('allowed');

/**
 * Says who a route is for. On a class it holds for every route of it; on a method it holds instead of the class's own.
 * A route without one is refused to everybody, and the service does not start.
 */
export function Allow(...who: readonly [Allowed, ...Allowed[]]): CustomDecorator<symbol> {
  return SetMetadata(ALLOWED, who);
}

/** Who was declared, the method before its class; nothing when nobody was. */
export function allowedOn(method: object, declaring: object): readonly Allowed[] | undefined {
  return read(method) ?? read(declaring);
}

function read(declared: object): readonly Allowed[] | undefined {
  const who: unknown = Reflect.getMetadata(ALLOWED, declared);
  return isDeclaration(who) ? who : undefined;
}

/** Only `Allow` writes under this symbol, and it writes a list that is not empty. */
function isDeclaration(value: unknown): value is readonly Allowed[] {
  return Array.isArray(value) && value.length > 0;
}
