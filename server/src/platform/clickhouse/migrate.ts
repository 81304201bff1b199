import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SignalboxError } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import { csvText } from './csv.ts';
import type { ClickHouse } from './port.ts';

const TABLE = 'schema_migrations';
const Applied = z.object({ name: z.string(), hash: z.string() });

/** One statement of a migration and what takes it back. */
interface Step {
  readonly sql: string;
  readonly undo: string | null;
  /** Marked `-- optional`: what an older server does not know, and what is only slower without. */
  readonly optional: boolean;
  /** Marked `-- chdb`: for the embedded engine only. */
  readonly embedded: boolean;
}

/**
 * Brings the store to the schema in `directory`: files `0001_name.sql`, in order, each once. ClickHouse has no transactions
 * for DDL, so each statement names what takes it back on a line before it (`-- undo: DROP TABLE t`), and a migration that
 * fails is taken back statement by statement. Fails with `migration_failed`.
 */
export async function migrateClickHouse(
  store: ClickHouse,
  directory: string,
  log: Logger,
): Promise<void> {
  await store.command(
    `CREATE TABLE IF NOT EXISTS ${TABLE} (name String, hash String, applied_at DateTime('UTC') DEFAULT now('UTC')) ENGINE = MergeTree ORDER BY name SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  );
  const applied = new Map(
    (
      await store.query({
        sql: `SELECT name, hash FROM ${TABLE} ORDER BY name`,
        row: Applied,
        lane: 'any',
      })
    ).map((row) => [row.name, row.hash]),
  );
  const names = readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const last = [...applied.keys()].at(-1) ?? '';
  const unknown = [...applied.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw failed(
      unknown,
      'the store has it but this version does not',
      'Start the version that the store was last used with, or a later one.',
    );
  }
  for (const name of names) {
    const text = readFileSync(join(directory, name), 'utf8');
    const hash = createHash('sha256').update(text).digest('hex');
    const before = applied.get(name);
    if (before !== undefined) {
      if (before !== hash)
        throw failed(
          name,
          'it was changed after it was applied',
          'Restore the file; a change of the schema is a new migration.',
        );
      continue;
    }
    if (name < last)
      throw failed(
        name,
        `it comes before ${last}, which is applied`,
        'Give it a number after the last one.',
      );
    await apply(store, name, parseMigration(text), log);
    await store.insert({
      table: TABLE,
      columns: ['name', 'hash'],
      rows: Buffer.from(`${csvText(name)},${csvText(hash)}\n`),
      token: null,
    });
    log.info({ migration: name }, 'applied a migration of the trace store');
  }
}

async function apply(
  store: ClickHouse,
  name: string,
  steps: readonly Step[],
  log: Logger,
): Promise<void> {
  const done: Step[] = [];
  try {
    for (const step of steps) {
      if (step.embedded && store.kind !== 'chdb') continue;
      try {
        await store.command(step.sql);
        done.push(step);
      } catch (error) {
        if (!step.optional) throw error;
        log.warn(
          { err: error, migration: name },
          'the trace store is too old for a part of its schema; goes on without',
        );
      }
    }
  } catch (error) {
    for (const step of done.reverse()) if (step.undo !== null) await store.command(step.undo);
    throw failed(
      name,
      error instanceof Error ? error.message : String(error),
      'The store is as it was before. Report this with the log.',
      error,
    );
  }
}

/** Statements end with a semicolon at the end of a line. */
export function parseMigration(text: string): Step[] {
  return text
    .split(/;[ \t]*(?:\n|$)/)
    .map((part) => {
      const undo = /^-- undo: (.+)$/m.exec(part)?.[1] ?? null;
      const sql = part.replace(/^\s*--.*$/gm, '').trim();
      return {
        sql,
        undo,
        optional: /^-- optional$/m.test(part),
        embedded: /^-- chdb$/m.test(part),
      };
    })
    .filter((step) => step.sql !== '');
}

function failed(name: string, why: string, next: string, cause?: unknown): SignalboxError {
  return new SignalboxError(
    'migration_failed',
    `migration ${name} of the trace store: ${why}`,
    next,
    { cause },
  );
}
