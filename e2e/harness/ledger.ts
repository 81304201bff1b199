import pg from 'pg';
import { embeddedConnection } from '../../server/src/platform/postgres/embedded/index.ts';

/** What the effects of the frames added up to, read from the embedded PostgreSQL behind the system's back. */
export async function ledgerTotals(data: string): Promise<{ requests: number }> {
  const client = new pg.Client(embeddedConnection(data));
  await client.connect();
  try {
    const { rows } = await client.query<{ requests: string }>(
      'select coalesce(sum(requests), 0)::text as requests from ledger',
    );
    return { requests: Number(rows[0]?.requests) };
  } finally {
    await client.end();
  }
}
