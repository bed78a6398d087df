import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../config/index.js';
import { isUnavailable } from '../database/index.js';
import { DomainError } from '../shared/domain-error.js';
import { errorPage } from './error-page.js';
import { type Problem, problemOfRefusal, problemOfStatus } from './problem.js';

/** Turns whatever was thrown into a problem: JSON for programs, a page for people, each with its real status. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, request.id);
    if (problem.status >= 500) {
      this.log.error({ err: error, correlationId: request.id, problem: problem.type }, 'a request failed');
    }
    sendProblem(request, reply, problem);
  }
}

/** Answers a request with a problem. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  if (reply.sent) return;
  reply.status(problem.status).header('cache-control', 'no-store');
  if (problem.status === 503) reply.header('retry-after', '5');
  if (wantsPage(request)) reply.type('text/html; charset=utf-8').send(errorPage(problem));
  else reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

function problemOf(error: unknown, correlationId: string): Problem {
  if (error instanceof DomainError) return problemOfRefusal(error, correlationId);
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

function wantsPage({ url, headers }: FastifyRequest): boolean {
  return !FOR_PROGRAMS.test(url) && (headers.accept ?? '').includes('text/html');
}
