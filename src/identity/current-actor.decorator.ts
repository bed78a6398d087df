import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';

const actors = new WeakMap<FastifyRequest, Actor>();

/** Who asks; nobody when they are not signed in. */
export function actorOf(request: FastifyRequest): Actor | undefined {
  return actors.get(request);
}

export function rememberActor(request: FastifyRequest, actor: Actor): void {
  actors.set(request, actor);
}

/** The person who is signed in, for a route that names roles. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const actor = actorOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (actor === undefined) throw new Error('A route asked who is signed in, but is open to anyone.');
  return actor;
});
