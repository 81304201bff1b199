import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drainPending } from 'chdb';
import { type ChdbConnection, createChdbConnection } from 'chdb/connection';
import { clearFailed } from '../chdb.ts';
import { sqlString } from '../text.ts';

/** Parameters of the URL that belong to the HTTP interface; every other one is a setting. */
const NOT_SETTINGS = new Set([
  'query',
  'database',
  'query_id',
  'default_format',
  'session_id',
  'role',
  'wait_end_of_query',
  'enable_http_compression',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
]);

export interface TestServer extends AsyncDisposable {
  readonly url: string;
}

/** The part of ClickHouse's HTTP interface that its client uses, before a chDB on a folder of its own. For tests only. */
export async function startHttpOverChdb(): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), 'sbx-http-chdb-'));
  const free: ChdbConnection[] = [];
  const waiting: ((connection: ChdbConnection) => void)[] = [];
  const all: ChdbConnection[] = [];
  for (let i = 0; i < 6; i++) {
    const connection = createChdbConnection({ path: directory });
    if (i === 0) await connection.chdb.queryAsync('CREATE DATABASE IF NOT EXISTS test');
    await connection.chdb.queryAsync('USE test');
    all.push(connection);
    free.push(connection);
  }
  const withConnection = async <T>(work: (c: ChdbConnection) => Promise<T>): Promise<T> => {
    const connection = free.pop() ?? (await new Promise<ChdbConnection>((r) => waiting.push(r)));
    try {
      return await work(connection);
    } catch (error) {
      // A server forgets a statement that failed.
      await clearFailed(connection);
      throw error;
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(connection);
      else next(connection);
    }
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (body) => response.writeHead(200, { 'content-type': 'text/plain' }).end(body),
      (error: Error) => {
        const code = /Code: (\d+)\./.exec(error.message)?.[1] ?? '1000';
        response.writeHead(500, { 'x-clickhouse-exception-code': code }).end(error.message);
      },
    );
  });
  const answer = async (request: IncomingMessage): Promise<Buffer | string> => {
    const url = new URL(request.url ?? '/', 'http://test');
    if (url.pathname === '/ping') return 'Ok.\n';
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const query = url.searchParams.get('query');
    const set = [...url.searchParams]
      .filter(([name]) => !NOT_SETTINGS.has(name))
      .map(([name, value]) => `${name}=${sqlString(value)}`);
    const insert = /^INSERT INTO (\w+) \(([\w, ]+)\) FORMAT CSV\s*$/i.exec(query ?? '');
    return withConnection(async (connection) => {
      if (insert !== null) {
        const settings = Object.fromEntries(
          [...url.searchParams].filter(([name]) => !NOT_SETTINGS.has(name)),
        );
        await connection.chdb.rawInsert({
          table: insert[1] ?? '',
          columns: (insert[2] ?? '').split(', '),
          format: 'CSV',
          values: body,
          settings,
        });
        return '';
      }
      const sql = query ?? body.toString();
      const prefix = set.length === 0 ? '' : `SET ${set.join(', ')}; `;
      const result = await connection.chdb.queryAsync(prefix + sql, { format: 'TabSeparated' });
      return Buffer.from(result.bytes());
    });
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/test`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      while (free.length < all.length) await new Promise((resolve) => setTimeout(resolve, 20));
      for (const connection of all) await connection.close();
      await drainPending();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
