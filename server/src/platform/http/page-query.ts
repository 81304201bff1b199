import { z } from 'zod';
import { isUuid } from '../../lib/ids.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

/** The members of every paged list's query. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  cursor: z.string().max(2000).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** The id after which a list in descending order of UUIDv7 (newest first) goes on; null: from the start. */
export function idAfter(query: PageQuery): string | null {
  if (query.cursor === undefined) return null;
  return decodeCursor(query.cursor, 1, ([id = '']) => isUuid(id))[0] ?? null;
}

/** Makes the page of rows that were read with `limit + 1`. */
export function idPage<Row extends { readonly id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Item,
): { data: Item[]; next_cursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(show),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
  };
}
