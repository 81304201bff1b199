import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isFromThisMachine } from '../../platform/http/index.ts';
import { type Authenticate, authorise, type EnterPlace } from './authorise.ts';
import { compressJson } from './compress.ts';
import { openApiDocument } from './openapi.ts';
import { sessionTokenOf } from './session-cookie.ts';

/** What `/readyz` tells: whether all is well enough to send work here, and each part's own account. */
export interface Readiness {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, unknown>>;
}

export interface SystemSources {
  readonly readiness: () => Promise<Readiness>;
  /** Prometheus text of this process and of the roles that it can reach. */
  readonly metrics: () => Promise<string>;
}

const NO_PLACE = { project: undefined, environment: undefined };

/** The endpoints that need no key: they tell that the process lives, whether it is ready, its metrics and its API. */
export function mountSystem(
  app: FastifyInstance,
  sources: SystemSources,
  { authenticate, enterPlace }: { authenticate: Authenticate; enterPlace: EnterPlace },
): void {
  const schema = { hide: true };
  /** From this machine anybody; from elsewhere who may read the system's state. Throws what `authorise` throws. */
  const requireObserver = async (request: FastifyRequest): Promise<void> => {
    const { method, headers, socket } = request;
    if (isFromThisMachine(headers, socket.remoteAddress)) return;
    const caller = await authenticate({ method, headers, sessionToken: sessionTokenOf(request) });
    await authorise({ scope: 'system:read' }, caller, NO_PLACE, enterPlace);
  };
  app.get('/healthz', { schema }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema }, async (request, reply) => {
    const { ready, parts } = await sources.readiness();
    // Whether, anybody may know; the parts name processes.
    const observes = await requireObserver(request).then(
      () => true,
      () => false,
    );
    return reply.status(ready ? 200 : 503).send(observes ? { ready, parts } : { ready });
  });
  app.get('/metrics', { schema }, async (request, reply) => {
    await requireObserver(request);
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await sources.metrics());
  });
  app.get('/api/openapi.json', { schema, onSend: compressJson }, async () => openApiDocument(app));
}
