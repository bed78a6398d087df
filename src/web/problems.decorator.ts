import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemView } from './problem.dto.js';

/** What each status means on our routes, for the document. */
const MEANINGS = {
  400: 'The request could not be read.',
  401: 'Nobody is signed in, or the token does not work.',
  403: 'This is not open to the one who asked.',
  404: 'There is no such thing.',
  409: 'It is at odds with what has been recorded.',
  412: 'It was changed since it was seen.',
  413: 'The request is too large.',
  415: 'The body is not JSON.',
  422: 'Part of the request cannot be used.',
  428: 'The request does not say what was seen.',
  429: 'Too many requests have come at once.',
  500: 'Something went wrong on our side.',
  503: 'The service cannot answer just now.',
} as const;

type ProblemStatus = keyof typeof MEANINGS;

/** What has been said of a route or a class: a document would say it again each time. */
const told = new WeakMap<object, Set<ProblemStatus>>();

/** Says which problems a route may answer with, once each however often it is said. 500 goes without saying, and is said for every route. */
export function Problems(...statuses: readonly ProblemStatus[]): MethodDecorator & ClassDecorator {
  return <T>(target: object, key?: string | symbol, descriptor?: TypedPropertyDescriptor<T>): void => {
    const before = toldOf(descriptor?.value ?? target);
    const fresh = [...new Set<ProblemStatus>([...statuses, 500])].filter((status) => !before.has(status));
    for (const status of fresh) before.add(status);
    applyDecorators(ApiExtraModels(ProblemView), ...fresh.map(answer))(target, key, descriptor);
  };
}

function toldOf(route: unknown): Set<ProblemStatus> {
  if ((typeof route !== 'object' && typeof route !== 'function') || route === null) return new Set();
  const known = told.get(route) ?? new Set();
  told.set(route, known);
  return known;
}

function answer(status: ProblemStatus): MethodDecorator & ClassDecorator {
  return ApiResponse({
    status,
    description: MEANINGS[status],
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemView) } } },
  });
}
