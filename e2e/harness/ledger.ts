import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { embeddedConnection } from '../../server/src/platform/postgres/embedded/index.ts';

/** What the effects of the frames added up to, read from the embedded PostgreSQL behind the system's back. */
export async function ledgerTotals(data: string): Promise<{ requests: number }> {
  const client = await connect(data);
  try {
    const { rows } = await client.query<{ requests: string }>(
      'select coalesce(sum(requests), 0)::text as requests from ledger',
    );
    return { requests: Number(rows[0]?.requests) };
  } finally {
    await client.end();
  }
}

/** Lets no frame have its effects until disposed of: telemetry stores its rows, and then waits. */
export async function holdEffects(data: string): Promise<AsyncDisposable> {
  const client = await connect(data);
  await client.query('begin');
  // Others can read it meanwhile.
  await client.query('lock table frame_cursors in exclusive mode');
  return { [Symbol.asyncDispose]: () => client.end() };
}

/** Where the socket stands is up to the build that started the database, which wrote it down as its fifth line. */
async function connect(data: string): Promise<pg.Client> {
  const [cluster = ''] = readdirSync(join(data, 'postgres')).filter((name) => /^\d+$/.test(name));
  const lines = readFileSync(join(data, 'postgres', cluster, 'postmaster.pid'), 'utf8').split('\n');
  const client = new pg.Client({
    ...embeddedConnection(data),
    ...(lines[4] ? { host: lines[4] } : {}),
  });
  // The database may be stopped under it.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
