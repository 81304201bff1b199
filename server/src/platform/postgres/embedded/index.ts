export { type EmbeddedConnection, embeddedConnection } from './connection.ts';
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
