import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../config/index.js';
import { isUnavailable } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';
import { EdgeRefusal } from './edge-refusal.js';
import type { Pages } from './pages.service.js';
import { type Problem, problemOfEdge, problemOfRefusal, problemOfStatus } from './problem.js';
import { problemPage } from './problem-page.js';
import { referenceOf } from './reference.js';

/** Turns whatever was thrown into a problem: JSON for programs, a page for people, each with its real status. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly pages: Pages,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, request.id);
    if (problem.status >= 500) {
      const told = { correlationId: request.id, reference: referenceOf(request.id), problem: problem.type };
      this.log.error({ err: error, ...told }, 'a request failed');
    }
    if (error instanceof EdgeRefusal && error.retryAfter !== undefined)
      reply.header('retry-after', String(error.retryAfter));
    sendProblem(reply, problem, this.pages);
  }
}

/** Answers a request with a problem, under its own status. */
export function sendProblem(reply: FastifyReply, problem: Problem, pages: Pages): void {
  if (reply.sent) return;
  const { status } = problem;
  if (status === 503) reply.header('retry-after', '5');
  if (wantsPage(reply.request))
    pages.render(reply, 'web/problem', problemPage(problem), { status, kept: false });
  else
    reply
      .status(status)
      .header('cache-control', 'no-store')
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
}

function problemOf(error: unknown, correlationId: string): Problem {
  if (error instanceof DomainError) return problemOfRefusal(error, correlationId);
  if (error instanceof EdgeRefusal) return problemOfEdge(error, correlationId);
  if (isUnavailable(error)) return problemOfStatus(503, correlationId);
  return problemOfStatus(statusOf(error), correlationId);
}

/** The status of a failure that the framework found: a body too large, a route that is not there. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')
    return error.statusCode;
  return 500;
}

/** Paths that programs ask for: they are answered in JSON, whatever the caller says it would like. */
const FOR_PROGRAMS = /^\/(api\/(?!docs)|api$|health|metrics)/;

/** Whether it is answered with a page, for people, rather than in JSON. */
export function wantsPage({ url, headers }: FastifyRequest): boolean {
  return !FOR_PROGRAMS.test(url) && (headers.accept ?? '').includes('text/html');
}
