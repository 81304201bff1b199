import { sql } from 'kysely';
import type { Database } from '../../platform/postgres/index.ts';

/** The text of every row of every table: where no secret may be. */
export async function everythingStored(db: Database): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'
  `.execute(db);
  const texts = await Promise.all(
    tables.map(({ name }) =>
      sql<{ text: string }>`SELECT t::text AS text FROM ${sql.table(name)} t`.execute(db),
    ),
  );
  return JSON.stringify(texts.flatMap(({ rows }) => rows));
}

/** What the roles were told of an entity, oldest first. */
export async function opsOf(db: Database, id: string): Promise<unknown[]> {
  const rows = await db.selectFrom('config_changes').select('ops').orderBy('generation').execute();
  return rows.flatMap(({ ops }) => (ops as { id: string }[]).filter((op) => op.id === id));
}
