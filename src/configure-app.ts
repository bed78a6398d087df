import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyHttpOptions } from 'fastify';
import helmet from 'helmet';
import { Environment, Log } from './config/index.js';
import { Visits } from './identity/index.js';
import { correlationIdFrom, withCorrelationId } from './shared/correlation.js';
import { Readiness } from './shared/readiness.js';
import { ApiDocument } from './web/api-document.js';
import { Frames } from './web/frames.service.js';
import { Metrics } from './web/metrics.service.js';
import { Pages } from './web/pages.service.js';
import { problemOfStatus } from './web/problem.js';
import { ProblemFilter, sendProblem, wantsPage } from './web/problem.filter.js';
import { PAGE_DIRECTIVES, PLAIN_HEADERS } from './web/security.js';
import { siteFolder } from './web/site-files.js';
import { validationPipe } from './web/validation.js';

const MOST_CONNECTIONS = 5_000;
const CORRELATION_HEADER = 'x-correlation-id';
/** A name that has a hash of what is in the file, so that a browser may keep it for ever. */
const HASHED = /^\/[a-z-]+-[0-9a-f]{12}\.[a-z]+$/;

/** Makes the app what it is, one named step after another; the order matters. */
export function configureApp(app: NestFastifyApplication): void {
  limitConnections(app);
  followRequests(app);
  letGoOfConnections(app);
  recordRequests(app);
  secureHeaders(app);
  serveFiles(app);
  knowWhoIsLost(app);
  validateRequests(app);
  explainFailures(app);
  describeRoutes(app);
}

/** The HTTP server and its limits. What a caller claims about itself (its address, its request id) is not believed. */
export function createAdapter(environment: Environment, log: Log): FastifyAdapter {
  // Before there is an app: a page for a request that could not be read knows nobody.
  const pages = new Pages(new Frames(environment));
  const options: FastifyHttpOptions<Server> = {
    bodyLimit: environment.BODY_LIMIT_BYTES,
    trustProxy: proxiesOf(environment),
    requestIdHeader: false,
    genReqId: ({ headers }) => correlationIdFrom(headers[CORRELATION_HEADER]),
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    maxRequestsPerSocket: 10_000,
    routerOptions: { maxParamLength: 100 },
    http: { maxHeaderSize: 16_384, headersTimeout: 20_000 },
    forceCloseConnections: 'idle',
    // Such a request reaches no hook, so what the hooks do for every answer is done here.
    frameworkErrors: ({ statusCode: status = 400 }, request, reply) => {
      reply.headers({ ...PLAIN_HEADERS, [CORRELATION_HEADER]: request.id });
      sendProblem(reply, problemOfStatus(status, request.id), pages);
      log.info({ correlationId: request.id, method: request.method, route: 'unreadable', status }, 'request');
    },
  };
  return new FastifyAdapter(options);
}

/** Whose word about the address of a caller is taken; nobody's unless the settings say so. */
function proxiesOf({ TRUSTED_PROXIES }: Environment): string[] | false {
  return TRUSTED_PROXIES?.split(',').map((each) => each.trim()) ?? false;
}

function limitConnections(app: NestFastifyApplication): void {
  serverOf(app).server.maxConnections = MOST_CONNECTIONS;
}

/** Carries the correlation id through all that a request awaits, also once its body has come in. */
function followRequests(app: NestFastifyApplication): void {
  serverOf(app).addHook('onRequest', (request, reply, done) => {
    reply.header(CORRELATION_HEADER, request.id);
    withCorrelationId(request.id, done);
  });
}

/** Once the process was asked to stop, each answer ends its connection: one kept open would hold the stop up. */
function letGoOfConnections(app: NestFastifyApplication): void {
  const readiness = app.get(Readiness);
  serverOf(app).addHook('onSend', (_request, reply, payload, done) => {
    if (readiness.stopping) reply.header('connection', 'close');
    done(null, payload);
  });
}

/** One line in the log and one count for each request, by its route's pattern: an address can name a person. */
function recordRequests(app: NestFastifyApplication): void {
  const log = app.get(Log);
  const metrics = app.get(Metrics);
  serverOf(app).addHook('onResponse', (request, reply, done) => {
    const { method, id: correlationId } = request;
    const route = request.routeOptions.url ?? 'unmatched';
    const status = reply.statusCode;
    metrics.record({ method, route, status, seconds: reply.elapsedTime / 1_000 });
    const line = { correlationId, method, route, status, ms: Math.round(reply.elapsedTime * 10) / 10 };
    log.info(line, 'request');
    done();
  });
}

/** The same headers on every answer, so helmet works them out once: its plugin for Fastify would for every request. */
function secureHeaders(app: NestFastifyApplication): void {
  const secure = app.get(Environment).PUBLIC_URL?.startsWith('https:') === true;
  const protect = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: PAGE_DIRECTIVES },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    crossOriginEmbedderPolicy: true,
  });
  serverOf(app).addHook('onRequest', ({ raw: request }, reply, done) => {
    reply.header('permissions-policy', PLAIN_HEADERS['permissions-policy']);
    protect(request, reply.raw, () => {
      done();
    });
  });
}

/** Our own few files, compressed already, and the two that the page of the API is drawn with. */
function serveFiles(app: NestFastifyApplication): void {
  const serving = { decorateReply: false, index: false, etag: true, wildcard: true } as const;
  app.useStaticAssets({
    ...serving,
    root: siteFolder(),
    prefix: '/assets/',
    maxAge: '365d',
    immutable: true,
    preCompressed: true,
    allowedPath: (path) => HASHED.test(path),
    setHeaders: (response) => {
      response.setHeader('vary', 'accept-encoding');
    },
  });
  const swagger = createRequire(require.resolve('@nestjs/swagger')).resolve('swagger-ui-dist/package.json');
  app.useStaticAssets({
    ...serving,
    maxAge: 300_000,
    root: dirname(swagger),
    prefix: '/api/docs/',
    allowedPath: (path) => ['/swagger-ui.css', '/swagger-ui-bundle.js'].includes(path),
  });
}

/** No guard stands before a page that is nowhere, so that whoever is signed in is led back to their own from here. */
function knowWhoIsLost(app: NestFastifyApplication): void {
  const visits = app.get(Visits);
  serverOf(app).addHook('preHandler', async (request) => {
    if (request.is404 && request.method === 'GET' && wantsPage(request)) await visits.recognise(request);
  });
}

function validateRequests(app: NestFastifyApplication): void {
  app.useGlobalPipes(validationPipe());
}

function explainFailures(app: NestFastifyApplication): void {
  app.useGlobalFilters(new ProblemFilter(app.get(Log), app.get(Pages)));
}

function describeRoutes(app: NestFastifyApplication): void {
  app.get(ApiDocument).describe(app, app.get(Environment).PUBLIC_URL ?? '/');
}

function serverOf(app: NestFastifyApplication) {
  return app.getHttpAdapter().getInstance();
}
