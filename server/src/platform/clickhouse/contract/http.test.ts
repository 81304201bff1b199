import { afterAll } from 'vitest';
import { openHttp } from '../http.ts';
import { startHttpOverChdb, type TestServer } from '../testing/http-over-chdb.ts';
import { clickHouseContract } from './clickhouse-contract.ts';

let server: TestServer | null = null;
afterAll(() => server?.[Symbol.asyncDispose]());

clickHouseContract(
  'HTTP, before chDB',
  async () => {
    server = await startHttpOverChdb();
    return openHttp(server.url);
    // Node's four pool threads are the test server's.
  },
  { longQueries: 2 },
);

const url = process.env['CLICKHOUSE_URL'];
if (url !== undefined && url !== '')
  clickHouseContract('HTTP, a server', () => openHttp(url), { longQueries: 5 });
