import { pino } from 'pino';
import { type ControlParts, managementEndpoints } from './context.ts';
import { createHttpServer, openApiDocument } from './http/index.ts';

/** The document of `/api/openapi.json` without a running server: declarations need no store until one is called. */
export async function describeApi(): Promise<Record<string, unknown>> {
  const nothing = null as never;
  const parts: ControlParts = {
    config: {
      validateResponses: true,
      data: '',
      trustedProxies: null,
      host: '127.0.0.1',
      allowedHosts: null,
      port: 4100,
      databaseUrl: null,
      localModel: true,
      allowPrivateProviders: false,
      gatewayUrl: null,
    },
    db: nothing,
    secrets: nothing,
    publisher: nothing,
    telemetry: nothing,
    traces: nothing,
    engine: nothing,
    reports: nothing,
    queue: nothing,
    blobs: nothing,
    supervisorStartedAt: null,
    log: pino({ level: 'silent' }),
  };
  const server = await createHttpServer({
    endpoints: managementEndpoints(parts),
    authenticate: () => Promise.reject(new Error('this server answers nobody')),
    enterPlace: () => Promise.resolve(null),
    system: {
      readiness: () => Promise.resolve({ ready: false, parts: {} }),
      metrics: () => Promise.resolve(''),
    },
    log: parts.log,
    // The product's version would make each release a change of the client.
    version: '1',
    validateResponses: true,
  });
  try {
    return openApiDocument(server);
  } finally {
    await server.close();
  }
}

// `npm run generate` runs this file and reads what it prints.
if (process.argv[1] === import.meta.filename)
  process.stdout.write(`${JSON.stringify(await describeApi(), null, 2)}\n`);
