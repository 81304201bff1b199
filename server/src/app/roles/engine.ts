import { hkdfSync } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Engine, ensureEngine, Intake, startEngineServer } from '../../inference/engine/index.ts';
import { LocalModelEntity } from '../../inference/index.ts';
import { newId } from '../../lib/ids.ts';
import type { ConfigState } from '../../platform/config-stream/follow.ts';
import { LinkClient, loadLinkKey, roleSocket } from '../../platform/link/index.ts';
import { startReporter } from '../../platform/reports/index.ts';
import { productVersion } from '../cli/version.ts';
import { followConfig } from './follow-config.ts';
import type { StartRole } from './role.ts';

/** Requests in work and in wait together; generations run four at a time. */
const MOST_REQUESTS = 64;
const DRAIN_MS = 9_000;

/** Local models: installs llama.cpp where it is missing, loads models when they are asked for, and ends when idle. */
export const start: StartRole = async (context) => {
  const { config, log } = context;
  const key = loadLinkKey(config.data);
  await using started = new AsyncDisposableStack();
  const client = started.use(
    new LinkClient({ socket: roleSocket(config.data, 'control'), key, role: 'engine' }),
  );
  const installation = started.use(ensureEngine(config.data, log, { env: process.env }));
  const name = `engine-${newId<'process'>().slice(-12)}`;
  const follower = await followConfig(started, context, {
    role: 'engine',
    process: name,
    control: client,
    // Nothing in it is secret: no credential is sent to an engine.
    kept: {
      path: 'engine.cache',
      key: Buffer.from(hkdfSync('sha256', key, '', 'signalbox-engine-cache', 32)),
    },
    onApply: () => undefined,
  });
  const idleMs = config.engineIdleSeconds * 1_000;
  const engine = started.use(
    new Engine({ models: () => localModels(follower.state), installation, idleMs, log }),
  );
  const idle = Promise.withResolvers<void>();
  const intake = new Intake({
    limit: MOST_REQUESTS,
    idleMs,
    onIdle: () => {
      // An installation goes on until it has worked or failed once.
      if (installation.current.state !== 'installing') idle.resolve();
    },
  });
  const server = started.use(
    await startEngineServer({
      socket: roleSocket(config.data, 'engine'),
      key,
      engine,
      intake,
      maxBodyBytes: config.maxBodyBytes,
      log,
    }),
  );
  started.use(startReporter({ control: client, process: name, version: productVersion() }));
  const resources = started.move();
  return {
    done: idle.promise,
    async drain() {
      // A call that comes from now on finds no engine, and its gateway asks for the next one.
      server.server.close();
      await Promise.race([intake.close(), delay(DRAIN_MS, undefined, { ref: false })]);
      await resources.disposeAsync();
    },
  };
};

function* localModels(state: ConfigState): Iterable<LocalModelEntity> {
  for (const [, value] of state.all('local_model')) {
    const entity = LocalModelEntity.safeParse(value);
    if (entity.success) yield entity.data;
  }
}
