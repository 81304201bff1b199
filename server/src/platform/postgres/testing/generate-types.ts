import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate, PostgresDialect } from 'kysely-codegen';
import { testDatabase } from './index.ts';

const FILE = join(import.meta.dirname, '..', 'database.gen.ts');

/** The types of the migrated schema, as `database.gen.ts` holds them. */
export async function generateTypes(): Promise<string> {
  await using test = await testDatabase();
  return await generate({
    db: test.db,
    dialect: new PostgresDialect(),
    excludePattern: '*.schema_migrations',
    outFile: null,
    typeOnlyImports: true,
    // What the parsers in database.ts make of them.
    typeMapping: { int8: 'number', numeric: 'string', date: 'string' },
  });
}

export function committedTypes(): string {
  return readFileSync(FILE, 'utf8');
}

if (process.argv[1] === import.meta.filename) writeFileSync(FILE, await generateTypes());
