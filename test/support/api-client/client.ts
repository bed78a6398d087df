import createClient, { type Client } from 'openapi-fetch';
import type { WebApp } from '../web-app.js';
import type { paths } from './schema.js';

export type ApiClient = Client<paths>;

/** A program that uses the API by its document: what the document does not say, it cannot write. */
export function apiClient({ app }: WebApp, token?: string): ApiClient {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return createClient<paths>({
    baseUrl: 'http://localhost',
    headers,
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      const body = await request.text();
      const answer = await app.inject({
        method: methodOf(request),
        url: pathname + search,
        headers: Object.fromEntries(request.headers),
        ...(body === '' ? {} : { payload: body }),
      });
      const told = Object.entries(answer.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]);
      const isEmpty = [204, 304].includes(answer.statusCode);
      return new Response(isEmpty ? null : answer.body, { status: answer.statusCode, headers: told });
    },
  });
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

function methodOf({ method }: Request): (typeof METHODS)[number] {
  const found = METHODS.find((each) => each === method);
  if (found === undefined) throw new Error(`The API has no method ${method}.`);
  return found;
}
