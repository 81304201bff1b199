export type { DB } from './database.gen.ts';
export { Database, type DatabaseOptions, openDatabase } from './database.ts';
export {
  type EmbeddedConnection,
  type EmbeddedPostgres,
  embeddedConnection,
  startEmbeddedPostgres,
} from './embedded/index.ts';
export { migrate } from './migrate.ts';
