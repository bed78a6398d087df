import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Acting, forThemselves } from '../audit/index.js';
import { actorOf } from './current-actor.decorator.js';

interface ActingHere {
  readonly acting: Acting;
  /** The person it is for, by the name they like. */
  readonly likedName: string;
}

const actings = new WeakMap<FastifyRequest, ActingHere>();

/** Whom somebody is doing it for; nothing where they see to their own affairs. */
export function actingOf(request: FastifyRequest): ActingHere | undefined {
  return actings.get(request);
}

export function rememberActing(request: FastifyRequest, here: ActingHere): void {
  actings.set(request, here);
}

/** Whose affairs they are and who sees to them: the person who is signed in, or staff for somebody who asked. */
export const CurrentActing = createParamDecorator((_data: unknown, context: ExecutionContext): Acting => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const actor = actorOf(request);
  if (actor === undefined) throw new Error('A route asked whose affairs it sees to, but is open to anyone.');
  return actingOf(request)?.acting ?? forThemselves(actor);
});
