import { applyDecorators, type CanActivate, type ExecutionContext, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problems } from './problems.decorator.js';
import { invalidRequest, pointerTo, UNKNOWN_FIELD } from './validation.js';

class NoQueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const query: unknown = context.switchToHttp().getRequest<FastifyRequest>().query;
    const names = Object.keys(query ?? {});
    if (names.length === 0) return true;
    throw invalidRequest(names.map((name) => ({ pointer: pointerTo(name), detail: UNKNOWN_FIELD })));
  }
}

/** The route takes no query: what is sent is refused, so that a misspelt parameter is noticed. */
export function NoQuery(): MethodDecorator & ClassDecorator {
  return applyDecorators(UseGuards(NoQueryGuard), Problems(422));
}
