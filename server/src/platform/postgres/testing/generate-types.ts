import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { PostgresDialect as GeneratorDialect, generate } from 'kysely-codegen';
import { Pool } from 'pg';
import { testDatabase } from './index.ts';

const FILE = join(import.meta.dirname, '..', 'database.gen.ts');

/** The types of the migrated schema, as `database.gen.ts` holds them. */
export async function generateTypes(): Promise<string> {
  await using test = await testDatabase();
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new Pool({ connectionString: test.databaseUrl }) }),
  });
  try {
    return await generate({
      db,
      dialect: new GeneratorDialect(),
      excludePattern: '*.schema_migrations',
      outFile: null,
      typeOnlyImports: true,
      // What the parsers in database.ts make of them.
      typeMapping: { int8: 'number', numeric: 'string', date: 'string' },
    });
  } finally {
    await db.destroy();
  }
}

export function committedTypes(): string {
  return readFileSync(FILE, 'utf8');
}

if (process.argv[1] === import.meta.filename) writeFileSync(FILE, await generateTypes());
