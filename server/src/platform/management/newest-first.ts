import { type SelectQueryBuilder, sql } from 'kysely';
import { idAfter, idPage, type PageQuery } from '../http/index.ts';

/** A page of rows, newest first by their UUIDv7, shown together. `idColumn`: where it is not plain `id`. */
export async function newestFirst<D, T extends keyof D, Row extends { readonly id: string }, Item>(
  rows: SelectQueryBuilder<D, T, Row>,
  query: PageQuery,
  show: (rows: readonly Row[]) => Item[] | Promise<Item[]>,
  idColumn = 'id',
): Promise<{ data: Item[]; next_cursor: string | null }> {
  const id = sql.ref<string>(idColumn);
  const after = idAfter(query);
  const from = after === null ? rows : rows.where(sql<boolean>`${id} < ${after}`);
  const found = await from
    .orderBy(id, 'desc')
    .limit(query.limit + 1)
    .execute();
  const page = idPage(found, query.limit, (row) => row);
  return { ...page, data: await show(page.data) };
}
