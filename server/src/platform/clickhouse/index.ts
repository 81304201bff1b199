export { isDataError } from './errors.ts';
export { migrateClickHouse } from './migrate.ts';
export { openClickHouse } from './open.ts';
export type { ClickHouse, Parameters } from './port.ts';
