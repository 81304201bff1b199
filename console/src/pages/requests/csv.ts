import type { TraceSummary } from '../../observe/types.ts';
import { csvText } from '../../ui/csv.ts';
import type { TraceColumn } from './columns.tsx';

/** What a list shows. */
export function requestsCsv(
  rows: readonly TraceSummary[],
  columns: readonly TraceColumn[],
): string {
  return csvText(
    columns.map(({ id }) => id),
    rows.map((row) => columns.map((column) => column.csv(row))),
  );
}
