import { randomUUID } from 'node:crypto';
import { CSV_NULL } from './csv.ts';
import type { InsertStatement, QueryStatement } from './port.ts';

export type Settings = Readonly<Record<string, string | number>>;

/** What every statement says, reads and writes alike: a setting left over from another statement must not matter. */
const COMMON = {
  async_insert: 0,
  insert_deduplicate: 1,
  insert_deduplication_token: '',
  log_comment: '',
  max_execution_time: 0,
  max_memory_usage: '0',
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_decimals: 1,
  output_format_decimal_trailing_zeros: 1,
  // Part of every result: text that is not valid UTF-8 must not break its JSON.
  output_format_json_validate_utf8: 1,
} as const;

/** Shorter than whoever asks waits (`app/roles/control.ts`, 9.5 s, and the console, 10 s), so that they are told why. */
export const MAX_QUERY_SECONDS = 9;
export const MAX_QUERY_MEMORY_BYTES = 2 * 1024 ** 3;

export function insertSettings(statement: InsertStatement): Settings {
  return {
    ...COMMON,
    // Without a token the engine would compare the rows themselves, and drop an equal block.
    insert_deduplication_token: statement.token ?? randomUUID(),
    format_csv_allow_single_quotes: 1,
    format_csv_allow_double_quotes: 1,
    format_csv_null_representation: CSV_NULL,
    input_format_csv_detect_header: 0,
    // A block of one frame is small: threads to parse it with cost more than they give.
    input_format_parallel_parsing: 0,
    max_threads: 1,
    max_insert_threads: 1,
  };
}

export function querySettings(
  statement: Pick<QueryStatement<unknown>, 'maxSeconds' | 'maxMemoryBytes'>,
  comment: string,
): Settings {
  return {
    ...COMMON,
    log_comment: comment,
    max_execution_time: statement.maxSeconds ?? MAX_QUERY_SECONDS,
    max_memory_usage: String(statement.maxMemoryBytes ?? MAX_QUERY_MEMORY_BYTES),
  };
}

export const commandSettings = (): Settings => COMMON;
