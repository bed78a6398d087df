import { applyDecorators, type Type } from '@nestjs/common';
import { ApiOperation, ApiParam, type ApiParamOptions, ApiResponse } from '@nestjs/swagger';
import { NoQuery } from './no-query.decorator.js';
import { Problems } from './problems.decorator.js';

/** What a route that shows something is called in the document, and what it shows. */
interface Shown {
  readonly operationId: string;
  readonly summary: string;
  readonly type: Type;
}

/** What the document says of a list that comes in pages. Whoever may name somebody in the query adds 404. */
export function ShowsPage({ operationId, summary, type }: Shown): MethodDecorator {
  return applyDecorators(
    ApiOperation({ operationId, summary }),
    ApiResponse({ status: 200, description: 'One page of them.', type }),
    Problems(401, 403, 422, 503),
  );
}

/** What the document says of one thing that has an address and an ETag. It takes no query. */
export function ShowsOne({
  operationId,
  summary,
  type,
  at,
  description,
}: Shown & { readonly at: ApiParamOptions; readonly description: string }): MethodDecorator {
  return applyDecorators(
    ApiOperation({ operationId, summary }),
    ApiParam(at),
    ApiResponse({ status: 200, description, type }),
    Unchanged(),
    NoQuery(),
    Problems(401, 403, 404, 503),
  );
}

/** The route answers 304 to whoever has it as it is. */
export function Unchanged(): MethodDecorator {
  return ApiResponse({ status: 304, description: 'It is as the ETag in If-None-Match says.' });
}
