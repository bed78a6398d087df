import createClient, { type Client } from 'openapi-fetch';
import { tokenIn, type Visitor } from '../visitor.js';
import type { WebApp } from '../web-app.js';
import type { paths } from './schema.js';

export type ApiClient = Client<paths>;

/** A program that uses the API by its document: what the document does not say, it cannot write. */
export function apiClient(web: WebApp, token?: string): ApiClient {
  return clientWith(web, token === undefined ? {} : { authorization: `Bearer ${token}` });
}

/** A script on a page of ours that uses it, for whoever is signed in: all that it sends is JSON. */
export async function pageClient(web: WebApp, visitor: Visitor): Promise<ApiClient> {
  return clientWith(web, {
    cookie: `galaxies=${visitor.secret}`,
    origin: 'http://localhost:80',
    'sec-fetch-site': 'same-origin',
    'x-csrf-token': tokenIn((await visitor.get('/account/name')).body),
  });
}

function clientWith({ app }: WebApp, headers: Readonly<Record<string, string>>): ApiClient {
  return createClient<paths>({
    baseUrl: 'http://localhost',
    headers,
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      const typed = await request.text();
      const isOfPage = request.method !== 'GET' && request.headers.has('x-csrf-token');
      const body = typed === '' && isOfPage ? '{}' : typed;
      if (body !== '') request.headers.set('content-type', 'application/json');
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
