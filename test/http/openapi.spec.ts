import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openWebApp, type WebApp } from '../support/web-app.js';

/** What programs ask for; every such route must be described. All else is a page for people, or a file of ours. */
const FOR_PROGRAMS = /^\/(api\/(?!docs)|health|metrics)/;

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, unknown>> }>
  >;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

let web: WebApp;
let document: Document;

beforeAll(async () => {
  web = await openWebApp();
  document = (await web.app.inject('/api/openapi.json')).json();
});

afterAll(() => web.close());

/** Every route that is registered, as `GET /api/v1/schemes/{slug}`. */
function routes(): string[] {
  return web.routes
    .filter(({ url }) => FOR_PROGRAMS.test(url))
    .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`)
    .toSorted();
}

function operations(): [string, Operation][] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
}

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  it('describes every route there is, and no other', () => {
    expect(
      operations()
        .map(([name]) => name)
        .toSorted(),
    ).toEqual(routes());
    expect(routes()).toContain('GET /api/v1/schemes/{slug}/checkpoints');
  });

  it('names every part of an address that changes', () => {
    for (const [name, { parameters = [] }] of operations()) {
      const named = parameters
        .filter((parameter) => parameter.in === 'path')
        .map((parameter) => parameter.name);
      expect([name, named]).toEqual([name, [...name.matchAll(/\{(\w+)\}/g)].map(([, part]) => part)]);
    }
  });

  it('says of every route which problems it answers with, and that they are problems', () => {
    for (const [name, { responses }] of operations()) {
      const failures = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      const statuses = failures.map(([status]) => status);
      expect([name, statuses]).toEqual([name, expect.arrayContaining(['422', '500'])]);
      for (const [status, { content = {} }] of failures) {
        const type =
          name === 'GET /health/ready' && status === '503' ? 'application/json' : 'application/problem+json';
        expect([name, status, Object.keys(content)]).toEqual([name, status, [type]]);
      }
    }
  });

  it('says what each answer means once', () => {
    for (const [name, { responses }] of operations()) {
      const said = Object.values(responses).map(({ description = '' }) => description.split('\n\n'));
      expect([name, said]).toEqual([name, said.map((sentences) => [...new Set(sentences)])]);
    }
  });

  it('says 404 of every route whose address names something', () => {
    const named = operations().filter(([name]) => name.includes('{'));
    for (const [name, { responses }] of named)
      expect([name, Object.keys(responses)]).toEqual([name, expect.arrayContaining(['404'])]);
  });

  it('passes all that Redocly recommends, without a warning', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'galaxies-openapi-'));
    try {
      await writeFile(join(folder, 'openapi.json'), JSON.stringify(document));
      expect(await lint(join(folder, 'openapi.json'))).toMatchObject({
        totals: { errors: 0, warnings: 0 },
        problems: [],
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('would not pass with a mistake in it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'galaxies-openapi-'));
    try {
      await writeFile(
        join(folder, 'openapi.json'),
        JSON.stringify({ ...document, servers: [], license: 'MIT' }),
      );
      expect(await lint(join(folder, 'openapi.json'))).not.toMatchObject({
        totals: { errors: 0, warnings: 0 },
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** Redocly's judgement, with no telephone home. */
async function lint(file: string): Promise<unknown> {
  const command = [
    require.resolve('@redocly/cli/bin/cli.js'),
    'lint',
    file,
    '--config',
    'redocly.yaml',
    '--format',
    'json',
  ];
  const env = { PATH: '', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout } = await promisify(execFile)(process.execPath, command, { env }).catch(outputOf);
  return JSON.parse(stdout);
}

/** A document with mistakes ends the command with 1, and its judgement is on standard output all the same. */
function outputOf(failure: { readonly stdout?: string }): { stdout: string } {
  if (failure.stdout === undefined || failure.stdout === '')
    throw new Error('Redocly said nothing.', { cause: failure });
  return { stdout: failure.stdout };
}
