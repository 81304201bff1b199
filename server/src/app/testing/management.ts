import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import {
  type Defaults,
  Passwords,
  provisionIdentity,
  rotateTokenKeys,
} from '../../identity/wiring.ts';
import { openFolderBlobs } from '../../platform/blobs/index.ts';
import type { ConfigPublisher } from '../../platform/config-stream/index.ts';
import type { Endpoint } from '../../platform/http/index.ts';
import { createJobQueue } from '../../platform/jobs/index.ts';
import { LinkClient } from '../../platform/link/index.ts';
import type { Database } from '../../platform/postgres/index.ts';
import { testDatabase } from '../../platform/postgres/testing/index.ts';
import { ReportBoard } from '../../platform/reports/index.ts';
import { openSecrets } from '../../platform/secrets/index.ts';
import { TelemetryLink } from '../../telemetry/wiring.ts';
import {
  type ControlParts,
  createManagementServer,
  createPublisher,
  managementEndpoints,
} from '../context.ts';

export const OWNER = 'the owner key of this test, 32 characters';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form
  readonly body: any;
}

/** The names that resolve in tests. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'public.test': ['198.51.100.7'],
  'intranet.test': ['198.51.100.7', '10.20.30.40'],
};

/** The management API on a real PostgreSQL, without a telemetry role behind it. */
export interface Management extends AsyncDisposable {
  readonly db: Database;
  readonly publisher: ConfigPublisher;
  readonly defaults: Defaults;
  readonly endpoints: readonly Endpoint[];
  readonly folder: string;
  readonly parts: ControlParts;
  /** Listens on a free port of 127.0.0.1; for what cannot be injected. */
  readonly listen: () => Promise<string>;
  readonly call: (
    method: string,
    path: string,
    options?: {
      readonly body?: unknown;
      readonly key?: string | null;
      readonly headers?: Record<string, string>;
    },
  ) => Promise<Answer>;
}

/** `gatewayPort`: where its relay finds a gateway; without one, nobody is there. */
export async function startManagement(
  gatewayPort = 1,
  config: Partial<ControlParts['config']> = {},
): Promise<Management> {
  const stack = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-management-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const store = stack.use(await testDatabase());
  const { db } = store;
  const log = pino({ level: 'silent' });
  const secrets = await openSecrets({ secretKey: 'ab'.repeat(32), data: folder }, db);
  const defaults = await provisionIdentity(db, secrets, OWNER);
  await rotateTokenKeys(db, secrets);
  const publisher = stack.use(createPublisher(db, secrets, log));
  await publisher.start();
  const telemetry = stack.use(
    new LinkClient({ socket: join(folder, 'nobody.sock'), key: Buffer.alloc(32), role: 'control' }),
  );
  const queue = stack.use(createJobQueue({ db, log, wake: () => undefined }));
  const parts = {
    queue,
    blobs: openFolderBlobs(join(folder, 'blobs')),
    config: {
      validateResponses: true,
      data: folder,
      trustedProxies: null,
      host: '127.0.0.1',
      allowedHosts: null,
      port: gatewayPort,
      databaseUrl: null,
      localModel: true,
      allowPrivateProviders: false,
      gatewayUrl: null,
      ...config,
    },
    db,
    secrets,
    publisher,
    telemetry,
    traces: new TelemetryLink({ questions: telemetry, signs: telemetry }),
    engine: telemetry,
    reports: new ReportBoard(),
    supervisorStartedAt: '2026-02-03T04:05:06.000Z',
    log,
    // Cheap to guess, quick to test.
    passwords: new Passwords(10),
    // No test asks a real one.
    resolveHost: async (name: string) => NAMES[name] ?? null,
  };
  const app = await createManagementServer(parts);
  stack.defer(() => app.close());
  return {
    db,
    publisher,
    defaults,
    endpoints: managementEndpoints(parts),
    folder,
    parts,
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    async call(method, path, { body, key = OWNER, headers = {} } = {}) {
      const response = await app.inject({
        method: method as 'GET',
        url: path,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      const text = response.body;
      return {
        status: response.statusCode,
        headers: response.headers,
        text,
        body: text.startsWith('{') ? JSON.parse(text) : null,
      };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
