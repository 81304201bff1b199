import type { Usage } from '../../protocols/conversation/index.ts';
import { COLUMN_KINDS, type ColumnKind, USAGE_COLUMNS } from './usage-columns.ts';

/** A row that was read, with what of its usage it has. */
export type UsageOfRow = {
  readonly [K in (typeof USAGE_COLUMNS)[ColumnKind]]?: number | null;
} & { readonly other_usage: Readonly<Record<string, number>> };

export function usageOfRow(row: UsageOfRow): Usage {
  const known = COLUMN_KINDS.flatMap((kind) => {
    const count = row[USAGE_COLUMNS[kind]] ?? null;
    return count === null ? [] : [[kind, count] as const];
  });
  return { ...row.other_usage, ...Object.fromEntries(known) };
}
