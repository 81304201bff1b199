import type { FastifyInstance } from 'fastify';
import { compressJson } from './compress.ts';
import { openApiDocument } from './openapi.ts';

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

/** The endpoints that need no key: they tell that the process lives, whether it is ready, its metrics and its API. */
export function mountSystem(app: FastifyInstance, sources: SystemSources): void {
  const schema = { hide: true };
  app.get('/healthz', { schema }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema }, async (_request, reply) => {
    const readiness = await sources.readiness();
    return reply.status(readiness.ready ? 200 : 503).send(readiness);
  });
  app.get('/metrics', { schema }, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await sources.metrics()),
  );
  app.get('/api/openapi.json', { schema, onSend: compressJson }, async () => openApiDocument(app));
}
