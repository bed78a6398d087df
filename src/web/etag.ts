import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { changedMeanwhile, matchMissing } from './edge-refusal.js';
import { canonical } from './sent-once.js';

/** The tag of a document that has versions of its own. */
export function tagOfVersion(version: number): string {
  return `"${String(version)}"`;
}

/** The tag of any other document, from all that it says. */
export function tagOf(document: unknown): string {
  return tagOfText(canonical(document));
}

function tagOfText(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

/**
 * A document as it is sent, with a tag from its very text: for one that is asked for all the time and is always written by
 * the same hand. Nothing when the asker has it: then the answer is 304.
 */
export function textUnlessKnown(reply: FastifyReply, document: object): string | undefined {
  const text = JSON.stringify(document);
  if (isKnown(reply, tagOfText(text))) return undefined;
  reply.type('application/json; charset=utf-8');
  return text;
}

/** Sends the tag along. True when the asker has this very document: then the answer is 304, and nothing more is sent. */
export function isKnown(reply: FastifyReply, tag: string): boolean {
  reply.header('etag', tag);
  const known = tagsIn(reply.request.headers['if-none-match']);
  const same = known.includes('*') || known.map(weak).includes(weak(tag));
  if (same) reply.status(304);
  return same;
}

/** What the document of the API says of a route that wants to know what was seen. */
export const SEEN = {
  name: 'If-Match',
  required: true,
  description: 'The ETag of what was seen, so that nobody undoes what they have not seen.',
  schema: { type: 'string' },
  example: '"V7yCQq3nW4sT0a1zP9xKfLm2RbE"',
} as const;

/** What `If-Match` says: tags, or `*` for whatever is there; nothing when it was not sent. */
export const IfMatch = createParamDecorator(
  (_data: unknown, context: ExecutionContext): readonly string[] | undefined =>
    seenBy(context.switchToHttp().getResponse<FastifyReply>()),
);

/** The same of the request that an answer is for. */
export function seenBy({ request }: FastifyReply): readonly string[] | undefined {
  const header = request.headers['if-match'];
  return header === undefined ? undefined : tagsIn(header);
}

/** Whether the asker has seen this document; refuses with `match-missing` when they do not say what they have seen. */
export function isSeen(seen: readonly string[] | undefined, tag: string): boolean {
  if (seen === undefined || seen.length === 0) throw matchMissing();
  return seen.includes('*') || seen.includes(tag);
}

/** Refuses with `match-missing`, or with `changed-meanwhile` when what they have seen is not what is there. */
export function mustBeSeen(seen: readonly string[] | undefined, tag: string): void {
  if (!isSeen(seen, tag)) throw changedMeanwhile();
}

function tagsIn(header: string | undefined): readonly string[] {
  return header?.match(/\*|(?:W\/)?"[\x21\x23-\x7e]*"/g) ?? [];
}

/** For reading, a tag that a proxy has made weak is as good; for changing it is not. */
function weak(tag: string): string {
  return tag.replace(/^W\//, '');
}
