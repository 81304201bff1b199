import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import type { ClickHouse } from './port.ts';

/**
 * The store that the configuration names: a server where `CLICKHOUSE_URL` is set, chDB in the data directory otherwise.
 * Drivers are loaded when a store is opened: ClickHouse itself is 75 MB of memory that a process which only shares
 * types with telemetry must not have.
 */
export function openClickHouse(
  config: Pick<Config, 'clickhouseUrl' | 'data'>,
): Promise<ClickHouse> {
  return config.clickhouseUrl === null
    ? openChdb(join(config.data, 'clickhouse'))
    : openHttp(config.clickhouseUrl);
}

export async function openChdb(directory: string): Promise<ClickHouse> {
  const driver = await import('./chdb.ts');
  return await driver.openChdb(directory);
}

async function openHttp(url: string): Promise<ClickHouse> {
  const driver = await import('./http.ts');
  return await driver.openHttp(url);
}
