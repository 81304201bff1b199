import type { Line } from './line.ts';

/**
 * Checks and rows are made of each record of a frame, and a loop over the lines of a table, which reads members by names that
 * it finds in variables and calls functions that it finds in lists, takes twice the time of code that was written out (m). So that
 * code is written here, once at start: of the tables' own names, and of nothing that came from outside.
 */
function compiled<F>(body: string, functions: readonly unknown[]): F {
  const names = functions.map((_, i) => `f${i}`);
  return new Function(...names, `return (record) => ${body};`)(...functions) as F;
}

/** A call of the i-th function with a member, as an expression. */
function call(i: number, name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new Error(`"${name}" cannot be the name of a member`);
  return `f${i}(record.${name})`;
}

/** Whether all members surely hold. */
export function checkOf(fields: readonly Line[]): (record: unknown) => boolean {
  const said = fields.flatMap((line) => line.said ?? []);
  const hold = compiled<(record: object) => boolean>(
    said.map(({ name }, i) => call(i, name)).join(' && '),
    said.map(({ holds }) => holds),
  );
  return (record) => typeof record === 'object' && record !== null && hold(record);
}

/** How a column is written of a member of `T`. */
type Writer<T> = {
  [K in keyof T]-?: { readonly of: K; readonly to: (value: T[K]) => string | number };
}[keyof T];

/** The fields of a row, in the order of `writers`. */
export function rowWriter<T>(writers: readonly Writer<T>[]): (source: T) => string {
  const parts = writers.map(({ of }, i) => call(i, String(of)));
  return compiled(
    `[${parts.join(', ')}].join(',')`,
    writers.map(({ to }) => to),
  );
}
