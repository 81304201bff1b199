import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import type { ClickHouse } from '../platform/clickhouse/index.ts';
import { Int } from './queries/values.ts';

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
