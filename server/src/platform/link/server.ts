import { unlinkSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SignalboxError } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import { LINK_VERSION, verifyLinkToken } from './auth.ts';

/** One call over the link. The handler ends `response` itself; what it throws becomes an error answer. */
export interface LinkCall {
  readonly caller: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Aborted when the caller goes away before the answer is complete. */
  readonly signal: AbortSignal;
}
export type LinkHandler = (call: LinkCall) => Promise<void> | void;

/** Handlers by `METHOD /path`. */
export type LinkRoutes = Readonly<Record<string, LinkHandler>>;

export interface LinkServer extends AsyncDisposable {
  readonly server: Server;
}

/**
 * Serves `routes` on a unix socket, to callers that prove a role of this installation and speak this version.
 * A socket file that a dead process left is replaced.
 */
export async function startLinkServer(options: {
  socket: string;
  key: Buffer;
  routes: LinkRoutes;
  log: Logger;
}): Promise<LinkServer> {
  const { socket, key, routes, log } = options;
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    const abort = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) abort.abort();
    });
    handle(key, routes, request, response, abort.signal).catch((error: unknown) =>
      answerError(log, request, response, error),
    );
  });
  try {
    unlinkSync(socket);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path: socket, backlog: 511 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    server,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // A stream to a peer that does not leave must not keep this process alive.
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      });
    },
  };
}

async function handle(
  key: Buffer,
  routes: LinkRoutes,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://link');
  response.setHeader('x-signalbox-link', String(LINK_VERSION));
  const version = request.headers['x-signalbox-link'];
  if (version !== String(LINK_VERSION)) {
    throw new SignalboxError(
      'link_refused',
      `the caller speaks link version ${version ?? 'none'}, this role ${LINK_VERSION}`,
      'Run every role from the same version of Signalbox.',
    );
  }
  const caller = verifyLinkToken(
    key,
    (request.headers.authorization ?? '').replace(/^Bearer /, ''),
  );
  if (caller === null) {
    throw new SignalboxError(
      'link_refused',
      'the caller proves no role of this installation',
      'Start every role with the same data directory.',
    );
  }
  const handler = routes[`${request.method} ${url.pathname}`];
  if (handler === undefined)
    throw new SignalboxError(
      'not_found',
      `${request.method} ${url.pathname} is not part of this link`,
      'Run every role from the same version.',
    );
  await handler({ caller, query: url.searchParams, request, response, signal });
}

function answerError(
  log: Logger,
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  const known = error instanceof SignalboxError ? error : null;
  if (known === null) log.error({ err: error, path: request.url }, 'a link call failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(known?.status ?? 500, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      code: known?.code ?? 'internal',
      message: known?.message ?? 'a link call failed',
      next: known?.next ?? 'See the log.',
      details: known?.details,
    }),
  );
}

/** The whole body of a link call, at most `maxBytes`. Iterating the request would join its pieces once more on the way. */
export function readLinkBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    chunks.push(chunk);
    if (size <= maxBytes) return;
    request.pause();
    reject(
      new SignalboxError(
        'body_too_large',
        `a link call carries more than ${maxBytes} bytes`,
        'This is a bug: report it.',
      ),
    );
  });
  request.on('end', () =>
    resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
  );
  request.on('error', reject);
  // After `end` or an error it changes nothing.
  request.on('close', () => reject(new Error('the caller left before the end of its body')));
  return promise;
}
