export type { DB } from './database.gen.ts';
export { Database, openDatabase } from './database.ts';
export { startEmbeddedPostgres } from './embedded/index.ts';
export { migrate } from './migrate.ts';
export { storeFailure } from './store-failure.ts';
