import { createParamDecorator, type ExecutionContext, NotFoundException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isId, type PersonId } from '../shared/ids.js';

/** The person whom the address of a page names as `:person`. Whether they are there, the service knows. */
export const NamedPerson = createParamDecorator((_data: unknown, context: ExecutionContext): PersonId => {
  const { params } = context.switchToHttp().getRequest<FastifyRequest>();
  const named = String(Reflect.get(Object(params), 'person'));
  if (!isId<PersonId>(named)) throw new NotFoundException();
  return named;
});
