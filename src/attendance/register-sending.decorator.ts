import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { isId, type SessionId } from '../shared/ids.js';
import { keyMissing } from '../web/edge-refusal.js';
import { Problems, Unkeyed } from '../web/index.js';
import { SavedRegisterView } from './register-api.dto.js';
import { unknownRegister } from './registers.errors.js';

/** Which register is sent, under which key, and which version its sender had seen. */
export interface RegisterSending {
  readonly sessionId: SessionId;
  readonly key: string;
  readonly basedOn: number;
}

const KEY = /^[!-~]{1,100}$/;

/** What the address and the headers say. Refuses with `idempotency-key-missing` and `unknown-session`. */
export const Sending = createParamDecorator((_data: unknown, context: ExecutionContext): RegisterSending => {
  const { params, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) throw keyMissing();
  return { sessionId: sessionIdIn(params), key, basedOn: versionIn(headers['if-match']) };
});

/** The session of the address. */
export const OfSession = createParamDecorator((_data: unknown, context: ExecutionContext): SessionId =>
  sessionIdIn(context.switchToHttp().getRequest<FastifyRequest>().params),
);

function sessionIdIn(params: unknown): SessionId {
  const text: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, 'id') : undefined;
  const id = typeof text === 'string' ? text.toLowerCase() : '';
  if (!isId<SessionId>(id)) throw unknownRegister();
  return id;
}

/** The version that a tag stands for; a tag that stands for none is that of a list whose sender has seen nothing. */
function versionIn(header: string | undefined): number {
  const [, version = '0'] = /^\s*(?:W\/)?"(\d{1,6})"\s*$/.exec(header ?? '') ?? [];
  return Number(version);
}

/** What the document of the API says of saving a register. */
export function SavesRegister(): MethodDecorator {
  return applyDecorators(
    Unkeyed(
      'The register keeps its own keys, for good: what comes twice or long after is joined and never refused.',
    ),
    ApiOperation({
      operationId: 'saveRegister',
      summary: 'Save the whole register of a session',
      description:
        'Send everybody who came, each time. The same key and list again has one effect and the same answer, however long after. ' +
        'A list whose If-Match is not the latest version, or that comes under the key of another list, is joined with what is there: ' +
        'everybody from both is kept, and staff check it.',
    }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'A new one for each form that is opened, the same one for each retry.',
      schema: { type: 'string', pattern: '^[!-~]{1,100}$' },
      example: '6f1c2a52-3f0e-4f6c-9f49-0b8f6f6a1b11',
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description:
        'The ETag of the version that the sender had seen. Without it the list is joined with what is there.',
      schema: { type: 'string' },
      example: '"1"',
    }),
    ApiResponse({ status: 200, description: 'It is recorded.', type: SavedRegisterView }),
    ApiResponse({
      status: 202,
      description: 'It is kept, and staff will check one thing.',
      type: SavedRegisterView,
    }),
    Problems(400, 404, 409, 422, 503),
  );
}
