import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import type { ClickHouse } from '../platform/clickhouse/index.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import { Int } from './queries/values.ts';

/** A store that answers nothing at all for so long is slow, or hangs. */
const STORE_MS = 2_500;
const One = z.object({ one: z.number() });

const TableRow = z.object({ name: z.string(), rows: Int, bytes: Int, parts: Int });

/** Rows, bytes on disk and parts of each table. */
export async function tableSizes(
  store: ClickHouse,
  signal: AbortSignal,
): Promise<{ tables: Record<string, { rows: number; bytes: number; parts: number }> }> {
  const rows = await store.query({
    sql: `SELECT table AS name, sum(rows) AS rows, sum(bytes_on_disk) AS bytes, count() AS parts
      FROM system.parts WHERE active AND database = currentDatabase() GROUP BY table ORDER BY table`,
    row: TableRow,
    lane: 'quick',
    signal,
  });
  return { tables: Object.fromEntries(rows.map(({ name, ...size }) => [name, size])) };
}

export async function freeBytes(directory: string | null): Promise<number | null> {
  if (directory === null) return null;
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

export const isoOrNull = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();

/** How the store answers the smallest question, told within `STORE_MS`. */
export async function storeState(
  store: ClickHouse,
  signal: AbortSignal,
): Promise<'answers' | 'slow' | 'away'> {
  const late = AbortSignal.timeout(STORE_MS);
  try {
    await store.query({
      sql: 'SELECT 1 AS one',
      row: One,
      lane: 'quick',
      signal: AbortSignal.any([signal, late]),
    });
    return 'answers';
  } catch (error) {
    // Its queue may be full, too.
    return error instanceof SignalboxError && error.code === 'store_failed' ? 'away' : 'slow';
  }
}
