export { openChdb } from './chdb.ts';
export { isDataError } from './errors.ts';
export { openHttp } from './http.ts';
export { migrateClickHouse } from './migrate.ts';
export { openClickHouse } from './open.ts';
export type { ClickHouse, InsertStatement, Parameters, QueryStatement } from './port.ts';
export { tsvText } from './text.ts';
