export type { Column } from './column.ts';
export { DataTable } from './data-table.tsx';
export { shownColumns } from './use-columns.ts';
