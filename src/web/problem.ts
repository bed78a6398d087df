import type { DomainError, FieldProblem, Refusal } from '../shared/domain-error.js';
import type { EdgeRefusal } from './edge-refusal.js';

/** What went wrong, as RFC 9457 says it, and the thread to follow it by. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly correlationId: string;
  readonly errors?: readonly FieldProblem[];
}

/** Why the domain refused, in the words of HTTP. */
export const STATUS_OF = {
  invalid: 422,
  forbidden: 403,
  missing: 404,
  conflict: 409,
} as const satisfies Record<Refusal, number>;

interface Words {
  readonly code: string;
  readonly detail: string;
}

/** What the frame itself may answer before any rule of the domain is asked. */
const WORDS: ReadonlyMap<number, Words> = new Map(
  Object.entries({
    400: [
      'bad-request',
      'The request could not be read. Check that its address and its JSON are well formed.',
    ],
    401: ['not-signed-in', 'Sign in, or show a token that works, and try again.'],
    403: ['forbidden', 'This is not open to you.'],
    404: ['not-found', 'There is nothing at this address. Check it, or begin again at the first page.'],
    405: ['method-not-allowed', 'This address does not answer that method.'],
    406: ['not-acceptable', 'This cannot be given in the form that was asked for.'],
    408: ['too-slow', 'The request took too long to arrive. Try again.'],
    413: ['too-large', 'The request is larger than this service reads. Send less at a time.'],
    414: ['address-too-long', 'The address is longer than this service reads.'],
    415: ['unsupported-media-type', 'Send the body as application/json.'],
    429: ['too-many-requests', 'Too many requests have come at once. Wait a little and try again.'],
    431: ['headers-too-large', 'The headers are larger than this service reads.'],
    500: [
      'unexpected',
      'Something went wrong on our side. It has been noted; quote the correlation id if you ask.',
    ],
    503: ['not-available', 'The service cannot answer just now. Wait a little and try again.'],
  }).map(([status, [code = '', detail = '']]) => [Number(status), { code, detail }]),
);

/** A refusal of the domain, explained to whoever asked. */
export function problemOfRefusal(
  { code, refusal, detail, fields }: DomainError,
  correlationId: string,
): Problem {
  const problem = problemWith({ code, detail }, STATUS_OF[refusal], correlationId);
  return fields.length === 0 ? problem : { ...problem, errors: fields };
}

/** A refusal of the edge itself. */
export function problemOfEdge({ code, detail, status }: EdgeRefusal, correlationId: string): Problem {
  return problemWith({ code, detail }, status, correlationId);
}

/** A failure of which only the status may be told. An unknown one is told as 400 or 500. */
export function problemOfStatus(status: number, correlationId: string): Problem {
  const told = WORDS.has(status) ? status : status >= 400 && status < 500 ? 400 : 500;
  return problemWith(wordsOf(told), told, correlationId);
}

/** The codes and words for one status, for the documents that describe them. */
export function wordsOf(status: number): Words {
  const words = WORDS.get(status);
  if (words === undefined) throw new Error(`No words for the status ${String(status)}.`);
  return words;
}

function problemWith({ code, detail }: Words, status: number, correlationId: string): Problem {
  return {
    type: `/problems/${code}`,
    title: titleOf(code),
    status,
    detail,
    instance: `/requests/${correlationId}`,
    correlationId,
  };
}

/** `not-enough-galaxies` becomes "Not enough galaxies". */
function titleOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
