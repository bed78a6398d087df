import {
  applyDecorators,
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { isAnswered } from './once.service.js';
import { Problems } from './problems.decorator.js';
import { type SentOnce, sentOnce } from './sent-once.js';

const KEYING = Symbol('keying');

/** Whether a route has said how it is about being sent twice. */
export function saysHowItIsKeyed(handler: object): boolean {
  return Reflect.hasMetadata(KEYING, handler);
}

/**
 * The route takes an `Idempotency-Key`, asks for it with `@Sent()`, and answers through `Once.answer`. Whoever forgets
 * the last answers nobody: a change that was made outside could be made twice.
 */
export function Keyed(): MethodDecorator {
  return applyDecorators(
    SetMetadata(KEYING, 'keyed'),
    UseInterceptors(KeyedInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description:
        'A new one for each change, the same one for each retry: 1 to 100 letters, digits and signs.',
      schema: { type: 'string', pattern: '^[!-~]{1,100}$' },
      example: '6f1c2a52-3f0e-4f6c-9f49-0b8f6f6a1b11',
    }),
    Problems(400, 401, 403, 409, 422, 503),
  );
}

/** The route takes no `Idempotency-Key`; the reason is for whoever reads the code. */
export function Unkeyed(reason: string): MethodDecorator {
  return SetMetadata(KEYING, reason);
}

const requests = new WeakMap<FastifyRequest, SentOnce>();

/** The request as `Once.answer` wants it. */
export const Sent = createParamDecorator((_data: unknown, context: ExecutionContext): SentOnce => {
  const sent = requests.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (sent === undefined) throw new Error('A route asks for @Sent() and is not @Keyed().');
  return sent;
});

/** Reads the key before the body is checked, and sees afterwards that the answer was kept. */
class KeyedInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const sent = sentOnce(request, http.getResponse<FastifyReply>());
    requests.set(request, sent);
    return next.handle().pipe(
      tap(() => {
        if (!isAnswered(sent)) throw new Error('A @Keyed() route has answered without Once.answer.');
      }),
    );
  }
}
