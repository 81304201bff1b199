export { CSV_NULL, csvLiteral, csvText } from './csv.ts';
export { isDataError } from './errors.ts';
export { migrateClickHouse } from './migrate.ts';
export { openClickHouse } from './open.ts';
export type { ClickHouse, Parameters } from './port.ts';
export { escapedText } from './text.ts';
