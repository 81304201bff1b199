import { hash } from 'node:crypto';
import { join } from 'node:path';
import { migrateClickHouse, openClickHouse } from '../../platform/clickhouse/index.ts';
import { LinkClient, loadLinkKey, roleSocket, startLinkServer } from '../../platform/link/index.ts';
import { openDatabase } from '../../platform/postgres/index.ts';
import { startReporter } from '../../platform/reports/index.ts';
import { keepDaysClosed, ledger, openTelemetry } from '../../telemetry/wiring.ts';
import { productVersion } from '../cli/version.ts';
import { followConfig } from './follow-config.ts';
import type { StartRole } from './role.ts';

/** The same from src/ and from dist/. */
const MIGRATIONS = join(import.meta.dirname, '..', '..', '..', 'migrations', 'clickhouse');
/** One transaction a frame, and one look for a replay. */
const CONNECTIONS = 4;
/** What every frame does in PostgreSQL, in this order. */
const EFFECTS = [ledger];

/**
 * Takes frames in and answers questions about them. Needs `UV_THREADPOOL_SIZE` of 16 or more in its environment where chDB is
 * embedded: its slow queries would otherwise fill Node's pool and stop every file operation.
 */
export const start: StartRole = async (context) => {
  const { config, log } = context;
  await using started = new AsyncDisposableStack();
  const db = started.use(
    await openDatabase(config, {
      application: 'signalbox telemetry',
      connections: CONNECTIONS,
      log,
    }),
  );
  const store = started.use(await openClickHouse(config));
  await migrateClickHouse(store, MIGRATIONS, log);
  const telemetry = await openTelemetry({
    store,
    db,
    effects: EFFECTS,
    log,
    storeDirectory: store.kind === 'chdb' ? config.data : null,
  });

  const key = loadLinkKey(config.data);
  const control = started.use(
    new LinkClient({ socket: roleSocket(config.data, 'control'), key, role: 'telemetry' }),
  );
  const name = `telemetry-${process.pid}`;
  await followConfig(started, context, {
    role: 'telemetry',
    process: name,
    control,
    // Payload keys are in it, so that a start without control splits bodies as before.
    kept: {
      path: 'telemetry-config.cache',
      key: hash('sha256', Buffer.concat([Buffer.from('telemetry-config'), key]), 'buffer'),
    },
    onApply: (state) => telemetry.configure(state),
  });
  started.use(
    await startLinkServer({
      socket: roleSocket(config.data, 'telemetry'),
      key,
      routes: telemetry.routes,
      log,
    }),
  );
  started.defer(() => telemetry.drain());
  started.use(startReporter({ control, process: name, version: productVersion() }));
  if (store.kind === 'chdb') started.use(keepDaysClosed(store, log));
  log.info({ store: store.kind }, 'telemetry serves');

  const owned = started.move();
  return { drain: () => owned.disposeAsync() };
};
