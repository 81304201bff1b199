import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway, interruptedEnd } from '../../server/src/gateway/index.ts';
import { hashCredential } from '../../server/src/identity/index.ts';
import { createRemoteProvider } from '../../server/src/inference/index.ts';
import type { ConfigState } from '../../server/src/platform/config-stream/index.ts';
import { createLogger } from '../../server/src/platform/log/index.ts';
import { openSpool } from '../../server/src/platform/spool/index.ts';

/** The gateway without control and telemetry: its configuration in memory, its spool real, its frames thrown away. */
const KEY = process.env['KEY'] ?? '';
const OUTBOUND = {
  allowPrivateProviders: false,
  connectTimeoutMs: 5_000,
  httpsProxy: null,
  httpProxy: null,
  noProxy: '',
} as const;
const directory = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
const log = createLogger({ logLevel: 'warn' }, 'gateway');

const entities: Record<string, Record<string, Record<string, unknown>>> = {
  bootstrap: {
    bootstrap: {
      key_id: 'key',
      hash: hashCredential(KEY).toString('hex'),
      organisation_id: 'organisation',
      project_id: 'project',
      environment_id: 'environment',
    },
  },
  project: {
    project: {
      organisation_id: 'organisation',
      name: 'project',
      capture: process.env['CAPTURE'] ?? 'full',
      retention_days: 30,
    },
  },
  provider: {
    openai: provider('openai', `${process.env['UPSTREAM']}/v1`, 1),
    anthropic: provider('anthropic', process.env['UPSTREAM'] ?? '', 2),
  },
};

/** Named after its kind. */
function provider(kind: string, base_url: string, position: number): Record<string, unknown> {
  return {
    project_id: null,
    name: kind,
    kind,
    base_url,
    credential: 'sk-upstream',
    position,
    models: null,
    speaks_responses: kind === 'openai' ? true : null,
    managed_by: 'environment',
    operator_managed: true,
    enabled: true,
  };
}

const state: ConfigState = {
  generation: 1,
  get: (kind, id) => entities[kind]?.[id],
  all: (kind) => Object.entries(entities[kind] ?? {}),
};

const spool = await openSpool({
  directory: join(directory, 'spool'),
  gatewayKeyFile: join(directory, 'gateway.key'),
  durability: 'os',
  maxBytes: 4 * 1024 ** 3,
  log,
  deliver: async () => undefined,
  interrupted: interruptedEnd,
});
const gateway = createGateway({
  name: 'gateway-alone',
  log,
  spool,
  makeProvider: (entity) => {
    if (entity.kind !== 'openai' && entity.kind !== 'anthropic') throw new Error(entity.kind);
    return createRemoteProvider(entity.kind, entity, OUTBOUND);
  },
  state,
  configAgeMs: () => 0,
  maxConfigAgeMs: 900_000,
  maxBodyBytes: 32 << 20,
  uploads: { directory, maxBytes: 512 << 20 },
  timeouts: { connectMs: 5_000, firstByteMs: 120_000, idleMs: 60_000, totalMs: 600_000 },
});
await gateway.listen({ host: '127.0.0.1', port: Number(process.env['PORT']), shared: true });
process.send?.('ready');
process.on('disconnect', () => void stop());
process.on('SIGTERM', () => void stop());

async function stop(): Promise<void> {
  await gateway.drain(0);
  await gateway[Symbol.asyncDispose]();
  await spool[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
  process.exit(0);
}
