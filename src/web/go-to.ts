import type { FastifyReply } from 'fastify';

/** After a form comes a page of its own, so that looking again sends nothing again. */
export function goTo(reply: FastifyReply, path: string): void {
  reply.header('cache-control', 'no-store').redirect(path, 303);
}
