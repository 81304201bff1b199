/**
 * A text as a field of an insert's CSV. Single quotes, since JSON bodies hold few of them and nothing else needs an escape;
 * reading this takes the engine a quarter of the CPU time that TabSeparated does (m). Works on binary (latin1) strings too.
 */
export function csvText(text: string): string {
  return `'${text.includes("'") ? text.replaceAll("'", "''") : text}'`;
}

export const CSV_NULL = '\\N';

/** An array or a map, written as ClickHouse shows it, as a field. */
export function csvLiteral(literal: string): string {
  return `"${literal.includes('"') ? literal.replaceAll('"', '""') : literal}"`;
}
