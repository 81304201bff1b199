import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import { openChdb } from './chdb.ts';
import { openHttp } from './http.ts';
import type { ClickHouse } from './port.ts';

/** The store that the configuration names: a server where `CLICKHOUSE_URL` is set, chDB in the data directory otherwise. */
export function openClickHouse(
  config: Pick<Config, 'clickhouseUrl' | 'data'>,
): Promise<ClickHouse> {
  return config.clickhouseUrl === null
    ? openChdb(join(config.data, 'clickhouse'))
    : openHttp(config.clickhouseUrl);
}
