export type { Column } from './column.ts';
export { DataTable, type DataTableProps } from './data-table.tsx';
export { shownColumns } from './use-columns.ts';
