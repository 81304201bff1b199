import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyReply } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { newId } from '../../lib/ids.ts';
import { ERROR_CODES, SignalboxError } from '../../platform/errors/index.ts';
import {
  type Endpoint,
  isUnread,
  lingerAtClose,
  refuseOddText,
} from '../../platform/http/index.ts';
import type { Logger } from '../../platform/log/index.ts';
import type { Authenticate, EnterPlace } from './authorise.ts';
import { boundConnections } from './bound-connections.ts';
import { mountConsole } from './console.ts';
import { errorBody, internalError, toExpected } from './errors.ts';
import type { HttpServer } from './listen.ts';
import { mountEndpoint } from './mount.ts';
import { registerOpenApi } from './openapi.ts';
import { refuseClient } from './refuse-client.ts';
import { isSecure } from './session-cookie.ts';
import { mountSystem, type SystemSources } from './system.ts';
import { trustedProxiesOf } from './trusted-proxies.ts';
import type { ProxyWatch } from './unseen-proxy.ts';

const MAX_BODY_BYTES = 1 << 20;
/** For a whole request; what buffers its body has less (`mount.ts`). */
const REQUEST_MS = 300_000;
const HEADERS_MS = 30_000;
const CHECK_MS = 5_000;
const YEAR_SECONDS = 31_536_000;

export interface HttpServerOptions {
  readonly endpoints: readonly Endpoint[];
  readonly authenticate: Authenticate;
  readonly enterPlace: EnterPlace;
  readonly system: SystemSources;
  readonly log: Logger;
  readonly version: string;
  /** Told of each answer: its operation (null: none of the API's), status and seconds. */
  readonly observe?: (operation: string | null, status: number, seconds: number) => void;
  /** Checks every answer against its schema (tests, development); else answers are written as they are. */
  readonly validateResponses: boolean;
  /** Proxies whose X-Forwarded-For tells who calls: addresses and networks with commas between. Null: none. */
  readonly trustedProxies?: string | null;
  /** Throws `host_not_allowed` for a Host header that this port does not answer for. Absent: it answers for any. */
  readonly checkHost?: (host: string | undefined) => void;
  readonly proxies?: ProxyWatch;
  /** Paths that have gone elsewhere, to what is said of each: where to ask now. */
  readonly moved?: ReadonlyMap<string, string>;
  /** How long the body of a call may take that is buffered; a minute unless given. */
  readonly bodyMs?: number;
  /** The folder of the built console. Absent: no console (the SDK's generator, tests of the API alone). */
  readonly console?: string;
}

/** The management API on Fastify: not yet listening. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { endpoints, log } = options;
  const app = Fastify({
    genReqId: () => newId<'request'>(),
    requestIdHeader: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_MS },
    trustProxy: trustedProxiesOf(options.trustedProxies ?? null),
    logger: false,
    routerOptions: { ignoreTrailingSlash: true },
    // Idle keep-alive connections must not hold up a drain.
    forceCloseConnections: 'idle',
    // What fails before routing has the one error shape, too.
    frameworkErrors: (error, request, reply) => {
      const answer = toExpected(error) ?? internalError();
      // Not one of a route, so without the types of any.
      const plain = reply as FastifyReply;
      plain.status(answer.status).send(errorBody(answer, request.id));
    },
    clientErrorHandler: refuseClient,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(
    options.validateResponses ? serializerCompiler : () => (data) => JSON.stringify(data),
  );
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    // Many clients send the header with every call; an endpoint that needs a body misses it in its schema.
    if (text === '') done(null, undefined);
    else parseJson(request, String(text), done);
  });
  await app.register(fastifyCookie);
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
    if (isSecure(request)) reply.header('strict-transport-security', `max-age=${YEAR_SECONDS}`);
    options.checkHost?.(request.headers.host);
    options.proxies?.note(request);
  });
  // What no store keeps as it came is refused in one place, before any schema that might not look.
  app.addHook('preValidation', async ({ params, query, body }) => {
    refuseOddText('params', params);
    refuseOddText('query', query);
    refuseOddText('body', body);
  });
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (isUnread(request.raw)) {
      reply.header('connection', 'close');
      lingerAtClose(request.raw);
    }
    done();
  });
  app.addHook('onResponse', async (request, reply) => {
    const operation: unknown = request.routeOptions.schema?.['operationId' as never];
    options.observe?.(
      typeof operation === 'string' ? operation : null,
      reply.statusCode,
      reply.elapsedTime / 1000,
    );
  });
  app.setErrorHandler((error, request, reply) => {
    const expected = toExpected(error);
    if (expected === null) {
      log.error({ err: error, request_id: request.id, path: request.url }, 'a call failed');
    }
    const answer = expected ?? internalError();
    if (answer.status === 401) reply.header('www-authenticate', 'Bearer realm="signalbox"');
    const wait = retryAfterOf(answer);
    if (wait !== null) reply.header('retry-after', String(wait));
    return reply
      .status(answer.status)
      .type('application/json')
      .serializer((body: unknown) => JSON.stringify(body))
      .send(errorBody(answer, request.id));
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const allowed = endpoints.filter((e) => pathPattern(e.path).test(path)).map((e) => e.method);
    if (allowed.length > 0) reply.header('allow', allowed.join(', '));
    throw allowed.length > 0
      ? new SignalboxError(
          'method_not_allowed',
          `${path} does not take ${request.method}`,
          `It takes ${allowed.join(', ')}.`,
        )
      : new SignalboxError(
          'not_found',
          `there is nothing at ${path}`,
          options.moved?.get(path.replace(/\/$/, '')) ?? 'See /api/openapi.json for what there is.',
        );
  });
  await registerOpenApi(app, options.version);
  for (const endpoint of endpoints) await mountEndpoint(app, endpoint, options);
  mountSystem(app, options.system, options);
  if (options.console !== undefined) await mountConsole(app, options.console);
  boundConnections(app.server, options.trustedProxies ?? null);
  await app.ready();
  return app;
}

/** Seconds, where trying again may help: the error's own, else one for what is away or full. */
function retryAfterOf(error: SignalboxError): number | null {
  const own = error.details?.['retry_after_seconds'];
  if (typeof own === 'number') return Math.ceil(own);
  return ERROR_CODES[error.code].retryable && error.status === 503 ? 1 : null;
}

function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/:[a-z_]+/gi, '[^/]+')}/?$`);
}
