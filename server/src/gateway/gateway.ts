import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { credentialFromHeaders } from '../identity/index.ts';
import { newId } from '../lib/ids.ts';
import type { SlotList } from '../lib/slot-list.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import { isFromThisMachine, requireObserver } from '../platform/http/index.ts';
import type { Protocol } from '../protocols/index.ts';
import { answerError, send, sendJson } from './answers.ts';
import { letPageRead } from './cross-origin.ts';
import { type Endpoint, findEndpoint, protocolOf } from './endpoints.ts';
import { asSignalboxError } from './failure.ts';
import { asked } from './files/files-address.ts';
import { passFiles } from './files/pass-files.ts';
import { finish } from './finish.ts';
import { InboundRequest } from './inbound-request.ts';
import { passKept } from './kept/pass-kept.ts';
import { getModel, listModels } from './models.ts';
import type { Conclusion } from './outcome.ts';
import { runPipeline } from './pipeline.ts';
import { protocolError, refuseConnection, withoutHost } from './protocol-failure.ts';
import type { Services } from './services.ts';
import { type Readiness, readiness } from './status.ts';
import { refusalByLoad } from './steps/admit.ts';

const DRAIN_MS = 10_000;

export interface GatewayOptions {
  readonly services: Services;
  readonly configGeneration: () => number;
  /** Throws `host_not_allowed`. */
  readonly checkHost: (host: string | undefined) => void;
  readonly inFlight: SlotList<InboundRequest>;
}

/** The data plane's server: hands inference requests to the pipeline and answers the few others itself. */
export class Gateway {
  readonly #services: Services;
  readonly #checkHost: GatewayOptions['checkHost'];
  readonly #generation: () => number;
  readonly #inFlight: SlotList<InboundRequest>;
  readonly #server: Server;
  #draining = false;

