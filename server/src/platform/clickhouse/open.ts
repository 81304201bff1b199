import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import type { ClickHouse } from './port.ts';

/**
 * The store that the configuration names: a server where `CLICKHOUSE_URL` is set, chDB in the data directory otherwise.
 * Drivers are loaded when a store is opened: ClickHouse itself is 75 MB of memory that a process which only shares
 * types with telemetry must not have.
 */
export async function openClickHouse(
  config: Pick<Config, 'clickhouseUrl' | 'data'>,
): Promise<ClickHouse> {
  if (config.clickhouseUrl === null) {
    const { openChdb } = await import('./chdb.ts');
    return openChdb(join(config.data, 'clickhouse'));
  }
  const { openHttp } = await import('./http.ts');
  return openHttp(config.clickhouseUrl);
}
