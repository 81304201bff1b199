import { hkdfSync } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createGateway, interruptedEnd, type RunningGateway } from '../../gateway/index.ts';
import {
  createLocalProvider,
  createRemoteProvider,
  createSandboxProvider,
  type Provider,
  type ProviderEntity,
} from '../../inference/index.ts';
import { newId } from '../../lib/ids.ts';
import type { Config } from '../../platform/config/index.ts';
import { createHostCheck } from '../../platform/http/index.ts';
import { LinkClient, loadLinkKey, roleSocket } from '../../platform/link/index.ts';
import { startReporter } from '../../platform/reports/index.ts';
import { type GatewayKey, loadGatewayKey, openSpool } from '../../platform/spool/index.ts';
import { productVersion } from '../cli/version.ts';
import { followConfig } from './follow-config.ts';
import type { StartRole } from './role.ts';

/** What is left of the 14 s that a role may take to drain, after the 11.5 s that requests may. */
const SPOOL_DRAIN_MS = 1_500;

/** The data plane: knows control by the configuration that it streams, telemetry by the frames that it takes. */
export const start: StartRole = async (context) => {
  const { config, log, need } = context;
  const name = `gateway-${newId<'process'>().slice(-12)}`;
  const linkKey = loadLinkKey(config.data);
  const gatewayKeyFile = join(config.data, 'gateway.key');
  const gatewayKey = loadGatewayKey(gatewayKeyFile);

  await using started = new AsyncDisposableStack();
  const control = started.use(
    new LinkClient({ socket: roleSocket(config.data, 'control'), key: linkKey, role: 'gateway' }),
  );
  const telemetry = started.use(
    new LinkClient({ socket: roleSocket(config.data, 'telemetry'), key: linkKey, role: 'gateway' }),
  );
  const spool = started.use(
    await openSpool({
      directory: join(config.data, 'spool'),
      gatewayKeyFile,
      durability: config.durability === 'fsync' ? 'fsync' : 'os',
      maxBytes: config.spoolMaxBytes,
      log,
      deliver: async (frame, signal) => {
        const response = await telemetry.call('POST', '/frames', { body: frame, signal });
        await response.body.dump();
      },
      interrupted: interruptedEnd,
    }),
  );

  const uploads = join(config.data, 'gateway', 'uploads');
  await mkdir(uploads, { recursive: true, mode: 0o700 });

  let gateway: RunningGateway | null = null;
  const follower = await followConfig(started, context, {
    role: 'gateway',
    process: name,
    control,
    kept: { path: join('gateway', 'config.cache'), key: cacheKey(gatewayKey) },
    onApply: (state) => gateway?.apply(state),
  });
  gateway = started.use(
    createGateway({
      name,
      log,
      spool,
      makeProvider: (entity) => makeProvider(entity, config, linkKey, need),
      state: follower.state,
      configAgeMs: () => follower.ageMs(),
      maxConfigAgeMs: config.maxSnapshotAgeSeconds * 1000,
      maxBodyBytes: config.maxBodyBytes,
      uploads: { directory: uploads, maxBytes: config.maxUploadBytes },
      checkHost: createHostCheck({
        boundTo: config.host,
        allowed: config.allowedHosts,
        urls: [config.gatewayUrl],
      }),
      timeouts: {
        connectMs: config.connectTimeoutMs,
        firstByteMs: config.firstByteTimeoutMs,
        idleMs: config.idleTimeoutMs,
        totalMs: config.totalTimeoutMs,
      },
    }),
  );
  // Elsewhere than on Linux the option fails, and there is one gateway only.
  const shared = process.platform === 'linux';
  await gateway.listen({ host: config.host, port: config.port, shared });

  const running = gateway;
  started.use(
    startReporter({
      control,
      process: name,
      version: productVersion(),
      details: () => running.status(),
    }),
  );
  const resources = started.move();
  return {
    async drain() {
      await running.drain();
      await spool.drain(SPOOL_DRAIN_MS);
      await resources.disposeAsync();
    },
  };
};

/** A key of its own for the kept configuration, from the gateway's. */
function cacheKey({ key }: GatewayKey): Buffer {
  return Buffer.from(hkdfSync('sha256', key.export(), '', 'signalbox-config-cache', 32));
}

function makeProvider(
  entity: ProviderEntity,
  config: Config,
  linkKey: Buffer,
  need: Parameters<StartRole>[0]['need'],
): Provider {
  switch (entity.kind) {
    case 'sandbox':
      return createSandboxProvider({ name: entity.name });
    case 'local':
      return createLocalProvider({
        name: entity.name,
        socket: roleSocket(config.data, 'engine'),
        key: linkKey,
        role: 'gateway',
        need: () => need('engine'),
      });
    default:
      return createRemoteProvider(entity.kind, entity, config);
  }
}