  constructor(options: GatewayOptions) {
    this.#services = options.services;
    this.#checkHost = options.checkHost;
    this.#generation = options.configGeneration;
    this.#inFlight = options.inFlight;
    const { firstByteMs, totalMs } = options.services.timeouts;
    this.#server = createServer(
      {
        headersTimeout: 30_000,
        // For the whole of a request's body, so that a slow one does not hold its place for ever.
        requestTimeout: 300_000,
        keepAliveTimeout: 75_000,
        connectionsCheckingInterval: 10_000,
        // Node would refuse it with an empty answer; `#handle` says what is missing.
        requireHostHeader: false,
      },
      (request, response) => this.#handle(request, response),
    );
    this.#server.on('checkContinue', (request, response) => this.#handle(request, response));
    // An expectation that is not understood is not met, which the client sees from the answer.
    this.#server.on('checkExpectation', (request, response) => this.#handle(request, response));
    this.#server.on('connect', (request, socket) =>
      refuseConnection(socket, wrongMethod(request, 'GET or POST')),
    );
    this.#server.on('clientError', (error, socket) => this.#clientError(error, socket));
    // A client that neither reads nor leaves: longer than any answer may take.
    this.#server.setTimeout(Math.max(totalMs, firstByteMs) + 60_000);
  }

  /**
   * Listens. With `shared`, several processes may hold the port, and the kernel spreads connections over them (Linux).
   * Throws `port_in_use`.
   */
  async listen(options: { host: string; port: number; shared: boolean }): Promise<number> {
    const { host, port, shared } = options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'EADDRINUSE' ? portInUse(host, port) : error),
      );
      this.#server.listen({ host, port, backlog: 1_024, reusePort: shared }, resolve);
    });
    this.#server.removeAllListeners('error');
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  /** Takes nothing new. What is in flight has 10 s to end; what does not ends with an error in its protocol. */
  async drain(withinMs = DRAIN_MS): Promise<void> {
    this.#draining = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const idle = setInterval(() => this.#server.closeIdleConnections(), 100);
    const late = setTimeout(() => this.#interruptAll(), withinMs);
    const last = setTimeout(() => this.#server.closeAllConnections(), withinMs + 1_500);
    await closed;
    clearInterval(idle);
    clearTimeout(late);
    clearTimeout(last);
  }

  /** What `/readyz` answers. */
  status(): Readiness {
    return readiness(this.#services, {
      generation: this.#generation(),
      inFlight: this.#inFlight.size,
      draining: this.#draining,
    });
  }

  #interruptAll(): void {
    const error = new SignalboxError(
      'draining',
      'the gateway stops, and this answer took too long to wait for',
      'Send the request again.',
    );
    for (const { interruption, response } of this.#inFlight) {
      if (!interruption.interrupt(error)) response.destroy();
    }
  }

  /** A request that is no HTTP, too long in its headers, or too slow. */
  #clientError(error: NodeJS.ErrnoException, socket: Duplex): void {
    // Told already, and what still comes in is no better.
    if (socket.writableEnded) return;
    const midAnswer = [...this.#inFlight].some(
      ({ response }) => response.socket === socket && response.headersSent,
    );
    if (midAnswer || error.code === 'ECONNRESET') socket.destroy();
    else refuseConnection(socket, protocolError(error));
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    if (request.headers.host === undefined && request.httpVersion === '1.1') {
      answerError(response, newId<'request'>(), withoutHost());
      return;
    }
    try {
      this.#checkHost(request.headers.host);
    } catch (error) {
      const id = newId<'request'>();
      answerError(response, id, asSignalboxError(error, this.#services.log, id));
      return;
    }
    const endpoint = findEndpoint(request.url ?? '/', request.headers);
    letPageRead(this.#services.config(), endpoint, request, response);
    if (endpoint?.kind === 'inference' && request.method === 'POST') {
      this.#infer(new InboundRequest(request, response, endpoint));
      return;
    }
    if (endpoint?.kind === 'kept' && takes(endpoint, request)) {
      const inbound = new InboundRequest(request, response, endpoint);
      this.#serve(inbound, async (conclude) =>
        conclude(await passKept(this.#services, inbound, endpoint)),
      );
      return;
    }
    if (endpoint?.kind === 'files' && takes(endpoint, request)) {
      const called = asked(endpoint, request.method);
      const inbound = new InboundRequest(request, response, called);
      this.#serve(inbound, async (conclude) => {
        const conclusion = await passFiles(this.#services, inbound, called);
        if (conclusion !== null) conclude(conclusion);
      });
      return;
    }
    const id = newId<'request'>();
    this.#answer(endpoint, request, response, id).catch((error: unknown) => {
      const protocol = protocolOfCall(endpoint, request);
      answerError(response, id, asSignalboxError(error, this.#services.log, id), protocol);
    });
  }

  #infer(inbound: InboundRequest): void {
    this.#serve(inbound, (conclude) =>
      runPipeline(this.#services, inbound, (conclusion) => {
        conclude(conclusion);
        this.#services.metrics.observe(inbound.operation, conclusion);
      }),
    );
  }

  /** What may take as long as a provider takes: counted, and told when its client leaves or the gateway stops. */
  #serve(
    inbound: InboundRequest,
    work: (conclude: (conclusion: Conclusion) => void) => Promise<void>,
  ): void {
    const { id, response, protocol } = inbound;
    const refusal = refusalByLoad({ inFlight: this.#inFlight.size, draining: this.#draining });
    if (refusal !== null) {
      answerError(response, id, refusal, protocol);
      return;
    }
    this.#inFlight.add(inbound);
    // Comes once for every response, however it ends.
    response.on('close', () => {
      this.#inFlight.remove(inbound);
      inbound.interruption.clientLeft();
    });
    work((conclusion) => finish(inbound, conclusion, this.#draining)).catch((error: unknown) =>
      answerError(response, id, asSignalboxError(error, this.#services.log, id), protocol),
    );
  }

  async #answer(
    endpoint: Endpoint | null,
    request: IncomingMessage,
    response: ServerResponse,
    id: string,
  ): Promise<void> {
    if (endpoint === null) throw unknownPath(request.url ?? '/');
    if (request.method === 'OPTIONS') {
      response.writeHead(204, { allow: `${endpoint.method}, OPTIONS`, 'x-request-id': id });
      response.end();
      return;
    }
    if (!takes(endpoint, request) && request.method !== 'HEAD') {
      response.setHeader('allow', endpoint.method);
      throw wrongMethod(request, endpoint.method);
    }
    switch (endpoint.kind) {
      case 'inference':
      case 'kept':
      case 'files':
        response.setHeader('allow', endpoint.method);
        throw wrongMethod(request, endpoint.method);
      case 'models':
        sendJson(
          response,
          id,
          200,
          await listModels(this.#services, request, response, endpoint.shape),
        );
        return;
      case 'model':
        sendJson(response, id, 200, await getModel(this.#services, request, response, endpoint));
        return;
      case 'health':
        sendJson(response, id, 200, { status: 'ok' });
        return;
      case 'ready': {
        const { ready, body } = this.status();
        const shown = this.#observes(request) ? body : { status: body['status'] };
        sendJson(response, id, ready ? 200 : 503, shown);
        return;
      }
      case 'metrics':
        this.#requireObserver(request);
        send(
          response,
          id,
          200,
          this.#services.metrics.contentType,
          await this.#services.metrics.text(),
        );
    }
  }

  /** Metrics name models and providers: they are for this machine, and elsewhere for who may read the system's state. */
  #requireObserver({ headers, socket }: IncomingMessage): void {
    if (isFromThisMachine(headers, socket.remoteAddress)) return;
    requireObserver(this.#services.authenticate(credentialFromHeaders(headers), Date.now()).scopes);
  }

  #observes(request: IncomingMessage): boolean {
    try {
      this.#requireObserver(request);
      return true;
    } catch {
      return false;
    }
  }
}

function takes({ method }: Endpoint, request: IncomingMessage): boolean {
  return method.split(', ').includes(request.method ?? '');
}

function portInUse(host: string, port: number): SignalboxError {
  return new SignalboxError(
    'port_in_use',
    `port ${port} on ${host} is in use by another process`,
    'Stop it, or choose another with --port.',
  );
}

function protocolOfCall(endpoint: Endpoint | null, { url = '/' }: IncomingMessage): Protocol {
  return endpoint !== null && 'protocol' in endpoint ? endpoint.protocol : protocolOf(url);
}

const NOT_YET: Readonly<Record<string, string>> = {
  realtime:
    'Use /v1/chat/completions or /v1/responses with "stream": true; sound goes in and out of chats as parts.',
  batches: 'Send the requests one by one, or call the provider itself for them.',
};

function unknownPath(target: string): SignalboxError {
  const path = target.split('?')[0] ?? target;
  const asked = /^(?:\/openai)?\/v1\/(realtime|batches)(?:\/|$)/.exec(path)?.[1] ?? '';
  const next = NOT_YET[asked];
  if (next !== undefined) {
    return new SignalboxError(
      'not_found',
      `the gateway does not serve ${asked} (${path}) yet`,
      next,
    );
  }
  return new SignalboxError(
    'not_found',
    `the gateway has nothing at ${path}`,
    'It serves POST /v1/chat/completions, /v1/completions, /v1/embeddings, /v1/responses and /v1/files (also under /openai/v1), /v1/messages, /v1beta/models/{model}:generateContent and GET /v1/models.',
  );
}

function wrongMethod(request: IncomingMessage, method: string): SignalboxError {
  return new SignalboxError(
    'method_not_allowed',
    `${request.url?.split('?')[0]} does not take ${request.method}`,
    `Use ${method}.`,
  );
}
